import { DataSource, type DataSourceOptions } from 'typeorm';
import { migrations as released } from '../../migrations';
import { PooledConnection } from './connection';

/** The migrations of a version, in order. */
export type Migrations = typeof released;

/** What a connection may cost its server. Milliseconds; PostgreSQL's own settings of these names. */
const LIMITS = {
  /** A request that waits for a lock answers 503 rather than hang; workers come back. */
  lock_timeout: 10_000,
  /** No statement of the application takes this long, the widest reconciliation included. */
  statement_timeout: 60_000,
  /** Transactions never wait for the network: one this old belongs to a replica that is frozen, and holds its locks. */
  idle_in_transaction_session_timeout: 60_000,
  /** On our side, for a server that is frozen or out of reach: past its own limit, so that its own error comes first. */
  query_timeout: 65_000,
};

/** Connection options shared by the application, the commands and the tests. */
export function dataSourceOptions(url: string, poolSize = 10, migrations: Migrations = released): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    poolSize,
    applicationName: 'trackdechets-connector',
    extra: {
      idleTimeoutMillis: 30_000,
      // For a free connection of the pool as for a new one: then 503.
      connectionTimeoutMillis: 10_000,
      // A server whose address moved is found again after this at the latest.
      maxLifetimeSeconds: 1_800,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    },
  };
}

/** The same for the application, whose statements are short: nothing may wait, or make others wait, for long. */
export function applicationOptions(url: string, poolSize: number): DataSourceOptions {
  const options = dataSourceOptions(url, poolSize);
  return {
    ...options,
    extra: { ...(options.extra as object), ...LIMITS, Client: PooledConnection },
  };
}

/** Opens a data source without Nest, for commands and tests: a statement may take as long as it needs. */
export async function openDataSource(url: string, poolSize = 4, migrations?: Migrations): Promise<DataSource> {
  return new DataSource(dataSourceOptions(url, poolSize, migrations)).initialize();
}
