import { type EntityManager } from 'typeorm';
import { accountKey } from '../auth/sign-in-attempts';
import { emailKey } from '../users/email-key';

/** Somebody by their e-mail; `id` is null when they are no user of the instance. */
export interface Person {
  id: string | null;
  email: string;
}

/** The user with this e-mail however it is spelt, or just the address. */
export async function personOf(em: EntityManager, email: string): Promise<Person> {
  const [user] = await em.query<{ id: string; email: string }[]>('SELECT id, email FROM users WHERE email_key = $1', [
    emailKey(email),
  ]);
  return user ?? { id: null, email };
}

/** A place where something of a person is, as rows of a table. */
export interface Trace {
  table: string;
  /** SQL; $1 is the user's id (null for nobody), $2 their e-mail in lower case, $3 the key of their sign-in attempts. */
  condition: string;
  /** What an export shows; never a secret nor its hash. */
  columns: string;
  fate: Fate;
  fr: string;
  en: string;
}

export type Fate = 'ANONYMISED' | 'DELETED' | 'REDACTED' | 'KEPT';

export const parametersOf = ({ id, email }: Person): unknown[] => [id, email.toLowerCase(), accountKey(email)];

const mentions = (column: string): string => `strpos(lower(${column}::text), $2) > 0`;

/** Everywhere that something of a person is kept, and what an erasure makes of it. */
export const TRACES: readonly Trace[] = [
  {
    table: 'users',
    condition: 'id = $1',
    columns:
      'id, email, first_name, last_name, phone, active, administrator, rights, is_contact, created_at, updated_at',
    fate: 'ANONYMISED',
    fr: 'la personne : son numéro interne reste, ce qu’elle a fait y renvoie',
    en: 'the person: their internal id stays, what they did refers to it',
  },
  {
    table: 'credentials',
    condition: 'user_id = $1',
    columns: 'platform, last_four, status, account, companies, verified_at, created_at',
    fate: 'DELETED',
    fr: 'son jeton Trackdéchets (à révoquer aussi sur Trackdéchets)',
    en: 'their Trackdéchets token (to be revoked on Trackdéchets too)',
  },
  {
    table: 'sessions',
    condition: 'user_id = $1',
    columns: 'id, ip, user_agent, created_at, last_seen_at, expires_at',
    fate: 'DELETED',
    fr: 'ses sessions',
    en: 'their sessions',
  },
  {
    table: 'invitations',
    condition: 'user_id = $1',
    columns: 'created_at, expires_at, used_at',
    fate: 'DELETED',
    fr: 'ses invitations',
    en: 'their invitations',
  },
  {
    table: 'sign_in_attempts',
    condition: 'key = $3',
    columns: 'failures, window_ends_at',
    fate: 'DELETED',
    fr: 'ses tentatives de connexion',
    en: 'their sign-in attempts',
  },
  {
    table: 'idempotency_keys',
    condition: 'user_id = $1',
    columns: 'route, created_at',
    fate: 'DELETED',
    fr: 'ses clés d’idempotence',
    en: 'their idempotency keys',
  },
  {
    table: 'events',
    condition: 'user_id = $1',
    columns: 'type, data, created_at',
    fate: 'DELETED',
    fr: 'ses notifications',
    en: 'their notifications',
  },
  {
    table: 'audit_events',
    condition: `action NOT LIKE 'audit.%' AND (subject_type IN ('user', 'credential') AND subject_id = $1::text
      OR actor_id = $1 AND ip <> '' OR ${mentions('before')} OR ${mentions('after')})`,
    columns: 'at, actor_id, action, subject_type, subject_id, ip, request_id, before, after',
    fate: 'REDACTED',
    fr: 'l’audit : noms, adresses et IP remplacés, la chaîne se vérifie toujours',
    en: 'the audit: names, addresses and IPs replaced, the chain still verifies',
  },
  {
    table: 'exports',
    condition: `finished_at IS NOT NULL AND payload IS NOT NULL AND ${mentions('payload')}`,
    columns: 'id, bsff_id, kind, state, requested_at, finished_at',
    fate: 'REDACTED',
    fr: 'copies de ce qui est parti pour Trackdéchets avec ses coordonnées',
    en: 'copies of what left for Trackdéchets with their details',
  },
  {
    table: 'bsffs',
    condition: `created_by = $1 OR exported_by = $1 OR ${mentions('input')} OR ${mentions('remote')}`,
    columns: 'id, reference, trackdechets_id, created_at, exported_at',
    fate: 'KEPT',
    fr: 'bordereaux faits par elle ou qui la nomment : la loi les garde (art. R. 541-45 du code de l’environnement)',
    en: 'slips that they made or that name them: the law keeps them (art. R. 541-45 du code de l’environnement)',
  },
  {
    table: 'bsff_changes',
    condition: `actor_id = $1 OR ${mentions('before')} OR ${mentions('after')}`,
    columns: 'bsff_id, at, origin, path, before, after',
    fate: 'KEPT',
    fr: 'l’histoire de ces bordereaux',
    en: 'those slips’ history',
  },
  {
    table: 'partners',
    condition: 'deleted_at IS NULL AND lower(mail) = $2',
    columns: 'id, name, contact, phone, mail',
    fate: 'KEPT',
    fr: 'partenaires dont c’est l’adresse : corrigez-les ou supprimez-les dans l’application',
    en: 'partners whose address it is: correct or delete them in the application',
  },
];

/** The rows of each place that speak of a person. */
export async function everythingOn(em: EntityManager, person: Person): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {};
  for (const { table, columns, condition } of TRACES) {
    found[table] = await em.query<object[]>(
      `SELECT ${columns} FROM ${table} WHERE ${typed(condition)}`,
      parametersOf(person),
    );
  }
  return found;
}

/** How many rows of each place speak of a person. */
export async function countTraces(em: EntityManager, person: Person): Promise<{ trace: Trace; rows: number }[]> {
  const counted: { trace: Trace; rows: number }[] = [];
  for (const trace of TRACES) {
    const [row] = await em.query<[{ rows: number }]>(
      `SELECT count(*)::int AS rows FROM ${trace.table} WHERE ${typed(trace.condition)}`,
      parametersOf(person),
    );
    counted.push({ trace, rows: row.rows });
  }
  return counted;
}

/** PostgreSQL wants to know the type of every parameter, of those that a condition has no use for too. */
export function typed(condition: string): string {
  const all = '($1::uuid, $2::text, $3::text) IS DISTINCT FROM (NULL::uuid, NULL::text, NULL::text)';
  return `(${condition.replaceAll('$1', '$1::uuid')}) AND ${all}`;
}
