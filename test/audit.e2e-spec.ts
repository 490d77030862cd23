import { Audit } from '../src/audit/audit';
import { checkChain } from '../src/audit/audit-chain';
import { pruneAudit } from '../src/audit/audit-pruning';
import { eventually, TestApp } from './support/app';
import { runScript } from './support/commands';
import { type Person } from './support/people';

interface Event {
  id: string;
  at: string;
  action: string;
  actorId: string | null;
}

describe('the audit', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    administrator = await app.people.administrator();
  });
  afterAll(() => app?.close());

  const verify = (...args: string[]) => runScript('src/audit/verify.ts', { DATABASE_URL: app.database.url }, args);
  /** As somebody with the database's own rights would, triggers out of the way; put back afterwards. */
  const tamper = async (statement: string, parameters: unknown[] = []): Promise<void> => {
    await app.dataSource.transaction(async (em) => {
      await em.query(`SET LOCAL session_replication_role = 'replica'`);
      await em.query(statement, parameters);
    });
  };
  const listAll = async (query: string): Promise<Event[]> => {
    const events: Event[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await administrator
        .get(`/audit-events?limit=3&${query}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
        .expect(200);
      events.push(...(body.items as Event[]));
      cursor = body.nextCursor as string | null;
    }
    return events;
  };

  it('tells who did what, on whom, from where, before and after', async () => {
    const person = await app.people.person({ lastName: 'Martin' });
    const changed = await administrator.patch(`/users/${person.id}`, { lastName: 'Martin-Roche' }).expect(200);
    const { body } = await administrator.get(`/audit-events?subjectId=${person.id}&action=user.updated`).expect(200);
    expect(body).toEqual({
      items: [
        {
          id: expect.any(String),
          at: expect.stringMatching(/Z$/),
          actorId: administrator.id,
          action: 'user.updated',
          subjectType: 'user',
          subjectId: person.id,
          ip: expect.stringContaining('127.0.0.1'),
          requestId: changed.headers['x-request-id'],
          before: { lastName: 'Martin' },
          after: { lastName: 'Martin-Roche' },
        },
      ],
      nextCursor: null,
    });
  });

  it('is filtered and paged, without skipping or repeating while rows are added', async () => {
    const person = await app.people.person();
    for (let i = 0; i < 7; i++) await person.patch('/me', { phone: `0${i}` }).expect(200);
    const events = await listAll(`actorId=${person.id}&action=user.`);
    expect(events).toHaveLength(7);
    expect(new Set(events.map(({ id }) => id)).size).toBe(7);
    const since = events.at(-3)?.at ?? '';
    expect(await listAll(`subjectId=${person.id}&subjectType=session`)).toHaveLength(0);
    expect(await listAll(`actorId=${person.id}&subjectType=session`)).toHaveLength(1);
    expect((await listAll(`actorId=${person.id}&until=${since}&action=user.updated`)).length).toBeLessThan(7);
    for (const text of ['hier', '2026', '2026-01', '2026-W01', '2026-01-01T10,5Z', '0000-01-01']) {
      await administrator.get(`/audit-events?until=${text}`).expect(400);
      const { body } = await administrator.get(`/audit-events?since=${text}`).expect(400);
      expect(body.errors[0].code).toBe('FIELD_DATE');
    }
    await administrator.get('/audit-events?since=2026-01-01T00:00:00%2B23:59').expect(200);
    await administrator.get('/audit-events?subjectType=secret').expect(400);
    await administrator.get('/audit-events?actorId=x').expect(400);
  });

  it('is read by administrators alone', async () => {
    const person = await app.people.person({ rights: ['FULL_ACCESS'] });
    const { body } = await person.get('/audit-events').expect(403);
    expect(body.code).toBe('FORBIDDEN');
  });

  it.each(['UPDATE audit_events SET action = action', 'DELETE FROM audit_events', 'TRUNCATE audit_events CASCADE'])(
    'is append-only in the database itself: %s',
    async (statement) => {
      await expect(app.dataSource.query(statement)).rejects.toThrow(/append-only/);
      await expect(
        app.dataSource.query(statement.replace(/audit_events/g, 'audit_chain').replace('action = action', 'seq = seq')),
      ).rejects.toThrow(/append-only/);
    },
  );

  it('chains every row, those of transactions that ran together included', async () => {
    const audit = app.nest.get(Audit);
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        app.dataSource.transaction(async (em) => {
          for (const part of ['a', 'b']) {
            await audit.record(em, null, {
              action: `test.${part}`,
              subjectType: 'user',
              subjectId: `${i}`,
              after: { é: i },
            });
          }
        }),
      ),
    );
    const [{ events, links }] = await app.dataSource.query<[{ events: number; links: number }]>(
      'SELECT (SELECT count(*)::int FROM audit_events) AS events, (SELECT count(*)::int FROM audit_chain) AS links',
    );
    expect(links).toBe(events);
    expect(await checkChain(app.dataSource)).toMatchObject({
      checked: events,
      broken: null,
      head: { seq: `${events}` },
    });
    const { status, output } = await verify();
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining(`Audit intact: ${events}`) });
    const head = /\d+:[0-9a-f]{64}/.exec(output)?.[0] ?? '';
    await administrator.patch('/me', { phone: '42' }).expect(200);
    expect((await verify(head)).status).toBe(0);
  });

  it('is read as of one moment: what retention removes meanwhile is no breach', async () => {
    const report = await app.dataSource.transaction(async (em) => {
      // The check has read where the chain begins, and waits for the rest.
      await em.query('LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE');
      const asked = checkChain(app.dataSource);
      await eventually(async () => {
        const [{ waits }] = await app.dataSource.query<[{ waits: boolean }]>(
          `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
             AND query LIKE '%audit.redacted%') AS waits`,
        );
        return waits;
      });
      expect(await pruneAudit(em, 0, 3)).toBe(3);
      return { asked };
    });
    expect((await report.asked).broken).toBeNull();
    expect(await checkChain(app.dataSource)).toMatchObject({ broken: null, removed: { seq: '3' } });
  });

  describe('names the first broken row', () => {
    let clone: { id: string; seq: string };

    beforeAll(async () => {
      const [row] = await app.dataSource.query<[{ id: string; seq: string }]>(
        'SELECT event_id AS id, seq FROM audit_chain ORDER BY seq OFFSET 9 LIMIT 1',
      );
      clone = row;
    });

    it('when its content was changed', async () => {
      const [{ before }] = await app.dataSource.query<[{ before: string }]>(
        'SELECT action AS before FROM audit_events WHERE id = $1',
        [clone.id],
      );
      await tamper(`UPDATE audit_events SET action = 'test.other' WHERE id = $1`, [clone.id]);
      const { status, output } = await verify();
      expect(status).toBe(1);
      expect(output).toContain(`rang / rank ${clone.seq}, événement / event ${clone.id}`);
      expect((await checkChain(app.dataSource)).broken).toEqual({
        seq: clone.seq,
        eventId: clone.id,
        reason: 'ALTERED',
      });
      await tamper('UPDATE audit_events SET action = $2 WHERE id = $1', [clone.id, before]);
      expect((await checkChain(app.dataSource)).broken).toBeNull();
    });

    it('when it got past the chain', async () => {
      await tamper(`INSERT INTO audit_events (action, subject_type, subject_id) VALUES ('test.forged', 'user', 'x')`);
      expect((await checkChain(app.dataSource)).broken).toMatchObject({ seq: null, reason: 'UNLINKED' });
      await tamper(`DELETE FROM audit_events WHERE action = 'test.forged'`);
    });

    it('when the last rows were cut off, for who kept the end of the chain', async () => {
      const { head } = await checkChain(app.dataSource);
      await administrator.patch('/me', { phone: '43' }).expect(200);
      const later = (await checkChain(app.dataSource)).head;
      await tamper('DELETE FROM audit_chain WHERE seq = $1', [later?.seq]);
      await tamper('DELETE FROM audit_events e WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = e.id)');
      expect((await checkChain(app.dataSource)).broken).toBeNull();
      expect((await checkChain(app.dataSource, { knownHead: head })).broken).toBeNull();
      expect((await checkChain(app.dataSource, { knownHead: later })).broken).toEqual({
        seq: later?.seq,
        eventId: null,
        reason: 'MISSING',
      });
    });

    it('when rows are missing', async () => {
      await tamper('DELETE FROM audit_chain WHERE seq = $1', [clone.seq]);
      const seq = String(Number(clone.seq) + 1);
      expect((await checkChain(app.dataSource)).broken).toMatchObject({ seq, reason: 'MISSING' });
    });
  });

  it('says what is missing to check it', async () => {
    const { status, output } = await runScript('src/audit/verify.ts', { DATA_DIR: '/nowhere' });
    expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('DATABASE_URL') });
    expect((await verify('n’importe quoi')).status).toBe(2);
  });
});
