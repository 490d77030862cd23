import { type NestExpressApplication } from '@nestjs/platform-express';
import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/app.factory';
import { AppConfig } from '../../src/config/app.config';
import { readEnvironment } from '../../src/config/environment';
import { openApiDocument } from '../../src/http/openapi';
import { type Directory, readDirectory } from '../../src/sandbox/directory-file';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/sandbox/server';
import { type Answered, Contract } from './contract';
import { createTestDatabase, type TestDatabase } from './database';
import { People } from './people';

export interface TestAppOptions {
  /** Environment variables, as a person would set them. */
  env?: Record<string, string>;
  sandbox?: SandboxOptions;
  /** A database and a sandbox of another test application, to start a second replica on them. */
  beside?: TestApp;
  /** A database of the test's own and the sandbox of another application: what a restored backup starts on. */
  on?: { database: TestDatabase; sandbox: Sandbox };
}

/** The real application on a database and a sandbox of its own, listening on a free port of loopback. */
export class TestApp {
  readonly people: People;
  /** Answers that are not as the OpenAPI document tells. */
  private readonly undocumented = new Set<string>();
  private written?: Contract;

  private constructor(
    readonly nest: NestExpressApplication,
    readonly config: AppConfig,
    readonly database: TestDatabase,
    readonly sandbox: Sandbox,
    private readonly ownsSurroundings: boolean,
  ) {
    this.people = new People(this);
  }

  static async start({ env = {}, sandbox: sandboxOptions, beside, on }: TestAppOptions = {}): Promise<TestApp> {
    const { database, sandbox } = on ?? beside ?? (await surroundings(sandboxOptions));
    const environment = readEnvironment({ NODE_ENV: 'test', PULL_INTERVAL_SECONDS: '0', ...env });
    const config = new AppConfig(environment, {
      databaseUrl: database.url,
      trackdechetsApiUrl: env.TRACKDECHETS_API_URL ?? sandbox.url,
      sandbox: true,
      credentialsKeys: environment.CREDENTIALS_KEYS ?? beside?.keys ?? `test:${randomBytes(32).toString('base64')}`,
    });
    const nest = await createApp(config);
    await nest.listen(0, '127.0.0.1');
    return new TestApp(nest, config, database, sandbox, !beside && !on);
  }

  /** CREDENTIALS_KEYS of this application, for a replica beside it. */
  get keys(): string {
    return this.config.credentialsKeys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
  }

  get url(): string {
    return `http://127.0.0.1:${(this.nest.getHttpServer().address() as { port: number }).port}`;
  }

  get dataSource(): DataSource {
    return this.nest.get(DataSource);
  }

  /** The companies and users that the sandbox knows. */
  get directory(): Directory {
    return readDirectory();
  }

  /** Requests without a session, by full path (`/api/v1/…`). */
  get http(): ReturnType<typeof supertest> {
    return supertest(this.url);
  }

  /** Holds an answer against the OpenAPI document; what does not agree fails the file when the application closes. */
  witness(answered: Answered): void {
    for (const fault of this.contract.faultsOf(answered)) this.undocumented.add(fault);
  }

  /** What the OpenAPI document promises. */
  get contract(): Contract {
    return (this.written ??= new Contract(openApiDocument(this.nest, this.config)));
  }

  async close(): Promise<void> {
    await this.end();
    if (this.undocumented.size > 0) throw new Error(`Not as in OpenAPI:\n${[...this.undocumented].join('\n')}`);
  }

  private async end(): Promise<void> {
    const server = this.nest.getHttpServer();
    // Node would wait for more than a minute for a kept connection whose last answer was under way.
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    await this.nest.close().finally(() => clearInterval(idle));
    if (!this.ownsSurroundings) return;
    await this.sandbox.close();
    await this.database.drop();
  }
}

async function surroundings(options?: SandboxOptions): Promise<{ database: TestDatabase; sandbox: Sandbox }> {
  return {
    database: await createTestDatabase(),
    sandbox: await startSandbox({ autoplaySeconds: undefined, ...options }),
  };
}

/** Asks again until `read` gives something, or fails after `timeoutMs`: for what the workers do. */
export async function eventually<T>(read: () => Promise<T | undefined | null | false>, timeoutMs = 15_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined && value !== null && value !== false) return value;
    if (Date.now() > deadline) throw new Error(`Nothing came in ${timeoutMs} ms`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
