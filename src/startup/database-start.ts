import { setTimeout as sleep } from 'node:timers/promises';
import { type DataSource } from 'typeorm';
import { type Migrations, openDataSource } from '../database/data-source';
import { migrate, MigrationFailed, pendingMigrations } from '../database/schema';
import { isDatabaseAway, tlsFaultOf } from '../http/database-away';
import { type Reason } from './front-door';

/** Orchestrators start things in any order: a database that does not answer yet is asked again this long. Milliseconds. */
const PATIENCE_MS = 300_000;
const ASK_AGAIN_MS = 1_000;
/** A line of log for as many tries. */
const TRIES_PER_LINE = 10;
const SCHEMA_LOOK_MS = 2_000;
/** SQLSTATE of a server that answers and will go on refusing: the password, the role, the database's name. */
const REFUSED = /^(28|3D000$)/;

/** The database cannot be used, and waiting longer would not help. */
export class DatabaseUnreachable extends Error {
  override name = 'DatabaseUnreachable';
}

export interface DatabaseStart {
  url: string;
  /** False: the schema is brought up to date by the migrate command, and only awaited here. */
  migrateOnStart: boolean;
  /** Another version's, in tests. */
  migrations?: Migrations;
  /** Ends the waiting with an AbortError. */
  signal: AbortSignal;
  /** Told what is being waited for. */
  waitsFor: (reason: Reason) => void;
  log: (line: string) => void;
}

/**
 * Waits for the database, then for its schema to be this version's. Throws DatabaseUnreachable after five minutes or when it
 * refuses us, NewerSchema, MigrationFailed.
 */
export async function prepareDatabase(start: DatabaseStart): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let tries = 0; ; tries++) {
    start.signal.throwIfAborted();
    try {
      await prepareSchema(start);
      return;
    } catch (error) {
      const cause = error instanceof MigrationFailed ? error.cause : error;
      if (!isDatabaseAway(cause)) throw error;
      if (REFUSED.test(codeOf(cause))) throw unreachable(REFUSES, cause);
      const fault = tlsFaultOf(cause);
      if (fault) throw unreachable(TLS_FAULTS[fault], cause);
      if (performance.now() > deadline) throw unreachable(SILENT, cause);
      start.waitsFor('DATABASE_AWAITED');
      if (tries % TRIES_PER_LINE === 0) start.log(`waiting for the database, up to 5 minutes: ${wordsOf(cause)}`);
      await sleep(ASK_AGAIN_MS, undefined, { signal: start.signal });
    }
  }
}

async function prepareSchema(start: DatabaseStart): Promise<void> {
  const dataSource = await openDataSource(start.url, 2, start.migrations);
  try {
    await (start.migrateOnStart ? migrateNow(dataSource, start) : schemaOfThisVersion(dataSource, start));
  } finally {
    const closed = dataSource.destroy().catch(() => undefined);
    // A migration under way when we are told to stop ends with the process.
    if (!start.signal.aborted) await closed;
  }
}

async function migrateNow(dataSource: DataSource, { waitsFor, log, signal }: DatabaseStart): Promise<void> {
  waitsFor('MIGRATIONS_RUNNING');
  const applied = await abortable(migrate(dataSource, { tell: log, signal }), signal);
  if (applied.length > 0) log(`schema brought up to date: ${applied.join(', ')}`);
}

async function schemaOfThisVersion(dataSource: DataSource, { waitsFor, log, signal }: DatabaseStart): Promise<void> {
  for (let told = false; ; told = true) {
    const pending = await pendingMigrations(dataSource);
    if (pending.length === 0) return;
    waitsFor('SCHEMA_AWAITED');
    if (!told) log(`waiting for the migrate command to apply ${pending.join(', ')}`);
    await sleep(SCHEMA_LOOK_MS, undefined, { signal });
  }
}

function abortable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  return Promise.race([work, aborted]);
}

/** What is wrong and what to do about it, in French and in English. */
type Told = readonly [french: string, english: string];

const REFUSES: Told = [
  'La base de données refuse la connexion : vérifiez DATABASE_URL et qu’elle est démarrée.',
  'The database refuses the connection: check DATABASE_URL and that it runs.',
];
const SILENT: Told = [
  'La base de données ne répond pas : vérifiez DATABASE_URL et qu’elle est démarrée.',
  'The database does not answer: check DATABASE_URL and that it runs.',
];
const TLS_FAULTS: Record<'UNTRUSTED' | 'WITHOUT_TLS', Told> = {
  UNTRUSTED: [
    'Le certificat TLS de la base de données n’est pas reconnu : indiquez le fichier de son autorité dans NODE_EXTRA_CA_CERTS (ou sslrootcert dans DATABASE_URL), et l’hôte par le nom que porte le certificat.',
    'The TLS certificate of the database is not trusted: give the file of its authority in NODE_EXTRA_CA_CERTS (or sslrootcert in DATABASE_URL), and the host by the name that the certificate bears.',
  ],
  WITHOUT_TLS: [
    'La base de données ne parle pas TLS, que DATABASE_URL demande : activez-le sur le serveur, ou retirez sslmode sur un réseau à vous.',
    'The database speaks no TLS, which DATABASE_URL asks for: switch it on at the server, or leave sslmode out on a network of your own.',
  ],
};

function unreachable([french, english]: Told, cause: unknown): DatabaseUnreachable {
  return new DatabaseUnreachable(`${french} / ${english} (${wordsOf(cause)})`, { cause });
}

function codeOf(error: unknown): string {
  const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
  return code ?? driverError?.code ?? '';
}

/** An AggregateError (one for each address of a name) has no message of its own. */
function wordsOf(error: unknown): string {
  const { message, errors } = error as { message?: string; errors?: Error[] };
  return message || (errors ?? []).map((one) => one.message).join(', ');
}
