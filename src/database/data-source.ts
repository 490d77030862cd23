import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations } from '../../migrations';

/** Any number will do, as long as every version of this program uses the same. */
const MIGRATION_LOCK = 7_253_000;

/** Connection options shared by the application, the migration command and the tests. */
export function dataSourceOptions(url: string, poolSize = 10): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    poolSize,
    applicationName: 'trackdechets-connector',
    extra: { idleTimeoutMillis: 30_000, connectionTimeoutMillis: 10_000, keepAlive: true },
  };
}

/** The database was migrated by a newer version of this program. */
export class NewerSchema extends Error {
  override name = 'NewerSchema';
}

/**
 * Brings the schema up to date, one process at a time (advisory lock); throws NewerSchema when the database knows migrations
 * that this version does not.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewerSchema(dataSource);
    const applied = await dataSource.runMigrations({ transaction: 'each' });
    return applied.map(({ name }) => name);
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await runner.release();
  }
}

async function refuseNewerSchema(dataSource: DataSource): Promise<void> {
  const [table] = await dataSource.query<{ found: string | null }[]>(
    `SELECT to_regclass('schema_migrations') AS found`,
  );
  if (!table?.found) return;
  const known = dataSource.migrations.map(({ name }) => name ?? '');
  const applied = await dataSource.query<{ name: string }[]>('SELECT name FROM schema_migrations ORDER BY id');
  const unknown = applied.map(({ name }) => name).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new NewerSchema(
    `La base a été migrée par une version plus récente ; déployez cette version ou une suivante. / The database was migrated by a newer version; deploy that one or a later one. (${unknown.join(', ')})`,
  );
}

/** Opens a data source without Nest, for commands and tests. */
export async function openDataSource(url: string, poolSize = 4): Promise<DataSource> {
  return new DataSource(dataSourceOptions(url, poolSize)).initialize();
}
