import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { databaseAccount, EmbeddedPostgresError, firstClosedFolder, locateBinaries, type RunAs } from './binaries';

const run = promisify(execFile);
const DATABASE = 'trackdechets_connector';
const USER = 'connector';
/** Session lock held by the process that owns the cluster, so that a second start on the same folder is told apart from a recovery. */
const OWNER_LOCK = 7_253_001;
const THROW_AWAY_PREFIX = 'trackdechets-connector-pg-';

interface Cluster {
  url: string;
  /** Stops the server; resolves when its files are on disk. */
  stop(): Promise<void>;
}

/** A PostgreSQL server from npm, in a folder of ours, on loopback and a free port. */
export class EmbeddedPostgres {
  private readonly account: RunAs = databaseAccount();
  private readonly binaries = locateBinaries(this.account);
  private readonly dataFolder: string;
  private readonly passwordFile: string;

  private constructor(
    private readonly folder: string,
    private readonly serverFlags: string[],
  ) {
    this.dataFolder = join(folder, 'postgres');
    this.passwordFile = join(folder, 'postgres.password');
  }

  /** Starts the cluster kept under `folder`, creating it the first time and recovering it after a kill. */
  static async start(folder: string): Promise<Cluster> {
    const server = new EmbeddedPostgres(resolve(folder), []);
    return server.startOwned();
  }

  /** Where the cluster kept under `folder` answers, or null when it is not running. */
  static runningUrl(folder: string): string | null {
    const server = new EmbeddedPostgres(resolve(folder), []);
    const port = server.runningPort();
    return port === null ? null : server.url(port);
  }

  /** Starts an empty cluster in a temporary folder, deleted when it stops; those of killed processes are swept away. */
  static async startThrowAway(): Promise<Cluster> {
    await EmbeddedPostgres.sweepOrphans();
    const folder = mkdtempSync(join(tmpdir(), `${THROW_AWAY_PREFIX}${process.pid}-`));
    // Nothing in there outlives the process: durability would only slow it down.
    const server = new EmbeddedPostgres(folder, ['-c', 'fsync=off', '-c', 'max_connections=300']);
    const cluster = await server.startOwned();
    return {
      url: cluster.url,
      stop: async () => {
        await cluster.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }

  /** Stops and deletes the throw-away clusters whose process is gone. */
  private static async sweepOrphans(): Promise<void> {
    for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(THROW_AWAY_PREFIX))) {
      if (isAlive(Number(name.slice(THROW_AWAY_PREFIX.length).split('-')[0]))) continue;
      const folder = join(tmpdir(), name);
      try {
        await new EmbeddedPostgres(folder, []).pgCtl('stop', '-m', 'immediate', '-w').catch(() => undefined);
        rmSync(folder, { recursive: true, force: true });
      } catch {
        // Another user's: not ours to delete.
      }
    }
  }

  private async startOwned(): Promise<Cluster> {
    await this.createOnce();
    await this.startServer();
    const url = this.url(this.runningPort() ?? 0);
    const owner = await this.own(url);
    return {
      url,
      stop: async () => {
        await owner.end().catch(() => undefined);
        await this.pgCtl('stop', '-m', 'fast', '-w', '-t', '20');
      },
    };
  }

  private async createOnce(): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    if (this.account.uid !== undefined) {
      const closed = firstClosedFolder(this.folder, this.account);
      if (closed === this.folder) chownSync(this.folder, this.account.uid, this.account.gid ?? 0);
      else if (closed) throw new EmbeddedPostgresError(closedFolderMessage(closed));
    }
    if (existsSync(join(this.dataFolder, 'PG_VERSION')) && existsSync(this.passwordFile)) return;
    // A first start that was killed half-way left a cluster without our password: nothing can be in it.
    rmSync(this.dataFolder, { recursive: true, force: true });
    mkdirSync(this.dataFolder, { recursive: true, mode: 0o700 });
    if (this.account.uid !== undefined) chownSync(this.dataFolder, this.account.uid, this.account.gid ?? 0);
    const password = randomBytes(24).toString('base64url');
    const pwfile = `${this.passwordFile}.new`;
    writeFileSync(pwfile, password, { mode: 0o600 });
    if (this.account.uid !== undefined) chownSync(pwfile, this.account.uid, this.account.gid ?? 0);
    const flags = ['--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${pwfile}`];
    await run(this.binaries.initdb, [`--pgdata=${this.dataFolder}`, ...flags], this.account);
    writeFileSync(this.passwordFile, password, { mode: 0o600 });
    rmSync(pwfile);
  }

  /** Port of the server that runs on the folder, from postmaster.pid, or null. */
  private runningPort(): number | null {
    try {
      const port = Number(readFileSync(join(this.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[3]);
      return Number.isInteger(port) && port > 0 ? port : null;
    } catch {
      return null;
    }
  }

  private async startServer(): Promise<void> {
    const running = await this.pgCtl('status').then(
      () => true,
      () => false,
    );
    if (running) return;
    for (let attempt = 1; ; attempt++) {
      const port = await freePort();
      const flags = ['-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='];
      try {
        await this.pgCtl(
          'start',
          '-w',
          '-t',
          '60',
          '-l',
          join(this.dataFolder, 'server.log'),
          '-o',
          [...flags, ...this.serverFlags].join(' '),
        );
        return;
      } catch (error) {
        // The free port may have been taken in between.
        if (attempt < 3) continue;
        throw new EmbeddedPostgresError(
          `PostgreSQL embarqué ne démarre pas / the embedded PostgreSQL does not start: ${this.lastLogLines() || String(error)}`,
        );
      }
    }
  }

  private lastLogLines(): string {
    try {
      return readFileSync(join(this.dataFolder, 'server.log'), 'utf8').trim().split('\n').slice(-6).join('\n');
    } catch {
      return '';
    }
  }

  private pgCtl(command: string, ...args: string[]): Promise<unknown> {
    return run(this.binaries.pgCtl, [command, '-D', this.dataFolder, ...args], {
      ...this.account,
      cwd: this.dataFolder,
    });
  }

  private url(port: number, database = DATABASE): string {
    const password = readFileSync(this.passwordFile, 'utf8');
    return `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;
  }

  private async own(url: string): Promise<Client> {
    const owner = new Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
    owner.on('error', () => undefined);
    await owner.connect();
    const { rows } = await owner.query<{ owned: boolean }>('SELECT pg_try_advisory_lock($1) AS owned', [OWNER_LOCK]);
    if (!rows[0]?.owned) {
      await owner.end();
      throw new EmbeddedPostgresError(
        `Une autre instance tourne déjà sur ce dossier de données ; arrêtez-la, ou changez DATA_DIR. / Another instance already runs on this data folder; stop it, or change DATA_DIR: ${this.folder}`,
      );
    }
    const known = await owner.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (known.rowCount === 0) await owner.query(`CREATE DATABASE ${DATABASE}`);
    return owner;
  }
}

function closedFolderMessage(folder: string): string {
  return (
    `Le compte « postgres » ne peut pas traverser ${folder} : ouvrez-le (chmod o+x), choisissez un autre DATA_DIR, lancez la commande en utilisateur ordinaire, ou indiquez DATABASE_URL. / ` +
    `The account "postgres" cannot enter ${folder}: open it (chmod o+x), choose another DATA_DIR, run as an ordinary user, or set DATABASE_URL.`
  );
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
