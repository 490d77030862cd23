import { type EntityManager } from 'typeorm';
import { accountKey } from '../auth/sign-in-attempts';
import { emailKey } from '../users/email-key';
import { addressPattern } from './address';
import { type Trace, TRACES } from './traces';

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

export const parametersOf = ({ id, email }: Person): unknown[] => [
  id,
  email.toLowerCase(),
  accountKey(email),
  addressPattern(email),
];

/** The rows of each place that speak of a person. */
export async function everythingOn(em: EntityManager, person: Person): Promise<Record<string, object[]>> {
  const found: Record<string, object[]> = {};
  for (const { table, columns, condition } of TRACES) {
    const rows = await em.query<object[]>(
      `SELECT ${columns} FROM ${table} WHERE ${typed(condition)}`,
      parametersOf(person),
    );
    found[table] = [...(found[table] ?? []), ...rows];
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
  const all =
    '($1::uuid, $2::text, $3::text, $4::text) IS DISTINCT FROM (NULL::uuid, NULL::text, NULL::text, NULL::text)';
  return `(${condition.replaceAll('$1', '$1::uuid')}) AND ${all}`;
}
