import { type EntityManager } from 'typeorm';
import { prepared } from './prepared';

/** SQL with parameters of its own (`$1`…). */
export interface Statement {
  sql: string;
  parameters: readonly unknown[];
}

/**
 * Something to be read that can travel with others in one round trip: a SELECT with parameters of its own (`$1`…), and what its rows
 * mean. They come as JSON: an instant is a text, a bytea is to be encoded.
 */
export interface Reading<T> extends Statement {
  meaning: (rows: never[]) => T;
}

/** A reading of rows of this shape. */
export function reading<Row, T>(sql: string, parameters: readonly unknown[], meaning: (rows: Row[]) => T): Reading<T> {
  return { sql, parameters, meaning };
}

/** The same reading, with a further meaning given to what it finds. */
export function meaning<Found, T>(found: Reading<Found>, further: (found: Found) => T): Reading<T> {
  return { ...found, meaning: (rows) => further(found.meaning(rows)) };
}

type Together<T extends readonly unknown[]> = { [Index in keyof T]: Reading<T[Index]> };

/** Several readings as one: each is asked in the same statement, and so of the same moment. */
export function together<T extends readonly unknown[]>(...readings: Together<T>): Reading<T> {
  const parameters: unknown[] = [];
  const columns = readings.map((one: Reading<unknown>, index) => {
    const sql = placed(one, parameters);
    return `(${asJson(sql)}) AS a${index}`;
  });
  return reading(`SELECT ${columns.join(', ')}`, parameters, ([row]: Record<string, never[]>[]) =>
    readings.map((one: Reading<unknown>, index) => one.meaning(row?.[`a${index}`] ?? [])),
  ) as unknown as Reading<T>;
}

/** The SQL of a statement as a part of another, whose parameters its own join. */
export function placed({ sql, parameters: own }: Statement, parameters: unknown[]): string {
  const before = parameters.length;
  parameters.push(...own);
  return sql.replace(/\$(\d+)/g, (_, number: string) => `$${Number(number) + before}`);
}

/** Asks now; `plannedEachTime` when the best way to find the rows depends on the parameters. */
export async function read<T>(
  em: EntityManager,
  { sql, parameters, meaning }: Reading<T>,
  { plannedEachTime = false } = {},
): Promise<T> {
  const statement = plannedEachTime ? asJson(sql) : prepared(asJson(sql));
  const [row] = await em.query<{ rows: never[] }[]>(statement, [...parameters]);
  return meaning(row?.rows ?? []);
}

function asJson(sql: string): string {
  return `SELECT coalesce(json_agg(r), '[]') AS rows FROM (${sql}) AS r`;
}
