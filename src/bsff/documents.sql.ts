import { randomUUID } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { meaning, type Reading, reading } from '../database/reading';
import { Bsff, BsffPackaging } from './bsff.entity';
import { partnerIdsOf } from './bsff-body';
import { numeroKey, searchLexemes } from './search';

/** Documents that the rest of a statement on `bsffs b` finds, as plain rows: hydrating entities costs as much again. */
export function documents(em: EntityManager, rest: string, parameters: readonly unknown[]): Reading<Bsff[]> {
  const columns = em.connection.getMetadata(Bsff).columns.filter(({ isSelect }) => isSelect);
  const names = columns.map(({ databaseName, propertyName }) => `b.${databaseName} AS "${propertyName}"`);
  const instants = columns.filter(({ type }) => type === 'timestamptz').map(({ propertyName }) => propertyName);
  const bsffOf = (row: Record<string, unknown>): Bsff => {
    for (const name of instants) if (row[name] !== null) row[name] = new Date(row[name] as string);
    return row as unknown as Bsff;
  };
  return reading(`SELECT ${names.join(', ')} FROM bsffs b ${rest}`, parameters, (rows: Record<string, unknown>[]) =>
    rows.map(bsffOf),
  );
}

/** The document, or null when there is none or it was deleted. */
export function document(em: EntityManager, id: string): Reading<Bsff | null> {
  return meaning(documentsOf(em, [id]), ([bsff]) => bsff ?? null);
}

/** The same for each of these ids, in their order. */
export function documentsOf(em: EntityManager, ids: readonly string[]): Reading<(Bsff | null)[]> {
  return meaning(documents(em, 'WHERE b.id = ANY($1) AND b.deleted_at IS NULL', [ids]), (found) => {
    const byId = new Map(found.map((bsff) => [bsff.id, bsff]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

type NewDocument = Pick<Bsff, 'input' | 'createdBy'> &
  Partial<Pick<Bsff, 'remote' | 'base' | 'exportState' | 'exportedAt'>>;

type Held = Pick<Bsff, 'input'> & { remote?: Bsff['remote'] };

/** Columns that repeat what the documents hold, so that they can be searched; one for each document, in their order. */
async function projections(em: EntityManager, documents: readonly Held[]): Promise<object[]> {
  const names = await namesReferredTo(
    em,
    documents.map(({ input }) => input),
  );
  return documents.map((document) => {
    const { input, remote } = document;
    return {
      establishmentId: input.establishmentId ?? null,
      reference: input.reference || null,
      trackdechetsId: remote?.id ?? null,
      status: remote?.status ?? null,
      trackdechetsUpdatedAt: remote ? new Date(remote.updatedAt) : null,
      search: searchLexemes(input, [...trackdechetsIdsOf(document), ...referredIds(input).map((id) => names.get(id))]),
    };
  });
}

/** Ids on Trackdéchets of the document, its containers and those that it takes over: they lead from one document to the next. */
function trackdechetsIdsOf({ input, remote }: Held): string[] {
  const previous = [...(input.forwarding ?? []), ...(input.grouping ?? []), ...(input.repackaging ?? [])];
  return [...(remote ? [remote.id, ...remote.packagings.map(({ id }) => id)] : []), ...previous];
}

/** Ids of the partners and fiches that a document names. */
function referredIds(input: Bsff['input']): string[] {
  return [...partnerIdsOf(input), ...(input.ficheInterventionIds ?? [])];
}

/** What people call those partners and fiches by. */
async function namesReferredTo(em: EntityManager, inputs: readonly Bsff['input'][]): Promise<Map<string, string>> {
  const ids = [...new Set(inputs.flatMap(referredIds))];
  if (ids.length === 0) return new Map();
  const rows = await em.query<{ id: string; text: string }[]>(
    `SELECT id, concat_ws(' ', name, siret, vat_number) AS text FROM partners WHERE id = ANY($1)
     UNION ALL SELECT id, concat_ws(' ', numero, detenteur->>'name') FROM fiches WHERE id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** Rows of a document's containers. */
function packagingRows(bsffId: string, input: Bsff['input']): BsffPackaging[] {
  return (input.packagings ?? []).map(({ numero }, position) => ({
    bsffId,
    position,
    numeroKey: numeroKey(numero ?? ''),
  }));
}

const INSERT = `
  INSERT INTO bsffs (id, input, remote, base, export_state, trackdechets_id, status, trackdechets_updated_at, pulled_at,
    exported_at, establishment_id, reference, search, created_by)
  SELECT id, input, remote, base, coalesce("exportState", 'LOCAL'), "trackdechetsId", status, "trackdechetsUpdatedAt",
    "pulledAt", "exportedAt", "establishmentId", reference, search, "createdBy"
  FROM jsonb_to_recordset($1) AS new (
    id uuid, input jsonb, remote jsonb, base jsonb, "exportState" text, "trackdechetsId" text, status text,
    "trackdechetsUpdatedAt" timestamptz, "pulledAt" timestamptz, "exportedAt" timestamptz, "establishmentId" uuid,
    reference text, search tsvector, "createdBy" uuid)`;

/** Inserts documents with their containers, in two statements; returns their ids, in the same order. */
export async function insertDocuments(em: EntityManager, documents: readonly NewDocument[]): Promise<string[]> {
  const columns = await projections(em, documents);
  const rows = documents.map((document, index) => ({
    id: randomUUID(),
    ...document,
    ...columns[index],
    pulledAt: document.remote ? new Date() : null,
  }));
  // As one parameter: an entity manager makes thousands of them for a page of documents.
  await em.query(INSERT, [JSON.stringify(rows)]);
  const packagings = rows.flatMap(({ id, input }) => packagingRows(id, input));
  if (packagings.length > 0) await em.insert(BsffPackaging, packagings);
  return rows.map(({ id }) => id);
}

const UPDATE = `
  UPDATE bsffs SET version = new.version, updated_at = clock_timestamp(), input = new.input, remote = new.remote,
    base = new.base, conflict = new.conflict, export_state = new."exportState", trackdechets_id = new."trackdechetsId",
    status = new.status, trackdechets_updated_at = new."trackdechetsUpdatedAt", pulled_at = new."pulledAt",
    exported_at = new."exportedAt", exported_by = new."exportedBy", removed = new.removed,
    establishment_id = new."establishmentId", reference = new.reference, search = new.search,
    deleted_at = new."deletedAt"
  FROM jsonb_to_recordset($1) AS new (
    id uuid, version integer, input jsonb, remote jsonb, base jsonb, conflict jsonb, "exportState" text,
    "trackdechetsId" text, status text, "trackdechetsUpdatedAt" timestamptz, "pulledAt" timestamptz,
    "exportedAt" timestamptz, "exportedBy" uuid, removed text, "establishmentId" uuid, reference text, search tsvector,
    "deletedAt" timestamptz)
  WHERE bsffs.id = new.id`;

const PACKAGINGS = `jsonb_to_recordset($2) AS new ("bsffId" uuid, position integer, "numeroKey" text)`;

/** Removes the containers that changed or are no longer there: most often there is none. */
const REMOVE_PACKAGINGS = `
  DELETE FROM bsff_packagings old WHERE bsff_id = ANY($1) AND NOT EXISTS (
    SELECT FROM ${PACKAGINGS}
    WHERE new."bsffId" = old.bsff_id AND new.position = old.position AND new."numeroKey" = old.numero_key)`;

const ADD_PACKAGINGS = `
  INSERT INTO bsff_packagings (bsff_id, position, numero_key)
  SELECT "bsffId", position, "numeroKey" FROM ${PACKAGINGS} WHERE "bsffId" = ANY($1) ON CONFLICT DO NOTHING`;

/** Writes documents that were read under a lock, with their containers, in a few statements; versions and dates move. */
export async function updateDocuments(em: EntityManager, documents: readonly Bsff[]): Promise<void> {
  if (documents.length === 0) return;
  const columns = await projections(em, documents);
  const rows = documents.map((bsff, index) => ({ ...bsff, ...columns[index], version: bsff.version + 1 }));
  await em.query(UPDATE, [JSON.stringify(rows)]);
  const packagings = documents.flatMap(({ id, input }) => packagingRows(id, input));
  const parameters = [documents.map(({ id }) => id), JSON.stringify(packagings)];
  await em.query(REMOVE_PACKAGINGS, parameters);
  if (packagings.length > 0) await em.query(ADD_PACKAGINGS, parameters);
}
