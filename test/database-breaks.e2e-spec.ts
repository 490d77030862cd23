import { setTimeout as sleep } from 'node:timers/promises';
import { Notifications } from '../src/database/notifications';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { eventually, TestApp } from './support/app';
import { OwnCluster } from './support/cluster';
import { completeDocument, readyToExport, typeIn } from './support/documents';
import { type Person } from './support/people';

jest.setTimeout(180_000);

type Answer = { status: number; headers: Headers; body: Record<string, unknown> };

describe('PostgreSQL breaks', () => {
  let cluster: OwnCluster;
  let sandbox: Sandbox;
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;
  let document: string;
  let count = 0;

  beforeAll(async () => {
    cluster = await OwnCluster.start(24);
    sandbox = await startSandbox();
    app = await TestApp.start({
      on: { database: { url: cluster.url, drop: async () => undefined }, sandbox },
      env: { EXPORT_SETTLE_SECONDS: '2', DATABASE_POOL_SIZE: '6' },
    });
    ({ technician, establishmentId } = await readyToExport(app));
    document = await typeIn(technician, { ...completeDocument('KEPT'), establishmentId });
  });
  afterAll(async () => {
    await app?.close();
    await sandbox?.close();
    await cluster?.end();
  });

  async function ask(
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const given = { authorization: `Bearer ${technician.token}`, 'accept-language': 'en', ...headers };
    const response = await fetch(`${app.url}${path}`, {
      method,
      headers: body ? { ...given, 'content-type': 'application/json' } : given,
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : {} };
  }

  const WRITES: Parameters<typeof ask>[] = [
    ['POST', '/api/v1/bsffs', { type: 'COLLECTE_PETITES_QUANTITES' }, { 'idempotency-key': 'while-away' }],
    ['POST', '/api/v1/sessions', { email: 'quelquun@instance.test', password: 'un mot de passe bien long' }],
    ['POST', '/api/v1/pulls', {}],
  ];
  const READS: Parameters<typeof ask>[] = [
    ['GET', '/api/v1/me'],
    ['GET', '/api/v1/bsffs'],
    ['GET', '/api/v1/events'],
    ['GET', '/api/v1/bsffs/summary?year=2026'],
  ];

  function expectUnavailable({ status, headers, body }: Answer, code = 'DATABASE_UNAVAILABLE'): void {
    expect({ status, code: body.code }).toEqual({ status: 503, code });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(JSON.stringify(body)).not.toMatch(/ECONN|postgres|SELECT|terminat/i);
  }

  /** Every kind of request says 503, each in its own words to whoever watches over the process. */
  async function expectAllUnavailable(requests = [...READS, ...WRITES]): Promise<void> {
    const answers = await Promise.all(requests.map((request) => ask(...request)));
    for (const answer of answers) expectUnavailable(answer);
    expectUnavailable(await ask('GET', '/health/ready'));
    expect((await ask('GET', '/health/live')).status).toBe(200);
    expect((await ask('GET', '/metrics')).status).toBe(200);
  }

  /** As after a minute without a request: the next one would note that the session is used. */
  const letSessionsRest = (): Promise<unknown> =>
    cluster.say(`UPDATE sessions SET last_seen_at = now() - interval '2 minutes'`);

  async function expectWellAgain(): Promise<void> {
    await eventually(async () => (await ask('GET', '/health/ready')).status === 200, 30_000);
    for (const request of READS.filter(([, path]) => !path.endsWith('/events'))) {
      expect([request, (await ask(...request)).status]).toEqual([request, 200]);
    }
    expect(
      (await ask('PATCH', `/api/v1/bsffs/${document}`, { weight: { value: ++count, isEstimate: true } })).status,
    ).toBe(200);
  }

  /** Documents whose export is asked for, answered slowly enough to be under way when something breaks. */
  async function exportsUnderWay(prefix: string, documents: number): Promise<string[]> {
    sandbox.faults.add({ kind: 'latency', operation: 'createBsff', ms: 1_500 });
    const numeros = Array.from({ length: documents }, (_, n) => `${prefix}-${n}`);
    const ids: string[] = [];
    for (const numero of numeros) ids.push(await typeIn(technician, { ...completeDocument(numero), establishmentId }));
    await technician.post('/exports', { bsffIds: ids, mode: 'PUBLISHED' }).expect(202);
    await eventually(async () => (await held(numeros)).some((times) => times > 0));
    return numeros;
  }

  const held = async (numeros: string[]): Promise<number[]> =>
    numeros.map(
      (numero) => sandbox.platform.store.rows.filter(({ packagings }) => packagings[0]?.numero === numero).length,
    );

  /** They all end by themselves, and Trackdéchets has each of them once. */
  async function expectEachOnce(numeros: string[]): Promise<void> {
    sandbox.faults.clear();
    await eventually(async () => {
      const open = await cluster.say(`SELECT 1 FROM exports WHERE state <> 'SUCCEEDED'`);
      return open.length === 0;
    }, 60_000);
    expect(await held(numeros)).toEqual(numeros.map(() => 1));
  }

  it('is killed and comes back: 503 meanwhile, then exports, pulls and event streams go on by themselves', async () => {
    const events = await listen();
    const numeros = await exportsUnderWay('CRASH', 12);
    const { body: pull } = await technician.post('/pulls', {}).expect(202);
    await cluster.crash();
    await expectAllUnavailable();
    await sleep(3_000);
    await expectAllUnavailable();
    await cluster.startAgain();
    await expectWellAgain();
    await expectEachOnce(numeros);
    await eventually(async () => (await ask('GET', `/api/v1/pulls/${pull.id}`)).body.state === 'SUCCEEDED', 60_000);
    // The same stream as before: it was told of the last exports, which ended after the crash.
    await eventually(async () => events.filter((text) => text.includes('"SUCCEEDED"')).length >= numeros.length);
  });

  it('cuts every connection again and again while exports leave: each is there once', async () => {
    const numeros = await exportsUnderWay('CUT', 20);
    for (let cut = 0; cut < 8; cut++) {
      await cluster.cutConnections();
      await sleep(250);
    }
    await expectWellAgain();
    await expectEachOnce(numeros);
  });

  it('cuts the connection that listens: everyone looks once it is back, also who wants certain words only', async () => {
    const heard: (string | null)[] = [];
    const stop = app.nest.get(Notifications).on('pulls', (said) => heard.push(said));
    await cluster.cutConnections();
    await eventually(async () => heard.includes(null));
    stop();
    await expectWellAgain();
  });

  it('is a read-only standby since a failover: not ready, reads answer, writes say 503, and the way back is found', async () => {
    const [name] = await cluster.say<{ name: string }>('SELECT current_database() AS name');
    const numeros = await exportsUnderWay('READ', 8);
    await letSessionsRest();
    await cluster.say(`ALTER DATABASE ${name?.name} SET default_transaction_read_only = on`);
    await cluster.cutConnections();
    await eventually(async () => (await ask('GET', '/health/ready')).body.code === 'DATABASE_READ_ONLY');
    for (const request of WRITES) expectUnavailable(await ask(...request));
    expect((await ask('GET', `/api/v1/bsffs/${document}`)).status).toBe(200);
    // The connections that are open stay read-only, as those to a demoted server do: nobody cuts them here.
    const admin = await cluster.connect();
    await admin.query('SET default_transaction_read_only = off');
    await admin.query(`ALTER DATABASE ${name?.name} RESET default_transaction_read_only`);
    await admin.end();
    await expectWellAgain();
    await expectEachOnce(numeros);
  });

  it('has no connection left: 503, and everything goes on once there are some', async () => {
    const numeros = await exportsUnderWay('FULL', 8);
    const giveBack = await cluster.takeConnections();
    await expectAllUnavailable();
    await giveBack();
    await expectWellAgain();
    await expectEachOnce(numeros);
  });

  // What a full disk does to a statement, raised by a trigger: the error is PostgreSQL's own, the disk is not.
  it('has a full disk: writes say 503, reads answer, and what was asked before leaves once there is room', async () => {
    const numeros = await exportsUnderWay('DISK', 8);
    await cluster.say(`
      CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$`);
    const tables = ['bsffs', 'exports', 'export_transitions', 'audit_events', 'pulls', 'sessions', 'sign_in_attempts'];
    for (const table of tables) {
      await cluster.say(`CREATE TRIGGER disk_full BEFORE INSERT OR UPDATE ON ${table} EXECUTE FUNCTION disk_full()`);
    }
    for (const request of WRITES) expectUnavailable(await ask(...request));
    await cluster.say('ALTER TABLE sessions DISABLE TRIGGER disk_full');
    await letSessionsRest();
    await cluster.say('ALTER TABLE sessions ENABLE TRIGGER disk_full');
    expect((await ask('GET', `/api/v1/bsffs/${document}`)).status).toBe(200);
    await sleep(2_000);
    await cluster.say('DROP FUNCTION disk_full CASCADE');
    await expectWellAgain();
    await expectEachOnce(numeros);
  });

  it('keeps a table locked: whoever needs it, or a connection, is told 503 in seconds, and others are served', async () => {
    const locker = await cluster.connect();
    await locker.query('BEGIN; LOCK TABLE fiches IN ACCESS EXCLUSIVE MODE');
    const waiting = Array.from({ length: 4 }, () => ask('GET', '/api/v1/fiches-intervention'));
    expect((await ask('GET', '/api/v1/me')).status).toBe(200);
    expect((await ask('GET', '/health/ready')).status).toBe(200);
    for (const answer of await Promise.all(waiting)) expectUnavailable(answer);
    // More than there are connections: the others wait for one, as long at the most.
    const many = Array.from({ length: 12 }, () => ask('GET', '/api/v1/fiches-intervention'));
    for (const answer of await Promise.all(many)) expectUnavailable(answer);
    await locker.query('COMMIT');
    await locker.end();
    expect((await ask('GET', '/api/v1/fiches-intervention')).status).toBe(200);
    await expectWellAgain();
  });

  it('is frozen: whoever asks whether we are ready has the answer in seconds', async () => {
    const thaw = await cluster.freeze();
    try {
      expectUnavailable(await ask('GET', '/health/ready'));
      expect((await ask('GET', '/health/live')).status).toBe(200);
    } finally {
      thaw();
    }
    await expectWellAgain();
  });

  it('is away when a replica is asked to stop: it stops', async () => {
    const other = await TestApp.start({ on: { database: app.database, sandbox }, env: { DATABASE_POOL_SIZE: '2' } });
    await cluster.crash();
    await other.close();
    await cluster.startAgain();
    await expectWellAgain();
  });

  /** What a browser gets on the stream, piece by piece. */
  async function listen(): Promise<string[]> {
    const pieces: string[] = [];
    const response = await fetch(`${app.url}/api/v1/events`, {
      headers: { authorization: `Bearer ${technician.token}` },
    });
    expect(response.status).toBe(200);
    void (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        pieces.push(...decoder.decode(chunk as Uint8Array).split('\n\n'));
      }
    })().catch(() => undefined);
    return pieces;
  }
});
