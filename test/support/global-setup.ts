import { Client } from 'pg';
import { openDataSource } from '../../src/database/data-source';
import { migrate } from '../../src/database/schema';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres';
import { TEMPLATE } from './database';

declare global {
  var embeddedPostgres: { stop(): Promise<void> } | undefined;
}

/** One PostgreSQL for the run, on a free port, with a migrated template that each file clones. */
export default async function globalSetup(): Promise<void> {
  const cluster = await EmbeddedPostgres.startThrowAway();
  globalThis.embeddedPostgres = cluster;
  process.env.TEST_POSTGRES_URL = cluster.url;
  const admin = new Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const dataSource = await openDataSource(cluster.url.replace(/[^/]+$/, TEMPLATE));
  await migrate(dataSource);
  await dataSource.destroy();
}
