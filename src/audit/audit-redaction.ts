import { type EntityManager } from 'typeorm';
import { Audit } from './audit';
import { type AuditEvent } from './audit-event.entity';

/** Rows told of in one row: their ranks and hashes stay readable. */
const TOLD_AT_ONCE = 500;

/** What a redacted row still says. */
export type Redacted = Pick<AuditEvent, 'id' | 'ip' | 'before' | 'after'>;

/**
 * Replaces what rows of the audit say of a person, and their salts, so that the old hash confirms no guess. The chain tells of
 * it with the hash of what each row says now: it still verifies, and nothing else can be altered in the same way unseen.
 */
export async function redactAudit(em: EntityManager, rows: readonly Redacted[]): Promise<void> {
  for (let start = 0; start < rows.length; start += TOLD_AT_ONCE)
    await redactSome(em, rows.slice(start, start + TOLD_AT_ONCE));
}

async function redactSome(em: EntityManager, rows: readonly Redacted[]): Promise<void> {
  await em.query(`SELECT set_config('connector.audit', 'redaction', true)`);
  await em.query(
    `UPDATE audit_events e SET ip = new.ip, before = new.before, after = new.after, salt = NULL
     FROM jsonb_to_recordset($1) AS new (id uuid, ip text, before jsonb, after jsonb) WHERE e.id = new.id`,
    [JSON.stringify(rows)],
  );
  await em.query(`SELECT set_config('connector.audit', '', true)`);
  const told = await em.query<{ seq: string; hash: string }[]>(
    `SELECT c.seq, encode(audit_hash('', e), 'hex') AS hash
     FROM audit_events e JOIN audit_chain c ON c.event_id = e.id WHERE e.id = ANY($1) ORDER BY c.seq`,
    [rows.map(({ id }) => id)],
  );
  await new Audit().record(em, null, {
    action: 'audit.redacted',
    subjectType: 'audit',
    subjectId: told[0]?.seq ?? '',
    after: { rows: Object.fromEntries(told.map(({ seq, hash }) => [seq, hash])) },
  });
}
