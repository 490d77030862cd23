import { type DataSource, type EntityManager, QueryFailedError } from 'typeorm';

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
const ATTEMPTS = 4;

/** The SQLSTATE of a database error, or undefined for another error. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  return (error.driverError as { code?: string }).code;
}

/** True when `error` is a violation of the unique index `name`. */
export function violates(error: unknown, name: string): boolean {
  if (sqlState(error) !== '23505') return false;
  return (error as QueryFailedError<Error & { constraint?: string }>).driverError.constraint === name;
}

/** True of what PostgreSQL refuses in the data (classes 22, 23 and 54), or the code did not expect there: the same without it may pass. */
export function liesInTheData(error: unknown): error is Error {
  const state = sqlState(error);
  if (state !== undefined) return ['22', '23', '54'].includes(state.slice(0, 2));
  return error instanceof TypeError || error instanceof RangeError;
}

const afterwards = new WeakMap<EntityManager, (() => void)[]>();

/** Runs `act` once the transaction of `em` has committed, and never when it has not: for what is counted. */
export function afterCommit(em: EntityManager, act: () => void): void {
  const acts = afterwards.get(em);
  if (acts) acts.push(act);
  else act();
}

/**
 * Runs one use case in one transaction, again when PostgreSQL chose it as the victim of a deadlock: `work` must therefore do
 * nothing but SQL through its manager, and never a network call.
 */
export async function transaction<T>(dataSource: DataSource, work: (em: EntityManager) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      const acts: (() => void)[] = [];
      const result = await dataSource.transaction((em) => {
        afterwards.set(em, acts);
        return work(em);
      });
      acts.forEach((act) => act());
      return result;
    } catch (error) {
      const state = sqlState(error);
      const victim = state === DEADLOCK || state === SERIALIZATION_FAILURE;
      if (!victim || attempt === ATTEMPTS) throw error;
    }
  }
}
