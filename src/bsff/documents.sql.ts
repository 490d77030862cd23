import { type EntityManager } from 'typeorm';
import { type QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { Bsff, BsffPackaging } from './bsff.entity';
import { numeroKey, searchLexemes } from './search';

type NewDocument = Pick<Bsff, 'input' | 'createdBy'> &
  Partial<Pick<Bsff, 'remote' | 'base' | 'exportState' | 'exportedAt'>>;

/** Columns that repeat what the documents hold, so that it can be searched. */
async function projections(
  em: EntityManager,
  bsff: Pick<Bsff, 'input'> & { remote?: Bsff['remote'] },
): Promise<object> {
  const { input, remote } = bsff;
  return {
    establishmentId: input.establishmentId ?? null,
    reference: input.reference || null,
    trackdechetsId: remote?.id ?? null,
    status: remote?.status ?? null,
    trackdechetsUpdatedAt: remote ? new Date(remote.updatedAt) : null,
    search: searchLexemes(input, [...trackdechetsIdsOf(bsff), ...(await namesReferredTo(em, input))]),
  };
}

/** Ids on Trackdéchets of the document, its containers and those that it takes over: they lead from one document to the next. */
function trackdechetsIdsOf({ input, remote }: Pick<Bsff, 'input'> & { remote?: Bsff['remote'] }): string[] {
  const previous = [...(input.forwarding ?? []), ...(input.grouping ?? []), ...(input.repackaging ?? [])];
  return [...(remote ? [remote.id, ...remote.packagings.map(({ id }) => id)] : []), ...previous];
}

/** What people call the partners and fiches of a document by. */
async function namesReferredTo(em: EntityManager, input: Bsff['input']): Promise<string[]> {
  const partners = [...(input.transporters ?? []), input.destination].flatMap((party) => party?.partnerId ?? []);
  const fiches = input.ficheInterventionIds ?? [];
  if (partners.length + fiches.length === 0) return [];
  const rows = await em.query<{ text: string }[]>(
    `SELECT concat_ws(' ', name, siret, vat_number) AS text FROM partners WHERE id = ANY($1)
     UNION ALL SELECT concat_ws(' ', numero, detenteur->>'name') FROM fiches WHERE id = ANY($2)`,
    [partners, fiches],
  );
  return rows.map(({ text }) => text);
}

async function replacePackagings(em: EntityManager, id: string, input: Bsff['input']): Promise<void> {
  await em.delete(BsffPackaging, { bsffId: id });
  const rows = (input.packagings ?? []).map(({ numero }, position) => ({
    bsffId: id,
    position,
    numeroKey: numeroKey(numero ?? ''),
  }));
  if (rows.length > 0) await em.insert(BsffPackaging, rows);
}

/** Inserts a document with its containers; returns its id. */
export async function insertDocument(em: EntityManager, document: NewDocument): Promise<string> {
  const values = {
    ...document,
    ...(await projections(em, document)),
    pulledAt: document.remote ? new Date() : null,
  } as QueryDeepPartialEntity<Bsff>;
  const { identifiers } = await em.insert(Bsff, values);
  const id = String(identifiers[0]?.['id']);
  await replacePackagings(em, id, document.input);
  return id;
}

/** Writes a document that was read under a lock, with its containers; its version and date move. */
export async function updateDocument(em: EntityManager, bsff: Bsff): Promise<void> {
  const { id, version, createdAt: _, ...values } = bsff;
  const next = { ...values, version: version + 1, updatedAt: new Date(), ...(await projections(em, bsff)) };
  await em.update(Bsff, { id }, next as QueryDeepPartialEntity<Bsff>);
  await replacePackagings(em, id, bsff.input);
}
