import { type EntityManager } from 'typeorm';
import { Audit } from './audit';
import { type Sql } from './audit-chain';

/** The oldest rows of the chain, up to the first that is recent; the last row of all stays, so that the chain goes on from it. */
const OLDEST = `
  WITH oldest AS (
    SELECT c.seq, c.hash, c.event_id, e.at < now() - make_interval(days => $1) AS old
    FROM audit_chain c JOIN audit_events e ON e.id = c.event_id ORDER BY c.seq LIMIT $2
  ), due AS (
    SELECT seq, hash, event_id FROM oldest
    WHERE old AND seq < coalesce((SELECT min(seq) FROM oldest WHERE NOT old), (SELECT max(seq) FROM audit_chain))
  )`;

/** How many rows of the audit are older than `days` and may go, looking no further than `atMost`. */
export async function countPrunable(sql: Sql, days: number, atMost = 1e9): Promise<number> {
  const [row] = await sql.query<{ due: number }[]>(`${OLDEST} SELECT count(*)::int AS due FROM due`, [days, atMost]);
  return row?.due ?? 0;
}

/**
 * Removes up to `limit` of the audit's oldest rows, older than `days`, and says so in the audit: what is left still verifies,
 * from the last removed row on. Returns how many went.
 */
export async function pruneAudit(em: EntityManager, days: number, limit: number): Promise<number> {
  await em.query(`SELECT set_config('connector.audit', 'retention', true)`);
  const due = await em.query<{ seq: string; hash: string; id: string }[]>(
    `${OLDEST} SELECT seq, encode(hash, 'hex') AS hash, event_id AS id FROM due ORDER BY seq`,
    [days, limit],
  );
  const last = due.at(-1);
  if (!last) return 0;
  await em.query('DELETE FROM audit_chain WHERE seq <= $1', [last.seq]);
  await em.query('DELETE FROM audit_events WHERE id = ANY($1)', [due.map(({ id }) => id)]);
  await em.query(
    `INSERT INTO audit_anchor (seq, hash) VALUES ($1, decode($2, 'hex'))
     ON CONFLICT (only_one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
    [last.seq, last.hash],
  );
  await em.query(`SELECT set_config('connector.audit', '', true)`);
  await new Audit().record(em, null, {
    action: 'audit.pruned',
    subjectType: 'audit',
    subjectId: last.seq,
    after: { rows: due.length, upTo: `${last.seq}:${last.hash}`, olderThanDays: days },
  });
  return due.length;
}
