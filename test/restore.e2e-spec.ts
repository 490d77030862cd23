import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { checkChain } from '../src/audit/audit-chain';
import { marksOf } from '../src/trackdechets/mark';
import { eventually, TestApp } from './support/app';
import { AnotherServer, backupTools } from './support/backup';
import { runScript } from './support/commands';
import { createTestDatabase } from './support/database';
import { completeDocument, readyToExport, TECHNICIAN, typeIn } from './support/documents';
import { type Person } from './support/people';
import { ConnectorProcess } from './support/process';
import { control } from './support/sandbox-client';

interface Document {
  id: string;
  exportState: string;
  trackdechets: { id: string } | null;
  weight: { value: number } | null;
  conflict: { fields: object[] } | null;
}

const read = async (person: Person, id: string): Promise<Document> =>
  (await person.get(`/bsffs/${id}`).expect(200)).body;
const exported = (person: Person, id: string): Promise<Document> =>
  eventually(async () => {
    const document = await read(person, id);
    return document.exportState === 'EXPORTED' && document.trackdechets ? document : null;
  }, 30_000);

describe.each(backupTools())('a backup restored on another server: $name', (tool) => {
  const folder = mkdtempSync(join(tmpdir(), 'connector-backup-'));
  const env = { EXPORT_SETTLE_SECONDS: '1' };
  let before: TestApp;
  let server: AnotherServer;
  let establishmentId: string;
  /** Local ids: sent before the backup, waiting in it, typed in it, typed in it and corrected after it, and asked for twice. */
  const ids: Record<'sent' | 'waiting' | 'typed' | 'corrected' | 'again', string> = {
    sent: '',
    waiting: '',
    typed: '',
    corrected: '',
    again: '',
  };
  /** Ids on Trackdéchets at the moment of the loss. */
  const there = new Map<string, string>();
  const held = (): number => before.sandbox.platform.counts().total;

  async function restored(keys: string): Promise<TestApp> {
    const database = await server.database();
    await tool.restore(database.url, folder);
    const on = { database, sandbox: before.sandbox };
    return TestApp.start({
      env: { ...env, CREDENTIALS_KEYS: keys, TRACKDECHETS_API_URL: before.sandbox.url },
      on,
    });
  }

  beforeAll(async () => {
    server = await AnotherServer.start();
    before = await TestApp.start({ env });
    const ready = await readyToExport(before);
    establishmentId = ready.establishmentId;
    const { technician } = ready;
    for (const name of Object.keys(ids) as (keyof typeof ids)[]) {
      ids[name] = await typeIn(technician, { ...completeDocument(name.toUpperCase()), establishmentId });
    }
    const send = (id: string) => technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
    await send(ids.sent);
    await exported(technician, ids.sent);
    await control(before.sandbox, 'POST /outage', { kind: 'refused' });
    await send(ids.waiting);
    await eventually(async () => (await read(technician, ids.waiting)).exportState === 'WAITING');

    await tool.take(before.database.url, folder);

    // What the backup does not know of.
    await control(before.sandbox, 'DELETE /outage');
    await exported(technician, ids.waiting);
    await technician.patch(`/bsffs/${ids.corrected}`, { weight: { value: 6, isEstimate: true } }).expect(200);
    for (const id of [ids.typed, ids.corrected, ids.again]) {
      await send(id);
      await exported(technician, id);
    }
    for (const id of Object.values(ids)) there.set(id, (await read(technician, id)).trackdechets?.id ?? '');
    await before.nest.close();
  }, 120_000);

  afterAll(async () => {
    await before?.nest.close();
    await before?.sandbox.close();
    await before?.database.drop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('with its keys: nothing is sent twice, what left since is recognised, and work goes on', async () => {
    const app = await restored(before.keys);
    try {
      const total = held();
      const technician = await app.people.signIn(TECHNICIAN);
      // Somebody who does not see their document on Trackdéchets any more asks once again, at once.
      await technician.post(`/bsffs/${ids.again}/exports`, { mode: 'PUBLISHED' }).expect(202);
      for (const [id, trackdechetsId] of there) {
        expect((await exported(technician, id)).trackdechets?.id).toBe(trackdechetsId);
      }
      await eventually(async () => {
        const { body } = await technician.get('/exports').expect(200);
        return (body.items as { state: string }[]).every(({ state }) => state === 'SUCCEEDED');
      });
      expect(held()).toBe(total);
      const { body: all } = await technician.get('/bsffs').expect(200);
      expect((all.items as Document[]).map(({ id }) => id).sort()).toEqual(Object.values(ids).sort());

      // Corrected after the backup: both values are kept, and nothing else is called a difference.
      expect((await read(technician, ids.corrected)).conflict?.fields).toEqual([
        { path: 'weight.value', local: 4.5, remote: 6 },
      ]);
      expect((await read(technician, ids.typed)).conflict).toBeNull();

      const fresh = await typeIn(technician, { ...completeDocument('APRES'), establishmentId });
      await technician.post(`/bsffs/${fresh}/exports`, { mode: 'PUBLISHED' }).expect(202);
      await exported(technician, fresh);
      expect(held()).toBe(total + 1);
      expect((await checkChain(app.dataSource)).broken).toBeNull();
      const actions = await app.dataSource.query<{ action: string; count: number }[]>(
        `SELECT action, count(*)::int FROM audit_events WHERE action ~ '^database|recognised' GROUP BY 1 ORDER BY 1`,
      );
      expect(actions).toEqual([
        { action: 'bsff.recognised', count: 4 },
        { action: 'database.recovered', count: 1 },
        { action: 'database.restored', count: 1 },
      ]);
    } finally {
      await app.nest.close();
    }
  }, 90_000);

  it('without its keys: says so to its owner and in the log, deletes nothing, and is well again with them', async () => {
    const other = `autre:${randomBytes(32).toString('base64')}`;
    const without = await restored(other);
    const { database } = without;
    try {
      const technician = await without.people.signIn(TECHNICIAN);
      await technician.post('/me/trackdechets-token/verification').expect(200);
      const { body } = await technician.get('/me/trackdechets-token').set('Accept-Language', 'en').expect(200);
      expect(body).toMatchObject({ status: 'UNVERIFIED', lastFour: expect.stringMatching(/^.{4}$/) });
      expect(body.message).toMatch(/key/i);
      await without.http.get('/health/ready').expect(200);
    } finally {
      await without.nest.close();
    }
    const common = { DATABASE_URL: database.url, TRACKDECHETS_API_URL: before.sandbox.url, NODE_ENV: 'production' };
    const started = ConnectorProcess.start({ ...common, CREDENTIALS_KEYS: other });
    await started.url();
    await started.kill('SIGTERM');
    expect(started.printed).toMatch(/1 stored Trackdéchets tokens cannot be read.*\(test\)/);

    const on = { database, sandbox: before.sandbox };
    const again = await TestApp.start({
      env: { ...env, CREDENTIALS_KEYS: before.keys, TRACKDECHETS_API_URL: before.sandbox.url },
      on,
    });
    try {
      const technician = await again.people.signIn(TECHNICIAN);
      await technician.post('/me/trackdechets-token/verification').expect(200);
      expect((await technician.get('/me/trackdechets-token').expect(200)).body.status).toBe('VALID');
      for (const id of Object.values(ids)) await exported(technician, id);
      expect(held()).toBe(there.size + 1);
    } finally {
      await again.nest.close();
    }
  }, 90_000);
});

describe('after a restoration', () => {
  it('npm run database:restored holds creations where it cannot be seen, until a pull or a person answers for them', async () => {
    const app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '600' } });
    try {
      const { technician, establishmentId } = await readyToExport(app);
      const held = (): number => app.sandbox.platform.counts().total;
      const declare = (...args: string[]) =>
        runScript('src/restoration/declare.ts', { DATABASE_URL: app.database.url }, args);
      expect(await declare()).toMatchObject({ status: 0, output: expect.stringContaining('before a whole pull') });
      expect((await declare('--autre')).status).toBe(2);
      const id = await typeIn(technician, { ...completeDocument('DECLARE'), establishmentId });
      await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
      await new Promise((done) => setTimeout(done, 2_500));
      expect([await read(technician, id), held()]).toMatchObject([{ exportState: 'QUEUED' }, 0]);
      expect(await declare('--checked')).toMatchObject({ status: 0, output: expect.stringContaining('go on (1)') });
      await exported(technician, id);
      expect(held()).toBe(1);
    } finally {
      await app.close();
    }
  }, 60_000);

  it('recognises a restored database that took the name of the one before', async () => {
    const database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    const say = async (on: string, statement: string): Promise<object[]> => {
      const client = new Client({ connectionString: database.url.replace(/[^/]+$/, on) });
      await client.connect();
      return client.query<object>(statement).then(({ rows }) => client.end().then(() => rows));
    };
    await say(name, 'UPDATE database_restoration SET known = database_identity()');
    await say('postgres', `CREATE DATABASE ${name}_restored TEMPLATE ${name}`);
    await say('postgres', `ALTER DATABASE ${name} RENAME TO ${name}_before`);
    await say('postgres', `ALTER DATABASE ${name}_restored RENAME TO ${name}`);
    expect(await say(name, 'SELECT may_create_documents() AS may')).toEqual([{ may: false }]);
    expect(await say(`${name}_before`, 'SELECT may_create_documents() AS may')).toEqual([{ may: true }]);
    await say('postgres', `DROP DATABASE ${name}_before`);
    await database.drop();
  });

  it('ends a doubt without sending when its document turned out to be there under another of its marks', async () => {
    const app = await TestApp.start();
    try {
      const { technician, establishmentId } = await readyToExport(app);
      const id = await typeIn(technician, { ...completeDocument('DOUTE'), establishmentId });
      await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
      const { trackdechets } = await exported(technician, id);
      // A backup taken while the creation before this one was in doubt.
      const [doubt] = await app.dataSource.query<[{ id: string }]>(
        `INSERT INTO exports (bsff_id, kind, mode, state, mark, payload, requested_by, first_sent_at, sent_at)
         VALUES ($1, 'CREATE', 'PUBLISHED', 'UNCERTAIN', $2, '{"input": {}}', $3, now() - interval '1 day', now() - interval '1 day')
         RETURNING id`,
        [id, marksOf(id)[1], technician.id],
      );
      const ended = await eventually(async () => {
        const { body } = await technician.get(`/exports/${doubt.id}`).expect(200);
        return body.state === 'SUCCEEDED' && body;
      });
      expect(ended.trackdechetsId).toBe(trackdechets?.id);
      expect(app.sandbox.platform.counts().total).toBe(1);
    } finally {
      await app.close();
    }
  }, 60_000);
});
