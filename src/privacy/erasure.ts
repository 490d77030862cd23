import { type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Redacted, redactAudit } from '../audit/audit-redaction';
import { namesAddress } from './address';
import { parametersOf, type Person, typed } from './person';
import { REDACTED_AUDIT, REDACTED_EXPORTS, TRACES } from './traces';

export const ERASED = '[effacé / erased]';

/** What stands against an erasure now, and what to do first. */
export interface Objection {
  fr: string;
  en: string;
}

type User = Person & { id: string };

/** Fields of audit rows that hold what a person is called and how to reach them. */
const PERSONAL = new Set(['email', 'firstName', 'lastName', 'phone', 'lastFour', 'name', 'account']);

/** Why somebody may not be erased now; nobody else may change that while `em`'s transaction lasts. */
export async function objectionsTo(em: EntityManager, { id }: User): Promise<Objection[]> {
  const users = await em.query<{ id: string; contact: boolean; administrator: boolean; reachable: boolean }[]>(
    `SELECT id, is_contact AS contact, administrator AND active AS administrator, password_hash IS NOT NULL AS reachable
     FROM users WHERE id = $1 OR (administrator AND active) ORDER BY id FOR UPDATE`,
    [id],
  );
  const user = users.find((one) => one.id === id);
  const [work] = await em.query<[{ exports: number; fiches: number }]>(
    `SELECT (SELECT count(*)::int FROM exports WHERE requested_by = $1 AND finished_at IS NULL) AS exports,
       (SELECT count(*)::int FROM fiches WHERE edited_by = $1 AND trackdechets_id IS NOT NULL AND synced_version < version
          AND deleted_at IS NULL) AS fiches`,
    [id],
  );
  const others = users.some((one) => one.id !== id && one.administrator && one.reachable);
  return [
    ...(user?.contact ? [CONTACT] : []),
    ...(user?.administrator && !others ? [LAST_ADMINISTRATOR] : []),
    ...(work.exports > 0 ? [underWay(work.exports)] : []),
    ...(work.fiches > 0 ? [editsWaiting(work.fiches)] : []),
  ];
}

const CONTACT: Objection = {
  fr: 'C’est le contact Trackdéchets : désignez quelqu’un d’autre d’abord (PUT /trackdechets-contact).',
  en: 'They are the Trackdéchets contact: designate somebody else first (PUT /trackdechets-contact).',
};
const LAST_ADMINISTRATOR: Objection = {
  fr: 'C’est le dernier administrateur qui ait un mot de passe : il en faut d’abord un autre, qui ait choisi le sien (PATCH /users/{id}).',
  en: 'They are the last administrator who has a password: another one must first have chosen theirs (PATCH /users/{id}).',
};
const underWay = (count: number): Objection => ({
  fr: `Envois en cours à son nom : ${count}. Attendez leur fin, ou annulez-les (DELETE /exports/{id}).`,
  en: `Exports under way in their name: ${count}. Wait for their end, or cancel them (DELETE /exports/{id}).`,
});
const editsWaiting = (count: number): Objection => ({
  fr: `Fiches d’intervention modifiées par elle et pas encore sur Trackdéchets : ${count}. Attendez, ou modifiez-les sous un autre nom.`,
  en: `Fiches that they edited and that are not on Trackdéchets yet: ${count}. Wait, or edit them as somebody else.`,
});

/** Erases what is kept on somebody, in the transaction of `em`; the documents that the law keeps stay. Rows by table. */
export async function erase(em: EntityManager, user: User): Promise<Record<string, number>> {
  const done: Record<string, number> = { audit_events: await redactAuditOf(em, user) };
  for (const { table, condition, fate } of TRACES) {
    if (fate !== 'DELETED') continue;
    const [, rows] = await em.query<[unknown, number]>(
      `DELETE FROM ${table} WHERE ${typed(condition)}`,
      parametersOf(user),
    );
    done[table] = rows;
  }
  const [, copies] = await em.query<[unknown, number]>(
    `UPDATE exports SET payload = NULL WHERE ${typed(REDACTED_EXPORTS)}`,
    parametersOf(user),
  );
  const address = `${user.id}@personne-effacee.invalid`;
  await em.query(
    `UPDATE users SET email = $2, email_key = $2, first_name = '', last_name = 'Personne effacée', phone = '', active = false,
       administrator = false, rights = '{}', password_hash = NULL, version = version + 1, updated_at = now() WHERE id = $1`,
    [user.id, address],
  );
  const after = { ...done, exports: copies, users: 1 };
  await new Audit().record(em, null, { action: 'person.erased', subjectType: 'user', subjectId: user.id, after });
  return after;
}

async function redactAuditOf(em: EntityManager, user: User): Promise<number> {
  const rows = await em.query<(Redacted & { own: boolean; acted: boolean })[]>(
    `SELECT id, ip, before, after, subject_type IN ('user', 'credential') AND subject_id = $1::uuid::text AS own,
       actor_id IS NOT DISTINCT FROM $1::uuid AS acted
     FROM audit_events WHERE ${typed(REDACTED_AUDIT)} ORDER BY at`,
    parametersOf(user),
  );
  const redacted = rows.map(({ id, ip, before, after, own, acted }) => ({
    id,
    ip: acted ? '' : ip,
    before: without(before, user.email, own),
    after: without(after, user.email, own),
  }));
  await redactAudit(em, redacted);
  return redacted.length;
}

/** The same value with what names the person replaced: personal fields of rows about them, and their address anywhere. */
function without<T>(value: T, email: string, own: boolean): T {
  if (typeof value === 'string') return (namesAddress(value, email) ? ERASED : value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => without(item, email, own)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      key,
      own && PERSONAL.has(key) && item !== null && item !== '' ? ERASED : without(item, email, own),
    ]),
  ) as T;
}
