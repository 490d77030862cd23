import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { startSandbox, type Sandbox } from '../src/sandbox/server';
import { createTestDatabase, type TestDatabase } from './support/database';
import { completeDocument, OPERATOR, TECHNICIAN } from './support/documents';
import { ConnectorProcess } from './support/process';
import { control, tokenOf } from './support/sandbox-client';

interface Answer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  /** Headers and body, as received. */
  text: string;
  request: string;
}

const key = randomBytes(32);
const ADMIN = { email: 'premiere@instance.test', password: 'Le-secret-de-la-premiere-9241' };

/** What nobody may find anywhere, by what it is. */
const SECRETS: Record<string, string> = {
  'the administrator’s password': ADMIN.password,
  'a technician’s password': 'Le-secret-du-technicien-5530',
  'a changed password': 'Le-secret-change-du-technicien-7718',
  'an invited person’s password': 'Le-secret-de-l-invitee-3306',
  'a wrong password': 'Le-secret-tape-de-travers-1187',
  'a password typed as an e-mail': 'Le-secret-dans-la-mauvaise-case-6642',
  'a password typed as a token': 'Le secret pris pour une clé 2095',
  'a Trackdéchets token': tokenOf(TECHNICIAN),
  'another’s Trackdéchets token': tokenOf('lecteur@thermo-littoral.test'),
  'an unknown Trackdéchets token': 'ZqSecretInconnuDeTrackdechets0123456789A',
  'a Trackdéchets token pasted during an outage': 'ZqSecretPendantLaPanneDeTrackdechets012A',
  'a signature’s security code': '739154',
  'the encryption key': key.toString('base64'),
};

/** The ways a secret may be written: as it is, in a dump of bytes, in base64. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  return [
    secret,
    bytes.toString('hex'),
    base64.slice(0, -2),
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
  ];
}

describe('secrets', () => {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let connector: ConnectorProcess;
  let base = '';
  const answers: Answer[] = [];
  /** Session and invitation tokens: each may be in the one answer that gives it, and nowhere else. */
  const shownOnce: string[] = [];
  let dump = '';

  const ask = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const json = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${base}${path}`, {
      method,
      headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      body: json,
    });
    const text = await response.text();
    const received = `${response.status} ${JSON.stringify([...response.headers])}\n${text}`;
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      parsed = undefined;
    }
    const answer = { status: response.status, body: parsed, text: received, request: `${method} ${path}` };
    answers.push(answer);
    return answer;
  };
  const signIn = async (email: string, password: string) => {
    const { body, status } = await ask('POST', '/sessions', { email, password });
    expect(status).toBe(201);
    shownOnce.push(body.token);
    const authorization = { Authorization: `Bearer ${body.token}` };
    return (method: string, path: string, sent?: unknown, headers = {}) =>
      ask(method, path, sent, { ...authorization, ...headers });
  };
  const untilEnded = async (person: Awaited<ReturnType<typeof signIn>>, path: string): Promise<Answer> => {
    for (let i = 0; ; i++) {
      const answer = await person('GET', path);
      if (answer.body.finishedAt || i > 100) return answer;
      await new Promise((done) => setTimeout(done, 100));
    }
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    sandbox = await startSandbox();
    connector = ConnectorProcess.start({
      NODE_ENV: 'test',
      LOG_LEVEL: 'trace',
      DATABASE_URL: database.url,
      TRACKDECHETS_API_URL: sandbox.url,
      CREDENTIALS_KEYS: `seeded:${key.toString('base64')}`,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      PULL_INTERVAL_SECONDS: '0',
    });
    base = `${await connector.url()}/api/v1`;
    await play();
    await connector.kill('SIGTERM');
    dump = await dumpOf(database.url);
  }, 120_000);
  afterAll(async () => {
    await connector.kill('SIGKILL');
    await sandbox.close();
    await database.drop();
  });

  /** A life with every secret in it: what goes well, what goes wrong, what is typed in the wrong place. */
  async function play(): Promise<void> {
    const secret = (name: string): string => SECRETS[name] ?? '';
    const administrator = await signIn(ADMIN.email, ADMIN.password);
    await administrator('POST', '/establishments', {
      siret: OPERATOR,
      name: 'THERMO LITTORAL',
      address: '14 quai des Salines',
    });
    const { body: establishments } = await administrator('GET', '/establishments');
    const person = {
      email: TECHNICIAN,
      firstName: 'Bastien',
      lastName: 'Morel',
      phone: '05 46 00 00 01',
      rights: ['FULL_ACCESS'],
    };
    const created = await administrator(
      'POST',
      '/users',
      { ...person, password: secret('a technician’s password') },
      { 'Idempotency-Key': 'creation-1' },
    );
    expect(created.status).toBe(201);
    await wrongPlaces(secret);
    const before = await signIn(TECHNICIAN, secret('a technician’s password'));
    const changed = await before('PUT', '/me/password', {
      currentPassword: secret('a technician’s password'),
      newPassword: secret('a changed password'),
    });
    expect(changed.status).toBe(204);
    await invitations(administrator, secret);
    const technician = await signIn(TECHNICIAN, secret('a changed password'));
    await tokens(technician, secret);
    await technician('PUT', '/trackdechets-contact', { userId: created.body.id });
    await exportAndSign(technician, establishments.items[0].id as string, secret);
    for (const path of ['/users', '/audit-events?limit=200', `/users/${created.body.id}`])
      await administrator('GET', path);
    for (const path of ['/me', '/sessions', '/me/trackdechets-token', '/exports', '/bsffs'])
      await technician('GET', path);
    await technician('DELETE', '/sessions/current');
  }

  async function wrongPlaces(secret: (name: string) => string): Promise<void> {
    await ask('POST', '/sessions', { email: TECHNICIAN, password: secret('a wrong password') });
    await ask('POST', '/sessions', { email: secret('a password typed as an e-mail'), password: 'x' });
    await ask('POST', '/sessions', { email: TECHNICIAN, password: [secret('a wrong password')] });
    await ask('POST', '/sessions', { email: TECHNICIAN, [secret('a wrong password')]: 'x' });
    // This answer names the unknown field, hence the secret, to who sent it; the logs must not.
    expect(answers.pop()?.status).toBe(400);
    await ask('POST', '/sessions', `{"email": "${TECHNICIAN}", "password": "${secret('a wrong password')}`);
    await ask('GET', '/me', undefined, { Authorization: `Bearer ${secret('an unknown Trackdéchets token')}` });
    await ask('GET', '/me', undefined, { Cookie: `session=${secret('an unknown Trackdéchets token')}` });
    await ask('GET', `/me?token=${secret('an unknown Trackdéchets token')}`);
  }

  async function invitations(
    administrator: Awaited<ReturnType<typeof signIn>>,
    secret: (name: string) => string,
  ): Promise<void> {
    const invited = await administrator(
      'POST',
      '/users',
      { email: 'invitee@instance.test' },
      { 'Idempotency-Key': 'creation-2' },
    );
    const { token } = invited.body.invitation as { token: string };
    shownOnce.push(token);
    await ask('POST', `/invitations/${token}`, { password: 'court' });
    const accepted = await ask('POST', `/invitations/${token}`, { password: secret('an invited person’s password') });
    expect(accepted.status).toBe(204);
    await ask('POST', `/invitations/${token}`, { password: secret('an invited person’s password') });
    await signIn('invitee@instance.test', secret('an invited person’s password'));
  }

  async function tokens(
    technician: Awaited<ReturnType<typeof signIn>>,
    secret: (name: string) => string,
  ): Promise<void> {
    const paste = (token: string): Promise<Answer> => technician('PUT', '/me/trackdechets-token', { token });
    expect((await paste(` "Bearer ${secret('a Trackdéchets token')}"\n`)).status).toBe(200);
    expect((await paste(secret('another’s Trackdéchets token'))).status).toBe(422);
    expect((await paste(secret('an unknown Trackdéchets token'))).status).toBe(422);
    expect((await paste(secret('a password typed as a token'))).status).toBe(422);
    await technician('PUT', '/me/trackdechets-token', { token: [secret('a Trackdéchets token')] });
    await control(sandbox, 'POST /outage', { kind: 'page' });
    expect((await paste(secret('a Trackdéchets token pasted during an outage'))).status).toBe(202);
    await technician('POST', '/me/trackdechets-token/verification');
    await control(sandbox, 'DELETE /outage');
    expect((await technician('POST', '/me/trackdechets-token/verification')).body.status).toBe('VALID');
  }

  async function exportAndSign(
    technician: Awaited<ReturnType<typeof signIn>>,
    establishmentId: string,
    secret: (name: string) => string,
  ): Promise<void> {
    const { body: bsff } = await technician('POST', '/bsffs', { ...completeDocument('S-1'), establishmentId });
    const { body: asked } = await technician('POST', `/bsffs/${bsff.id}/exports`, { mode: 'PUBLISHED' });
    const done = await untilEnded(technician, `/exports/${asked.id}`);
    expect(done.body.state).toBe('SUCCEEDED');
    const securityCode = Number(secret('a signature’s security code'));
    await technician('POST', `/bsffs/${bsff.id}/signatures`, { type: 'EMISSION', securityCode });
    await technician('POST', `/bsffs/${bsff.id}/signatures`, { type: 'EMISSION' });
    await technician('POST', `/bsffs/${bsff.id}/pull`);
    const { body: pull } = await technician('POST', '/pulls');
    if (pull?.id) await untilEnded(technician, `/pulls/${pull.id}`);
  }

  const found = (text: string, secret: string): boolean =>
    spellings(secret).some((spelling) => text.includes(spelling));

  it('were all there to be found: the flows ran, the logs and the dump are full', () => {
    expect(answers.length).toBeGreaterThan(40);
    expect(connector.printed).toContain('"path":"/api/v1/sessions"');
    expect(connector.printed).toContain('/invitations/[secret]');
    for (const table of [
      'users',
      'sessions',
      'credentials',
      'audit_events',
      'events',
      'idempotency_keys',
      'bsffs',
      'exports',
    ]) {
      expect(dump).toMatch(new RegExp(`^${table}: `, 'm'));
    }
    expect(answers.filter(({ status }) => status >= 500).map(({ request }) => request)).toEqual([]);
  });

  it.each(Object.entries(SECRETS))('%s is in no log, no answer, no table', (_, secret) => {
    expect({
      logs: found(connector.printed + connector.errors, secret),
      answers: answers.filter(({ text }) => found(text, secret)).map(({ request }) => request),
      database: dump.split('\n').filter((row) => found(row, secret)),
    }).toEqual({ logs: false, answers: [], database: [] });
  });

  it('sessions’ and invitations’ tokens are in the answer that gives them, and nowhere else', () => {
    expect(shownOnce.length).toBeGreaterThan(4);
    for (const token of shownOnce) {
      expect(answers.filter(({ text }) => found(text, token))).toHaveLength(1);
      expect(found(connector.printed + connector.errors, token)).toBe(false);
      expect(dump.split('\n').filter((row) => found(row, token))).toEqual([]);
    }
  });
});

/** Every row of every table as text, each after its table's name. */
async function dumpOf(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const tables = await client.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const lines: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    lines.push(...rows.map(({ row }) => `${name}: ${row.replaceAll('\n', ' ')}`));
  }
  await client.end();
  return lines.join('\n');
}
