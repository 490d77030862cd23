import { type NestExpressApplication } from '@nestjs/platform-express';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pino } from 'pino';
import { createApp } from '../app.factory';
import { AppConfig } from '../config/app.config';
import { type Environment } from '../config/environment';
import { connectionCallbackOf } from '../config/trackdechets-oauth';
import { type Migrations } from '../database/data-source';
import { EmbeddedPostgres } from '../database/embedded/embedded-postgres';
import { readDirectory } from '../sandbox/directory-file';
import { type OauthClient } from '../sandbox/oauth/applications';
import { type EnsuredAdministrator, FirstAdministrator } from '../users/first-administrator';
import { prepareDatabase } from './database-start';
import { FrontDoor } from './front-door';
import { startKeptSandbox } from './kept-sandbox';

/** What is running, and what to tell the person who started it. */
export interface Running {
  app: NestExpressApplication;
  config: AppConfig;
  /** Where the connector answers. */
  url: string;
  embeddedDatabase: boolean;
  sandbox: { url: string; controlUrl: string } | null;
  /** The administrator made by this start, or null when there were users already. */
  administrator: EnsuredAdministrator | null;
  /** Stops everything this start began, in the reverse order. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** Ends a start that is still waiting, which then rejects with an AbortError. */
  signal?: AbortSignal;
  /** Another version's, in tests. */
  migrations?: Migrations;
}

type Stop = () => Promise<unknown>;

/**
 * Starts the connector with what the environment leaves out: an embedded PostgreSQL, the sandbox, a key of its own. It answers
 * /health/live while it waits for the database and its schema. Throws InvalidEnvironment, EmbeddedPostgresError,
 * CannotListen, DatabaseUnreachable, NewerSchema, MigrationFailed.
 */
export async function start(environment: Environment, options: StartOptions = {}): Promise<Running> {
  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const one of stops.splice(0).reverse()) await one().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await startEach(environment, options, stops)), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function startEach(
  environment: Environment,
  { migrations, signal = new AbortController().signal }: StartOptions,
  stops: Stop[],
): Promise<Omit<Running, 'stop'>> {
  const { config, embeddedDatabase, sandbox } = await surroundings(environment, stops);
  const door = new FrontDoor();
  stops.push(() => door.close());
  await door.open(config.port, config.host);
  const logger = pino({ level: config.logLevel }).child({ context: 'Start' });
  await prepareDatabase({
    url: config.databaseUrl,
    migrateOnStart: config.migrateOnStart,
    migrations,
    signal,
    waitsFor: (reason) => door.wait(reason),
    log: (line) => logger.warn(line),
  });
  door.wait('STARTING');
  const app = await createApp(config, door);
  stops.push(() => {
    door.leave();
    return app.close();
  });
  await app.init();
  const administrator = await app.get(FirstAdministrator).ensure(defaultAdministrator(environment));
  door.letIn();
  return { app, config, url: `http://localhost:${door.port}`, embeddedDatabase, sandbox, administrator };
}

/** The configuration, and what stands in for what the environment leaves out. */
async function surroundings(
  environment: Environment,
  stops: Stop[],
): Promise<Pick<Running, 'config' | 'embeddedDatabase' | 'sandbox'>> {
  const dataFolder = resolve(environment.DATA_DIR ?? '.data');
  let databaseUrl = environment.DATABASE_URL;
  if (!databaseUrl) {
    const cluster = await EmbeddedPostgres.start(dataFolder);
    stops.push(() => cluster.stop());
    databaseUrl = cluster.url;
  }
  let sandbox: Running['sandbox'] = null;
  if (!environment.TRACKDECHETS_API_URL) {
    const started = await startKeptSandbox(dataFolder, environment.SANDBOX_PORT ?? 0, ownApplication(environment));
    stops.push(() => started.close());
    sandbox = started;
  }
  const config = new AppConfig(environment, {
    databaseUrl,
    trackdechetsApiUrl: sandbox?.url ?? environment.TRACKDECHETS_API_URL ?? '',
    sandbox: sandbox !== null,
    credentialsKeys: environment.CREDENTIALS_KEYS ?? ownKey(dataFolder),
  });
  return { config, embeddedDatabase: !environment.DATABASE_URL, sandbox };
}

/** The sandbox knows the configured application as Trackdéchets would once it is registered there. */
function ownApplication(environment: Environment): OauthClient[] {
  const { TRACKDECHETS_CLIENT_ID: id, TRACKDECHETS_CLIENT_SECRET: secret } = environment;
  if (!id || !secret) return [];
  return [{ id, secret, redirectUris: [connectionCallbackOf(environment)], name: 'Connecteur Trackdéchets' }];
}

/** With the embedded database and the sandbox, the first administrator is somebody the sandbox knows, so that their token can be tried. */
function defaultAdministrator(environment: Environment): string | null {
  if (environment.DATABASE_URL) return null;
  const administrators = Object.entries(readDirectory().users).filter(([, user]) =>
    Object.values(user.roles).includes('ADMIN'),
  );
  return administrators[0]?.[0] ?? null;
}

/** A development start keeps a key beside its database; a production start has refused to run without CREDENTIALS_KEYS. */
function ownKey(folder: string): string {
  const file = join(folder, 'credentials.keys');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(folder, { recursive: true });
  const key = `local:${randomBytes(32).toString('base64')}`;
  writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  return key;
}
