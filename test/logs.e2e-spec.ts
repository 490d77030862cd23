import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startSandbox, type Sandbox } from '../src/sandbox/server';
import { eventually } from './support/app';
import { createTestDatabase, type TestDatabase } from './support/database';
import { completeDocument, OPERATOR, TECHNICIAN } from './support/documents';
import { ConnectorProcess } from './support/process';
import { control, tokenOf } from './support/sandbox-client';

type Line = Record<string, unknown> & { id?: string };

const ADMIN = { email: 'premiere@instance.test', password: 'Le-secret-de-la-premiere-9241' };
const PASSWORD = 'Le-secret-du-technicien-5530';

describe('the logs of a process', () => {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let connector: ConnectorProcess;
  let base = '';
  let technicianId = '';
  let establishmentId = '';
  const sessions: string[] = [];

  const ask = async (
    session: string | null,
    method: string,
    path: string,
    { body, requestId }: { body?: object; requestId?: string } = {},
  ): Promise<Line> => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(session && { Authorization: `Bearer ${session}` }),
        ...(body && { 'Content-Type': 'application/json' }),
        ...(requestId && { 'X-Request-Id': requestId }),
      },
      body: body && JSON.stringify(body),
    });
    return (response.status === 204 ? {} : await response.json()) as Line;
  };
  const signIn = async (credentials: object): Promise<string> => {
    const { token } = await ask(null, 'POST', '/sessions', { body: credentials });
    sessions.push(String(token));
    return String(token);
  };
  const lines = (): Line[] =>
    connector.printed
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Line);
  const ended = (session: string, path: string): Promise<Line> =>
    eventually(async () => {
      const view = await ask(session, 'GET', path);
      return view.finishedAt ? view : null;
    }, 30_000);
  const about = (fields: Line): Line[] =>
    lines().filter((line) => Object.entries(fields).every(([name, value]) => line[name] === value));

  beforeAll(async () => {
    database = await createTestDatabase();
    sandbox = await startSandbox();
    connector = ConnectorProcess.start({
      NODE_ENV: 'test',
      LOG_LEVEL: 'debug',
      DATABASE_URL: database.url,
      TRACKDECHETS_API_URL: sandbox.url,
      CREDENTIALS_KEYS: `logs:${randomBytes(32).toString('base64')}`,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      PULL_INTERVAL_SECONDS: '0',
    });
    base = `${await connector.url()}/api/v1`;
    const administrator = await signIn(ADMIN);
    const establishment = { siret: OPERATOR, name: 'THERMO LITTORAL', address: '14 quai des Salines' };
    establishmentId = (await ask(administrator, 'POST', '/establishments', { body: establishment })).id ?? '';
    const person = { email: TECHNICIAN, firstName: 'Bastien', lastName: 'Morel', phone: '05 46 00 00 01' };
    const body = { ...person, rights: ['FULL_ACCESS'], password: PASSWORD };
    technicianId = (await ask(administrator, 'POST', '/users', { body })).id ?? '';
  }, 90_000);
  afterAll(async () => {
    await connector?.kill('SIGTERM');
    await sandbox?.close();
    await database?.drop();
  });

  it('follow an export from the request that asked for it to Trackdéchets, by request and by document', async () => {
    const technician = await signIn({ email: TECHNICIAN, password: PASSWORD });
    await ask(technician, 'PUT', '/me/trackdechets-token', {
      body: { token: tokenOf(TECHNICIAN) },
      requestId: 'token-0001',
    });
    await ask(technician, 'PUT', '/trackdechets-contact', { body: { userId: technicianId } });
    const { id: bsffId } = await ask(technician, 'POST', '/bsffs', {
      body: { ...completeDocument('L-1'), establishmentId },
      requestId: 'creation-0001',
    });
    const { id: exportId } = await ask(technician, 'POST', `/bsffs/${bsffId}/exports`, {
      body: { mode: 'PUBLISHED' },
      requestId: 'export-0001',
    });
    expect((await ended(technician, `/exports/${exportId}`)).state).toBe('SUCCEEDED');

    const whole = { userId: technicianId, bsffId, exportId };
    expect(about({ requestId: 'export-0001' })).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          ...whole,
          req: { method: 'POST', path: `/api/v1/bsffs/${bsffId}/exports` },
          res: { statusCode: 202 },
        }),
        expect.objectContaining({
          ...whole,
          context: 'Trackdechets',
          operation: 'CreateBsff',
          outcome: 'OK',
          httpStatus: 200,
          attempt: 1,
          tokenUserId: technicianId,
          ms: expect.any(Number),
        }),
      ]),
    );
    const steps = about({ bsffId }).map(({ requestId }) => requestId);
    expect(steps).toEqual(expect.arrayContaining(['creation-0001', 'export-0001']));
    expect(about({ requestId: 'token-0001' }).map(({ operation }) => operation)).toContain('VerifyToken');
  });

  it('name each document of a request that carries several, and how a lost answer was found again', async () => {
    const technician = await signIn({ email: TECHNICIAN, password: PASSWORD });
    const ids: string[] = [];
    for (const numero of ['L-2', 'L-3', 'L-4']) {
      const body = { ...completeDocument(numero), establishmentId };
      ids.push((await ask(technician, 'POST', '/bsffs', { body })).id ?? '');
    }
    sandbox.faults.add({ kind: 'done-reset', operation: 'createDraftBsff', count: 1 });
    const asked = await ask(technician, 'POST', '/exports', {
      body: { bsffIds: ids, mode: 'DRAFT' },
      requestId: 'batch-0001',
    });
    const { batchId } = asked;
    const exports = (asked.accepted as Line[]).map(({ id }) => String(id));
    for (const id of exports) expect((await ended(technician, `/exports/${id}`)).state).toBe('SUCCEEDED');

    for (const [index, bsffId] of ids.entries()) {
      const calls = about({ bsffId, exportId: exports[index], requestId: 'batch-0001', batchId });
      expect(calls.map(({ operation, outcome }) => [operation, outcome])).toEqual(
        expect.arrayContaining([
          ['CreateDraftBsff', 'UNKNOWN_OUTCOME'],
          ['BsffsByMark', 'OK'],
        ]),
      );
      expect(calls.find(({ outcome }) => outcome === 'UNKNOWN_OUTCOME')).toMatchObject({ operations: 3, level: 40 });
    }
    expect(about({ requestId: 'batch-0001' }).filter(({ req }) => req)).toEqual([expect.objectContaining({ batchId })]);
  });

  it('follow a pull from the request that asked for it', async () => {
    const technician = await signIn({ email: TECHNICIAN, password: PASSWORD });
    const { id: pullId } = await ask(technician, 'POST', '/pulls', { body: {}, requestId: 'pull-0001' });
    expect((await ended(technician, `/pulls/${pullId}`)).state).toBe('SUCCEEDED');
    expect(about({ requestId: 'pull-0001', pullId })).toHaveLength(1);
    const calls = about({ pullId, context: 'Trackdechets' });
    expect(calls.map(({ operation }) => operation)).toContain('BsffsChanged');
    expect(calls.every(({ tokenUserId }) => tokenUserId === technicianId)).toBe(true);
  });

  it('tell an absence as a warning, without a stack', async () => {
    const technician = await signIn({ email: TECHNICIAN, password: PASSWORD });
    const { bsffId } = about({ operation: 'CreateBsff', outcome: 'OK' })[0] ?? {};
    await control(sandbox, 'POST /outage', { kind: 'refused' });
    const requestId = 'absence-0001';
    expect((await ask(technician, 'GET', `/bsffs/${String(bsffId)}/pdf`, { requestId })).code).toBe(
      'TRACKDECHETS_UNAVAILABLE',
    );
    await control(sandbox, 'DELETE /outage');
    await eventually(async () => about({ requestId }).some(({ req }) => req));
    expect(about({ requestId, level: 40, context: 'ProblemFilter' })).toEqual([
      expect.objectContaining({ code: 'TRACKDECHETS_UNAVAILABLE', msg: expect.stringMatching(/./) }),
    ]);
    expect(about({ requestId }).filter(({ level, err, stack }) => level === 50 || err || stack)).toEqual([]);
    expect(about({ requestId }).find(({ req }) => req)).toMatchObject({ level: 40, res: { statusCode: 503 } });
  });

  it('keep the ids of one piece of work out of the lines of others', () => {
    const mixed = lines().filter(({ exportId, pullId }) => exportId && pullId);
    expect(mixed).toEqual([]);
    const idle = lines().filter(({ context, operation }) => context === 'Trackdechets' && operation === 'CompanyInfos');
    expect(idle.filter(({ exportId, bsffId, requestId }) => exportId || bsffId || requestId)).toEqual([]);
  });

  describe('of a statement that fails', () => {
    const TYPED = { firstName: 'Prénom-jamais-dit', lastName: 'Nom-jamais-dit', email: 'jamais-dite@instance.test' };
    const password = 'Le-secret-jamais-dit-8824';
    let administrator: string;
    let client: Client;

    beforeAll(async () => {
      administrator = await signIn(ADMIN);
      client = new Client({ connectionString: database.url });
      await client.connect();
    });
    afterAll(() => client.end());

    /** The line of the error that making a person meets under this rule of PostgreSQL's, if it holds nothing of what was typed. */
    const errorUnder = async (rule: string, without: string): Promise<Record<string, unknown>> => {
      const requestId = `failure-${randomBytes(4).toString('hex')}`;
      const before = connector.printed.length;
      await client.query(rule);
      await ask(administrator, 'POST', '/users', { body: { ...TYPED, rights: [], password }, requestId });
      await client.query(without);
      const line = await eventually(async () => about({ requestId }).find(({ err }) => err));
      const printed = connector.printed.slice(before) + connector.errors;
      expect([...Object.values(TYPED), password, '$argon2'].filter((typed) => printed.includes(typed))).toEqual([]);
      return line;
    };

    it.each([
      ['users', `first_name <> '${TYPED.firstName}'`],
      ['audit_events', `after->>'email' <> '${TYPED.email}'`],
    ])('say which constraint refused what was written to %s, and nothing of it', async (table, rule) => {
      const line = await errorUnder(
        `ALTER TABLE ${table} ADD CONSTRAINT refused_here CHECK (${rule}) NOT VALID`,
        `ALTER TABLE ${table} DROP CONSTRAINT refused_here`,
      );
      const message = expect.stringContaining('refused_here');
      expect(line).toMatchObject({ level: 50, code: 'INTERNAL_ERROR', msg: message });
      expect(line.err).toEqual({
        type: 'QueryFailedError',
        message,
        stack: expect.stringMatching(/^QueryFailedError: .*refused_here.*\n +at /),
        code: '23514',
        constraint: 'refused_here',
        query: expect.stringMatching(`^INSERT INTO "?${table}\\b`),
      });
    });

    it('say that a value is not of its type, without the value', async () => {
      const line = await errorUnder(
        `CREATE FUNCTION misread() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM NEW.last_name::uuid; RETURN NEW; END $$;
         CREATE TRIGGER misread BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION misread()`,
        'DROP FUNCTION misread CASCADE',
      );
      const message = 'invalid input syntax for type uuid';
      expect(line).toMatchObject({
        msg: message,
        err: { message, code: '22P02', stack: expect.stringMatching(/^QueryFailedError: [a-z ]+ uuid\n +at /) },
      });
    });
  });

  it('say what ended the process, and nothing that the error carries', async () => {
    const thrown = 'Object.assign(new Error("unforeseen"), { parameters: ["jamais dit"] })';
    const folder = await mkdtemp(join(tmpdir(), 'trackdechets-connector-logs-'));
    const hook = join(folder, 'hook.cjs');
    await writeFile(hook, `process.on("SIGUSR2", () => { throw ${thrown}; });`);
    const doomed = ConnectorProcess.start({
      NODE_ENV: 'test',
      NODE_OPTIONS: `--require ${hook}`,
      DATABASE_URL: database.url,
      TRACKDECHETS_API_URL: sandbox.url,
      CREDENTIALS_KEYS: `logs:${randomBytes(32).toString('base64')}`,
    });
    await doomed.url();
    expect(await doomed.kill('SIGUSR2')).toBe(1);
    await rm(folder, { recursive: true });
    const stack = expect.stringMatching(/unforeseen\n +at /);
    const err = { type: 'Error', message: 'unforeseen', stack };
    expect(
      doomed.errors
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Line),
    ).toEqual([{ level: 60, time: expect.any(Number), err, msg: 'uncaught: the process ends' }]);
  });

  it('hold no secret', () => {
    const secrets = [ADMIN.password, PASSWORD, tokenOf(TECHNICIAN), ...sessions];
    expect(lines().length).toBeGreaterThan(30);
    expect(secrets.filter((secret) => (connector.printed + connector.errors).includes(secret))).toEqual([]);
  });
});
