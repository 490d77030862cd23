import { randomUUID } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { type QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { Bsff, BsffPackaging } from './bsff.entity';
import { partnerIdsOf } from './bsff-body';
import { numeroKey, searchLexemes } from './search';

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

/** Inserts documents with their containers, in two statements; returns their ids, in the same order. */
export async function insertDocuments(em: EntityManager, documents: readonly NewDocument[]): Promise<string[]> {
  const columns = await projections(em, documents);
  const rows = documents.map((document, index) => ({
    id: randomUUID(),
    ...document,
    ...columns[index],
    pulledAt: document.remote ? new Date() : null,
  }));
  await em.insert(Bsff, rows);
  const packagings = rows.flatMap(({ id, input }) => packagingRows(id, input));
  if (packagings.length > 0) await em.insert(BsffPackaging, packagings);
  return rows.map(({ id }) => id);
}

/** Writes a document that was read under a lock, with its containers; its version and date move. */
export async function updateDocument(em: EntityManager, bsff: Bsff): Promise<void> {
  const { id, version, createdAt: _, ...values } = bsff;
  const [columns] = await projections(em, [bsff]);
  const next = { ...values, version: version + 1, updatedAt: new Date(), ...columns };
  await em.update(Bsff, { id }, next as QueryDeepPartialEntity<Bsff>);
  await em.delete(BsffPackaging, { bsffId: id });
  const packagings = packagingRows(id, bsff.input);
  if (packagings.length > 0) await em.insert(BsffPackaging, packagings);
}
