import { type EntityManager } from 'typeorm';

/** PostgreSQL's clock, by which replicas agree on what came first; to the millisecond below. */
export async function databaseTime(em: EntityManager): Promise<Date> {
  const [row] = await em.query<[{ now: Date }]>('SELECT clock_timestamp() AS now');
  return row.now;
}
