import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { sqlState } from './transaction';

/** Any number will do, as long as every version of this program uses the same. */
const MIGRATION_LOCK = 7_253_000;
/** Between two looks at who migrates. A session that slept in pg_advisory_lock would hold up CREATE INDEX CONCURRENTLY. Milliseconds. */
const LOOK_MS = 500;
/** A change that waits for a table makes everyone wait behind it: it steps back after this, and tries again. Milliseconds. */
const TABLE_LOCK_MS = 5_000;
const STEP_BACK_MS = 1_000;
/** Five minutes of trying, or so. */
const MOST_TRIES = 50;
const LOCK_NOT_AVAILABLE = '55P03';

/** The database was migrated by a newer version of this program. */
export class NewerSchema extends Error {
  override name = 'NewerSchema';
}

/** A migration could not be applied; what it had begun was rolled back. */
export class MigrationFailed extends Error {
  override name = 'MigrationFailed';
}

export interface MigrationOptions {
  /** Told what is waited for, once each time it changes. */
  tell?: (line: string) => void;
  /** Gives up waiting, with an AbortError; a migration under way ends with its connection. */
  signal?: AbortSignal;
}

/** Names of the migrations that this version has and the database has not, in order. Throws NewerSchema. */
export async function pendingMigrations(dataSource: DataSource): Promise<string[]> {
  const known = dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
  const applied = await appliedMigrations(dataSource);
  const unknown = applied.filter((name) => !known.includes(name));
  if (unknown.length === 0) return known.filter((name) => !applied.includes(name));
  throw new NewerSchema(
    `La base a été migrée par une version plus récente ; déployez cette version ou une suivante. / The database was migrated by a newer version; deploy that one or a later one. (${unknown.join(', ')})`,
  );
}

/** Names of the migrations that the database has, in the order in which they were applied. */
export async function appliedMigrations(dataSource: DataSource): Promise<string[]> {
  const [table] = await dataSource.query<{ found: string | null }[]>(
    `SELECT to_regclass('schema_migrations') AS found`,
  );
  if (!table?.found) return [];
  const rows = await dataSource.query<{ name: string }[]>('SELECT name FROM schema_migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

/**
 * Brings the schema up to date, one process at a time (advisory lock), each migration in a transaction of its own; the names of
 * those applied. Throws NewerSchema when the database knows migrations that this version does not, and MigrationFailed.
 */
export async function migrate(dataSource: DataSource, options: MigrationOptions = {}): Promise<string[]> {
  return inTurn(dataSource, options, async (runner) => {
    const pending = await pendingMigrations(dataSource);
    await patiently(dataSource, runner, options, (executor) => executor.executePendingMigrations());
    return pending;
  });
}

/**
 * Undoes the migrations applied after the one named, newest first, with what they added: before going back to the version that
 * ended with it. The names of those undone. Throws NewerSchema, MigrationFailed, and RangeError when `name` was never applied.
 */
export async function revertTo(
  dataSource: DataSource,
  name: string,
  options: MigrationOptions = {},
): Promise<string[]> {
  return inTurn(dataSource, options, async (runner) => {
    await pendingMigrations(dataSource);
    const applied = await appliedMigrations(dataSource);
    if (!applied.includes(name)) throw new RangeError(`Migration inconnue / Unknown migration: ${name}`);
    const undone = applied.slice(applied.indexOf(name) + 1).reverse();
    for (const _ of undone) await patiently(dataSource, runner, options, (executor) => executor.undoLastMigration());
    return undone;
  });
}

async function inTurn<T>(
  dataSource: DataSource,
  options: MigrationOptions,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await takeTurn(runner, options);
    await runner.query(`SET lock_timeout = ${TABLE_LOCK_MS}`);
    await runner.query('SET statement_timeout = 0');
    // Has the server notice within seconds that we were killed, and roll back. Not every system can.
    await runner.query(`SET client_connection_check_interval = '2s'`).catch(() => undefined);
    return await work(runner);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.query('RESET ALL').catch(() => undefined);
    await runner.release();
  }
}

async function takeTurn(runner: QueryRunner, { tell, signal }: MigrationOptions): Promise<void> {
  for (let told = false; ; told = true) {
    const [turn] = (await runner.query('SELECT pg_try_advisory_lock($1) AS taken', [MIGRATION_LOCK])) as {
      taken: boolean;
    }[];
    if (turn?.taken) return;
    if (!told) tell?.('another process migrates the database: waiting for it');
    await sleep(LOOK_MS, undefined, { signal });
  }
}

/** Steps back and tries again when what is to change is in use. */
async function patiently(
  dataSource: DataSource,
  runner: QueryRunner,
  { tell, signal }: MigrationOptions,
  act: (executor: MigrationExecutor) => Promise<unknown>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      const executor = new MigrationExecutor(dataSource, runner);
      executor.transaction = 'each';
      await act(executor);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const inUse = sqlState(error) === LOCK_NOT_AVAILABLE;
      if (!inUse || tries === MOST_TRIES) throw failure(await culprit(dataSource), error);
      if (tries === 1) tell?.('what the migration changes is in use: trying again');
      await sleep(STEP_BACK_MS, undefined, { signal });
    }
  }
}

/** They run in order: the one that failed is the first that is not applied. */
async function culprit(dataSource: DataSource): Promise<string> {
  const [name] = await pendingMigrations(dataSource).catch(() => []);
  return name ?? '';
}

function failure(name: string, cause: unknown): MigrationFailed {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MigrationFailed(
    `La migration ${name} a échoué et a été annulée ; la version précédente peut continuer. / Migration ${name} failed and was rolled back; the previous version may go on: ${why}`,
    { cause },
  );
}
