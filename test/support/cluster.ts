import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { openDataSource } from '../../src/database/data-source';
import { databaseAccount, locateBinaries } from '../../src/database/embedded/binaries';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres';
import { migrate } from '../../src/database/schema';

const run = promisify(execFile);

/** A PostgreSQL server of the test's own, to be stopped, started again where it was, frozen, or emptied of its connections. */
export class OwnCluster {
  private readonly account = databaseAccount();
  private readonly pgCtl = locateBinaries(this.account).pgCtl;

  private constructor(
    private readonly folder: string,
    /** A migrated database on it. */
    readonly url: string,
    private readonly embedded: { stop(): Promise<void> },
  ) {}

  static async start(maxConnections: number): Promise<OwnCluster> {
    const folder = mkdtempSync(join(tmpdir(), 'connector-breaks-'));
    chmodSync(folder, 0o755);
    const embedded = await EmbeddedPostgres.start(folder);
    const cluster = new OwnCluster(folder, embedded.url, embedded);
    await cluster.say(`ALTER SYSTEM SET max_connections = ${maxConnections}`);
    await cluster.restart();
    const dataSource = await openDataSource(cluster.url, 2);
    await migrate(dataSource);
    await dataSource.destroy();
    return cluster;
  }

  /** One statement on a connection of its own. */
  async say<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = await this.connect();
    try {
      return (await client.query<Row>(statement, values)).rows;
    } finally {
      await client.end();
    }
  }

  async connect(): Promise<Client> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** As a power cut would. */
  async crash(): Promise<void> {
    await this.control('stop', '-m', 'immediate', '-w');
  }

  async startAgain(): Promise<void> {
    const flags = `-p ${new URL(this.url).port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
    await this.control('start', '-w', '-l', join(this.folder, 'postgres', 'server.log'), '-o', flags);
  }

  async restart(): Promise<void> {
    await this.control('restart', '-m', 'fast', '-w', '-l', join(this.folder, 'postgres', 'server.log'));
  }

  /** Cuts every connection of the connector. */
  async cutConnections(): Promise<void> {
    await this.say(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
  }

  /** Stops the processes that serve the connector where they are, without closing anything; what lets them go on. */
  async freeze(): Promise<() => void> {
    const served = await this.say<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    const postmaster = Number(readFileSync(join(this.folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    const pids = [postmaster, ...served.map(({ pid }) => pid)];
    pids.forEach((pid) => process.kill(pid, 'SIGSTOP'));
    return () => pids.forEach((pid) => process.kill(pid, 'SIGCONT'));
  }

  /** Takes every connection that the server has, the connector's own too; what gives them back. */
  async takeConnections(): Promise<() => Promise<void>> {
    const taken: Client[] = [];
    const take = async (): Promise<boolean> => {
      try {
        taken.push(await this.connect());
        return true;
      } catch {
        return false;
      }
    };
    while (await take());
    const [first] = taken;
    for (;;) {
      const { rows } = (await first?.query<{ cut: boolean }>(
        `SELECT pg_terminate_backend(pid) AS cut FROM pg_stat_activity
         WHERE backend_type = 'client backend' AND pid <> ALL($1)`,
        [taken.map((client) => (client as Client & { processID: number }).processID)],
      )) ?? { rows: [] };
      if (rows.length === 0) break;
      while (await take());
    }
    return async () => {
      await Promise.all(taken.map((client) => client.end()));
    };
  }

  async end(): Promise<void> {
    await this.embedded.stop().catch(() => undefined);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async control(command: string, ...args: string[]): Promise<void> {
    const folder = join(this.folder, 'postgres');
    await run(this.pgCtl, [command, '-D', folder, ...args], { ...this.account, cwd: folder });
  }
}
