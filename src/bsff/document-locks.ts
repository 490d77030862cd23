import { In, IsNull, type EntityManager } from 'typeorm';
import { Bsff } from './bsff.entity';

/** The document, locked until the transaction ends; null when there is none or a person deleted it. */
export async function lockDocument(em: EntityManager, id: string): Promise<Bsff | null> {
  return em.findOne(Bsff, { where: { id, deletedAt: IsNull() }, lock: { mode: 'pessimistic_write' } });
}

/** The documents, locked in the order of their ids, so that two batches cannot wait for each other. */
export async function lockDocuments(em: EntityManager, ids: readonly string[]): Promise<Bsff[]> {
  return em.find(Bsff, {
    where: { id: In([...ids]), deletedAt: IsNull() },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

/**
 * The documents by Trackdéchets id, locked as `lockDocuments` does; null stands for one that a person deleted here: a pull must
 * not make it anew.
 */
export async function lockByTrackdechetsIds(
  em: EntityManager,
  ids: readonly string[],
): Promise<Map<string, Bsff | null>> {
  const known = await em.query<{ id: string; trackdechetsId: string }[]>(
    'SELECT id, trackdechets_id AS "trackdechetsId" FROM bsffs WHERE trackdechets_id = ANY($1)',
    [ids],
  );
  if (known.length === 0) return new Map();
  const locked = await lockDocuments(
    em,
    known.map(({ id }) => id),
  );
  const byId = new Map(locked.map((bsff) => [bsff.id, bsff]));
  return new Map(known.map(({ id, trackdechetsId }) => [trackdechetsId, byId.get(id) ?? null]));
}
