import { type NestExpressApplication } from '@nestjs/platform-express';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createApp } from '../app.factory';
import { AppConfig } from '../config/app.config';
import { type Environment } from '../config/environment';
import { connectionCallbackOf } from '../config/trackdechets-oauth';
import { migrate, openDataSource } from '../database/data-source';
import { EmbeddedPostgres } from '../database/embedded/embedded-postgres';
import { readDirectory } from '../sandbox/directory-file';
import { type OauthClient } from '../sandbox/oauth/applications';
import { type EnsuredAdministrator, FirstAdministrator } from '../users/first-administrator';
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

type Stop = () => Promise<unknown>;

/** Starts the connector with what the environment leaves out: an embedded PostgreSQL, the sandbox, a key of its own. */
export async function start(environment: Environment): Promise<Running> {
  const stops: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    return { ...(await startEach(environment, stops)), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function startEach(environment: Environment, stops: Stop[]): Promise<Omit<Running, 'stop'>> {
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
  await migrateDatabase(databaseUrl);
  const config = new AppConfig(environment, {
    databaseUrl,
    trackdechetsApiUrl: sandbox?.url ?? environment.TRACKDECHETS_API_URL ?? '',
    sandbox: sandbox !== null,
    credentialsKeys: environment.CREDENTIALS_KEYS ?? ownKey(dataFolder),
  });
  const app = await createApp(config);
  stops.push(() => app.close());
  await app.init();
  const administrator = await app.get(FirstAdministrator).ensure(defaultAdministrator(environment));
  await app.listen(config.port, config.host);
  return { app, config, url: urlOf(app), embeddedDatabase: !environment.DATABASE_URL, sandbox, administrator };
}

/** The sandbox knows the configured application as Trackdéchets would once it is registered there. */
function ownApplication(environment: Environment): OauthClient[] {
  const { TRACKDECHETS_CLIENT_ID: id, TRACKDECHETS_CLIENT_SECRET: secret } = environment;
  if (!id || !secret) return [];
  return [{ id, secret, redirectUris: [connectionCallbackOf(environment)], name: 'Connecteur Trackdéchets' }];
}

async function migrateDatabase(url: string): Promise<void> {
  const dataSource = await openDataSource(url);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
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

function urlOf(app: NestExpressApplication): string {
  const address = app.getHttpServer().address() as { port: number };
  return `http://localhost:${address.port}`;
}
