import { checkChain } from '../src/audit/audit-chain';
import { redactAudit } from '../src/audit/audit-redaction';
import { retentionPeriodsOf } from '../src/config/retention-periods';
import { Environment } from '../src/config/environment';
import { countDue, removeDue } from '../src/retention/retention';
import { RetentionWatch } from '../src/retention/retention-watch';
import { TestApp } from './support/app';
import { runScript } from './support/commands';
import { type Person } from './support/people';

const PERIODS = { ...retentionPeriodsOf(new Environment()), auditDays: 400 };

describe('retention', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    // Its first turn comes at any moment of the hour.
    await app.nest.get(RetentionWatch).beforeApplicationShutdown();
    administrator = await app.people.administrator();
  });
  afterAll(() => app?.close());

  /** As somebody with the database's own rights would, triggers out of the way. */
  const tamper = async (statement: string, parameters: unknown[] = []): Promise<void> => {
    await app.dataSource.transaction(async (em) => {
      await em.query(`SET LOCAL session_replication_role = 'replica'`);
      await em.query(statement, parameters);
    });
  };
  /** An old instance: rows chained as any other, then all of the past, with hashes that say so. */
  const age = async (rows: number, days: number): Promise<void> => {
    await app.dataSource.query(
      `INSERT INTO audit_events (at, action, subject_type, subject_id)
       SELECT now() - make_interval(days => $2) + n * interval '1 second', 'test.old', 'user', n::text
       FROM generate_series(1, $1::int) AS n`,
      [rows, days],
    );
  };
  const command = (...args: string[]) =>
    runScript('src/retention/main.ts', { DATABASE_URL: app.database.url, AUDIT_RETENTION_DAYS: '400' }, args);
  const counts = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await countDue(app.dataSource, PERIODS)).map(({ table, rows }) => [table, rows]));

  it('removes what has had its time, and nothing else', async () => {
    const person = await app.people.person();
    await tamper(
      `INSERT INTO sessions (user_id, token_hash, expires_at, last_seen_at)
       SELECT $1, sha256(n::text::bytea), now() + (n - 2) * interval '1 hour', now() - (n - 1) * interval '13 hours'
       FROM generate_series(1, 3) AS n`,
      [person.id],
    );
    await tamper(
      `INSERT INTO events (type, subject_id, data, created_at) VALUES ('bsff', 'x', '{}', now() - interval '8 days'), ('bsff', 'y', '{}', now())`,
    );
    await tamper(
      `INSERT INTO idempotency_keys (user_id, route, key_hash, salt, request_hmac, locked_until, created_at)
       VALUES ($1, 'POST /x', 'a', 'b', 'c', now(), now() - interval '25 hours')`,
      [person.id],
    );
    await tamper(`INSERT INTO sign_in_attempts VALUES ('account:x', 3, now() - interval '1 minute')`);
    await tamper(
      `INSERT INTO pulls (cause, state, finished_at) VALUES ('SCHEDULED', 'SUCCEEDED', now() - interval '91 days')`,
    );
    await tamper(
      `INSERT INTO invitations (user_id, token_hash, expires_at, used_at) VALUES ($1, 'h', now() - interval '35 days', null)`,
      [person.id],
    );
    expect(await counts()).toMatchObject({
      events: 1,
      idempotency_keys: 1,
      sessions: 3,
      invitations: 1,
      sign_in_attempts: 1,
      pulls: 1,
      trackdechets_connections: 0,
      audit_events: 0,
    });
    const dry = await command();
    expect(dry).toEqual({
      status: 0,
      output: expect.stringMatching(/sessions\s+3 .*sessions that ended\n.*Nothing was changed/s),
    });
    const applied = await command('--apply');
    expect(applied).toEqual({ status: 0, output: expect.stringMatching(/Removed:.*events\s+1 /s) });
    expect(Object.values(await counts()).every((rows) => rows === 0)).toBe(true);
    // Those who work were not disturbed.
    await person.get('/me').expect(200);
    expect((await command('--tout')).status).toBe(2);
  });

  describe('of the audit', () => {
    let head: { seq: string; hash: string };

    it('removes the oldest rows alone, says so in the chain, and the rest still verifies', async () => {
      const early = (await checkChain(app.dataSource)).head;
      await tamper(`UPDATE audit_events SET at = at - interval '500 days'`);
      // The clock that was moved back is part of what was hashed: a chain as it would be had it been so from the start.
      await relink(app);
      expect((await checkChain(app.dataSource)).broken).toBeNull();
      const past = Number((await checkChain(app.dataSource)).head?.seq);
      await age(2_500, 450);
      await administrator.patch('/me', { phone: '01' }).expect(200);
      await age(10, 450);
      expect((await counts()).audit_events).toBe(past + 2_500);

      const removed = await removeDue(app.dataSource, PERIODS);
      expect(removed.find(({ table }) => table === 'audit_events')?.rows).toBe(past + 2_500);
      const report = await checkChain(app.dataSource);
      expect(report).toMatchObject({ broken: null, removed: { seq: `${past + 2_500}` } });
      // The row of today, the old ones behind it, and one for each batch that went.
      expect(report.checked).toBe(1 + 10 + Math.ceil((past + 2_500) / 1_000));
      const { body } = await administrator.get('/audit-events?action=audit.pruned').expect(200);
      expect(body.items[0]).toMatchObject({ actorId: null, after: { olderThanDays: 400 } });
      head = report.head ?? { seq: '', hash: '' };
      expect((await checkChain(app.dataSource, { knownHead: head })).broken).toBeNull();
      // A head kept before is of rows that are gone: it can neither be confirmed nor denied.
      expect((await checkChain(app.dataSource, { knownHead: early })).broken).toBeNull();
      const { status, output } = await runScript('src/audit/verify.ts', { DATABASE_URL: app.database.url });
      expect({ status, output }).toEqual({
        status: 0,
        output: expect.stringMatching(/Rows up to rank \d+ were removed/),
      });
    });

    it('cannot be imitated: a beginning that the chain does not tell is a breach', async () => {
      const [first] = await app.dataSource.query<[{ seq: string }]>('SELECT min(seq) AS seq FROM audit_chain');
      await tamper(`UPDATE audit_anchor SET seq = c.seq, hash = c.hash FROM audit_chain c WHERE c.seq = $1`, [
        first.seq,
      ]);
      await tamper('DELETE FROM audit_chain WHERE seq = $1', [first.seq]);
      expect((await checkChain(app.dataSource)).broken).toMatchObject({ reason: 'MISSING' });
    });
  });

  it('goes on one replica at a time', async () => {
    await app.dataSource.transaction(async (em) => {
      await em.query('SELECT pg_advisory_xact_lock(7253004)');
      await tamper(`INSERT INTO sign_in_attempts VALUES ('account:y', 3, now() - interval '1 minute')`);
      const removed = await removeDue(app.dataSource, { ...PERIODS, auditDays: null });
      expect(removed.find(({ table }) => table === 'sign_in_attempts')?.rows).toBe(0);
    });
    const removed = await removeDue(app.dataSource, { ...PERIODS, auditDays: null });
    expect(removed.find(({ table }) => table === 'sign_in_attempts')?.rows).toBe(1);
  });
});

describe('the redaction of audit rows', () => {
  it('is told in the chain, leaves no hash to guess from, and nothing else may be altered in its name', async () => {
    const app = await TestApp.start();
    try {
      const administrator = await app.people.administrator();
      await administrator.patch('/me', { phone: '06 12 34 56 78' }).expect(200);
      const [row] = await app.dataSource.query<[{ id: string; ip: string; salt: Buffer; seq: string }]>(
        `SELECT e.id, e.ip, e.salt, c.seq FROM audit_events e JOIN audit_chain c ON c.event_id = e.id WHERE e.action = 'user.updated'`,
      );
      expect(row.salt).toHaveLength(16);
      await app.dataSource.transaction((em) =>
        redactAudit(em, [{ id: row.id, ip: '', before: { phone: '[…]' }, after: { phone: '[…]' } }]),
      );
      expect((await checkChain(app.dataSource)).broken).toBeNull();
      const [after] = await app.dataSource.query<[object]>('SELECT ip, salt, after FROM audit_events WHERE id = $1', [
        row.id,
      ]);
      expect(after).toEqual({ ip: '', salt: null, after: { phone: '[…]' } });
      const { body } = await administrator.get('/audit-events?action=audit.redacted').expect(200);
      expect(Object.keys(body.items[0].after.rows as object)).toEqual([row.seq]);

      await app.dataSource.transaction(async (em) => {
        await em.query(`SET LOCAL session_replication_role = 'replica'`);
        await em.query(`UPDATE audit_events SET after = '{"phone": "autre"}' WHERE id = $1`, [row.id]);
      });
      expect((await checkChain(app.dataSource)).broken).toMatchObject({ seq: row.seq, reason: 'ALTERED' });
      await expect(app.dataSource.query(`UPDATE audit_events SET ip = ''`)).rejects.toThrow(/append-only/);
    } finally {
      await app.close();
    }
  });
});

/** Links every row of the chain again. */
async function relink(app: TestApp): Promise<void> {
  await app.dataSource.transaction(async (em) => {
    await em.query(`SET LOCAL session_replication_role = 'replica'`);
    await em.query(`
      DO $$ DECLARE link record; last bytea := '\\x00'; BEGIN
        FOR link IN SELECT c.seq, e FROM audit_chain c JOIN audit_events e ON e.id = c.event_id ORDER BY c.seq LOOP
          UPDATE audit_chain SET previous_hash = last, hash = audit_hash(last, link.e) WHERE seq = link.seq RETURNING hash INTO last;
        END LOOP;
      END $$`);
  });
}
