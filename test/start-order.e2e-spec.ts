import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { eventually } from './support/app';
import { runScript } from './support/commands';
import { createTestDatabase, type TestDatabase } from './support/database';
import { ConnectorProcess } from './support/process';

jest.setTimeout(120_000);

/** The advisory lock that every version takes to migrate. */
const MIGRATION_LOCK = 7_253_000;
const MIGRATE = 'src/database/migrate.ts';

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

describe('a start among others that start', () => {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let port: number;
  let connector: ConnectorProcess | undefined;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  beforeEach(async () => {
    database = await createTestDatabase({ empty: true });
    port = await freePort();
  });
  afterEach(async () => {
    await connector?.kill('SIGKILL');
    connector = undefined;
    await database.drop();
  });
  afterAll(() => sandbox.close());

  const start = (env: Record<string, string> = {}): ConnectorProcess => {
    connector = ConnectorProcess.start({
      NODE_ENV: 'test',
      PORT: String(port),
      DATABASE_URL: database.url,
      TRACKDECHETS_API_URL: sandbox.url,
      CREDENTIALS_KEYS: `start:${randomBytes(32).toString('base64')}`,
      PULL_INTERVAL_SECONDS: '0',
      ...env,
    });
    return connector;
  };

  const ask = (path: string, init?: RequestInit): Promise<Response | null> =>
    fetch(`http://localhost:${port}${path}`, init).catch(() => null);

  /** It lives and says what it waits for, in both languages; whoever asks for something else is told when to come back. */
  async function expectWaiting(code: string): Promise<void> {
    const ready = await eventually(async () => {
      const answer = await ask('/health/ready', { headers: { 'accept-language': 'en' } });
      const body = answer && ((await answer.json()) as { code?: string; detail?: string });
      return body?.code === code && { answer, body };
    }, 30_000);
    expect(ready.answer?.status).toBe(503);
    expect(ready.body.detail).toContain('connector is starting');
    expect(await (await ask('/health/live'))?.json()).toEqual({ status: 'ok' });
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"email":"a@b.test"}' };
    const other = await ask('/api/v1/sessions', post);
    expect(other?.status).toBe(503);
    expect(other?.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(other?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await other?.json()).toMatchObject({ code, status: 503, requestId: other?.headers.get('x-request-id') });
  }

  const expectReady = (): Promise<unknown> =>
    eventually(async () => (await ask('/health/ready'))?.status === 200, 30_000);

  /** Leads to the database, as a name or an address that comes up late does. */
  function wayTo(url: URL): { server: Server; sockets: Set<Socket> } {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      const onward = connect(Number(url.port), url.hostname);
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy()).on('close', () => other.destroy());
      }
    });
    return { server, sockets };
  }

  it('waits for a database that is not there yet, and goes on when it is', async () => {
    const url = new URL(database.url);
    const late = await freePort();
    const started = start({ DATABASE_URL: database.url.replace(`:${url.port}/`, `:${late}/`) });
    await expectWaiting('DATABASE_AWAITED');
    expect(started.printed).toContain('waiting for the database, up to 5 minutes');
    const { server, sockets } = wayTo(url);
    await new Promise<void>((done) => server.listen(late, '127.0.0.1', done));
    await expectReady();
    expect(await started.kill('SIGTERM')).toBe(0);
    sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => server.close(done));
  });

  it('stops at once when it is told to while it waits', async () => {
    const started = start({ DATABASE_URL: `postgres://nobody:secret@127.0.0.1:${await freePort()}/nothing` });
    await expectWaiting('DATABASE_AWAITED');
    expect(await started.kill('SIGTERM')).toBe(0);
    expect(started.errors).toBe('');
  });

  it.each([
    [
      'a wrong password',
      /refuses the connection: check DATABASE_URL/,
      (url: string) => url.replace(/:[^:@/]+@/, ':wrong@'),
    ],
    ['an unknown database', /refuses the connection/, (url: string) => url.replace(/[^/]+$/, 'no_such_database')],
    [
      'TLS where there is none',
      /speaks no TLS, which DATABASE_URL asks for/,
      (url: string) => `${url}?sslmode=require`,
    ],
  ])('does not wait with %s: it says so', async (_, said, spoilt) => {
    const started = start({ DATABASE_URL: spoilt(database.url) });
    expect(await started.exited).toBe(1);
    expect(started.errors).toMatch(said);
    expect(started.errors).not.toContain('    at ');
  });

  it.each([
    ['HOST', 'nulle-part.invalid', /HOST=nulle-part\.invalid .*is a name without an address/],
    ['HOST', '203.0.113.7', /HOST=203\.0\.113\.7 .*is no address of this machine/],
    [
      'DATABASE_URL',
      'postgres://user:tres/secret@127.0.0.1/connector',
      /DATABASE_URL: .*in the user and the password, write/,
    ],
    [
      'DATABASE_URL',
      'postgres://u:p@127.0.0.1/c?sslrootcert=/nowhere.pem',
      /DATABASE_URL: sslrootcert .*\/nowhere\.pem/,
    ],
    ['TRACKDECHETS_API_URL', 'https://[api', /TRACKDECHETS_API_URL: /],
  ])('names %s when it is %s, and nothing else', async (name, value, said) => {
    const started = start({ [name]: value });
    expect(await started.exited).toBe(1);
    expect(started.errors).toMatch(said);
    expect(started.errors).not.toMatch(/ {4}at |tres.secret|database stopped answering/);
  });

  it('answers while another process migrates, then goes on', async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const started = start();
    await expectWaiting('MIGRATIONS_RUNNING');
    expect(started.printed).toContain('another process migrates the database');
    await other.end();
    await expectReady();
    expect((await ask('/api/v1/me'))?.status).toBe(401);
  });

  it('leaves the migrations to the command when told so, and is ready once they are applied', async () => {
    const started = start({ MIGRATE_ON_START: 'false' });
    await expectWaiting('SCHEMA_AWAITED');
    const env = { DATABASE_URL: database.url, NODE_ENV: 'production' };
    const planned = await runScript(MIGRATE, env, ['--dry-run']);
    expect(planned.status).toBe(0);
    expect(planned.output).toContain('to apply: Base1700000000000');
    expect((await ask('/health/ready'))?.status).toBe(503);
    const done = await runScript(MIGRATE, env);
    expect(done.status).toBe(0);
    expect(done.output).toContain('applied: Base1700000000000');
    await expectReady();
    expect((await runScript(MIGRATE, env)).output).toContain('The schema is up to date.');
    expect(await started.kill('SIGTERM')).toBe(0);
  });

  it('goes back to where the version before ended, and forth', async () => {
    const env = { DATABASE_URL: database.url };
    const applied = await runScript(MIGRATE, env);
    const names = [...applied.output.matchAll(/applied: (\w+)/g)].map(([, name]) => name ?? '');
    const [last, before] = [names.at(-1), names.at(-2)];
    const back = await runScript(MIGRATE, env, ['--back-to', before ?? '']);
    expect(back).toMatchObject({ status: 0, output: expect.stringContaining(`undone: ${last}`) });
    const planned = (await runScript(MIGRATE, env, ['--dry-run'])).output.trim().split('\n');
    expect(planned.map((line) => line.split(' / ')[1])).toEqual([
      ...names.slice(0, -1).map((name) => `applied already: ${name}`),
      `to apply: ${last}`,
    ]);
    expect((await runScript(MIGRATE, env, ['--back-to', 'Nothing1'])).status).toBe(2);
    expect((await runScript(MIGRATE, env)).output).toContain(`applied: ${last}`);
    expect((await runScript(MIGRATE, env, ['--help'])).output).toContain('--dry-run');
  });

  it('is refused by the command too when the database is newer', async () => {
    await runScript(MIGRATE, { DATABASE_URL: database.url });
    const client = new Client({ connectionString: database.url });
    await client.connect();
    await client.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'Future9999999999999')`);
    await client.end();
    for (const MIGRATE_ON_START of ['true', 'false']) {
      const started = start({ MIGRATE_ON_START });
      expect(await started.exited).toBe(1);
      expect(started.errors).toContain('The database was migrated by a newer version');
    }
    const refused = await runScript(MIGRATE, { DATABASE_URL: database.url });
    expect(refused.status).toBe(2);
    expect(refused.output).toContain('Future9999999999999');
  });
});
