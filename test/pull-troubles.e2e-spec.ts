import { Logger } from '@nestjs/common';
import { forbidden } from '../src/sandbox/faults-of-api';
import { type Call, type Outcome } from '../src/trackdechets/call';
import { TrackdechetsError } from '../src/trackdechets/errors';
import { type CallOptions, TrackdechetsClient } from '../src/trackdechets/trackdechets.client';
import { eventually, TestApp } from './support/app';
import { Counterparts } from './support/counterparts';
import { OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

const MEMBER = 'technicien1@thermo-littoral.test';

type Ask = (calls: readonly Call<unknown>[], options: CallOptions) => Promise<readonly Outcome<unknown>[]>;

describe('Pulls that meet trouble', () => {
  let app: TestApp;
  let first: Person;
  let admin: Person;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    first = await app.people.administrator();
    const { operateur } = app.directory.companies;
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());
  afterEach(() => jest.restoreAllMocks());

  const here = (trackdechetsId: string) => shown(app, admin, trackdechetsId);
  const watermark = async (): Promise<unknown> =>
    app.dataSource.query('SELECT org_id, read_until, latest FROM pull_watermarks');
  const lastAudit = async (id: unknown): Promise<Record<string, unknown>> => {
    const [entry] = await app.dataSource.query<{ action: string; after: object }[]>(
      `SELECT action, after FROM audit_events WHERE subject_type = 'pull' AND subject_id = $1 AND action <> 'pull.requested'`,
      [id],
    );
    return { action: entry?.action, ...entry?.after };
  };
  const created = async (prefix: string, count: number): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) ids.push((await there.create(`${prefix}-${n}`)).id);
    return ids;
  };

  it('takes in every document but the one that cannot be written, says which, and tries it again', async () => {
    const ids = await created('REFUS', 9);
    await pull(admin);
    for (const id of ids) await there.update(id, { destination: { cap: `CAP ${id}` } });
    const born = await created('REFUS-NEUF', 2);
    const [bad = ''] = ids.slice(4);
    const before = await watermark();
    await app.dataSource.query(
      `ALTER TABLE bsffs ADD CONSTRAINT refused CHECK (CASE WHEN trackdechets_id = '${bad}' AND remote->'destination'->>'cap' <> 'CAP'
         THEN (remote->'destination'->>'cap')::int > 0 ELSE true END)`,
    );
    const said = jest.spyOn(Logger.prototype, 'error');
    const told = await pull(admin);
    expect(told).toMatchObject({ state: 'FAILED', error: 'DOCUMENTS_REFUSED', updated: 8, created: 2 });
    expect(await lastAudit(told.id)).toMatchObject({ action: 'pull.failed', refused: [bad] });
    // PostgreSQL quotes the value, which the logs are not to hold.
    expect(said.mock.calls).toEqual([[`${bad} could not be taken in: invalid input syntax for type integer`]]);
    said.mockRestore();
    expect(await watermark()).toEqual(before);
    for (const id of ids) {
      expect(await here(id)).toMatchObject({ destination: { cap: id === bad ? 'CAP' : `CAP ${id}` } });
    }
    for (const id of born) expect(await here(id)).toMatchObject({ trackdechets: { id } });

    await app.dataSource.query('ALTER TABLE bsffs DROP CONSTRAINT refused');
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', updated: 1, created: 0 });
    expect(await here(bad)).toMatchObject({ destination: { cap: `CAP ${bad}` } });
    expect(await watermark()).not.toEqual(before);
  });

  /** Trackdéchets answers with that error whenever it is to show that document whole. */
  function failOn(id: string, error: TrackdechetsError): void {
    const client = app.nest.get(TrackdechetsClient);
    const ask: Ask = client.executeBatch.bind(client);
    jest.spyOn(client, 'executeBatch').mockImplementation(async (calls, options) => {
      const outcomes = await ask(calls, options);
      const isWhole = ({ operation: { name }, variables }: Call<unknown>): boolean =>
        ['Bsff', 'Bsffs'].includes(name) && JSON.stringify(variables).includes(id);
      return outcomes.map((outcome, index) => (isWhole(calls[index]!) ? { ok: false, error } : outcome)) as never;
    });
  }
  const breakOn = (id: string): void =>
    failOn(id, new TrackdechetsError('UNAVAILABLE', 'bsffs', { code: 'INTERNAL_SERVER_ERROR' }));

  it('reads the rest of a page that Trackdéchets refuses as a whole for one document in it', async () => {
    const member = await app.people.person({ email: MEMBER, rights: ['FULL_ACCESS'], withToken: true });
    await member.put('/trackdechets-contact', { userId: member.id }).expect(200);
    const ids = await created('INTERDIT', 7);
    await pull(admin);
    const [bad = ''] = ids.splice(3, 1);
    for (const id of [...ids, bad]) await there.update(id, { destination: { cap: `LU ${id}` } });
    failOn(bad, new TrackdechetsError('FORBIDDEN', 'bsffs', { code: 'FORBIDDEN' }));
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', updated: 6, removed: 1 });
    expect(await here(bad)).toMatchObject({ trackdechets: { removal: 'ACCESS_LOST' } });
    for (const id of ids) expect(await here(id)).toMatchObject({ destination: { cap: `LU ${id}` } });
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', updated: 0, removed: 0 });

    jest.restoreAllMocks();
    await there.update(bad, { destination: { cap: 'LU DE NOUVEAU' } });
    await pull(admin);
    expect(await here(bad)).toMatchObject({ destination: { cap: 'LU DE NOUVEAU' }, trackdechets: { removed: false } });
    const { body } = await admin.get(`/bsffs/${String((await here(bad)).id)}/history?limit=200`).expect(200);
    const removals = (body.items as { path: string | null; before: unknown; after: unknown }[]).filter(
      ({ path }) => path === 'trackdechets.removed',
    );
    expect(removals).toMatchObject([
      { before: 'ACCESS_LOST', after: null },
      { before: null, after: 'ACCESS_LOST' },
    ]);
  });

  it('reads every document but the one that Trackdéchets breaks on, says which, and tries it again', async () => {
    const ids = await created('CASSE', 12);
    await pull(admin);
    for (const id of ids) await there.update(id, { destination: { cap: `LU ${id}` } });
    const [bad = ''] = ids.slice(5);
    const before = await watermark();
    breakOn(bad);
    const told = await pull(admin);
    expect(told).toMatchObject({ state: 'FAILED', error: 'DOCUMENTS_REFUSED', updated: 11 });
    expect(await lastAudit(told.id)).toMatchObject({ refused: [bad] });
    expect(await watermark()).toEqual(before);
    jest.restoreAllMocks();
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', updated: 1 });
    expect(await here(bad)).toMatchObject({ destination: { cap: `LU ${bad}` } });
  });

  it('moves on though Trackdéchets breaks on one of those that no list shows any more', async () => {
    const [bad = '', gone = '', changed = ''] = await created('CASSE-PERDU', 3);
    await pull(admin);
    await there.delete(bad);
    await there.delete(gone);
    await there.update(changed, { destination: { cap: 'LU AUSSI' } });
    const before = await watermark();
    breakOn(bad);
    const told = await pull(admin);
    expect(told).toMatchObject({ state: 'FAILED', error: 'DOCUMENTS_REFUSED', updated: 1, removed: 1 });
    expect(await lastAudit(told.id)).toMatchObject({ refused: [bad] });
    expect(await watermark()).not.toEqual(before);
    jest.restoreAllMocks();
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', removed: 1 });
    expect(await here(bad)).toMatchObject({ trackdechets: { removal: 'DELETED' } });
  });

  it('fails when Trackdéchets breaks on everything', async () => {
    const ids = await created('CASSE-TOUT', 8);
    breakOn('_in');
    expect(await pull(admin)).toMatchObject({ state: 'FAILED', error: 'TRACKDECHETS_UNAVAILABLE', created: 0 });
    jest.restoreAllMocks();
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', created: ids.length });
  });

  it('keeps what it knew of a chain that may not be read, and reads the others', async () => {
    const others = new Counterparts(app.sandbox, () => 0.99);
    // Made so as to be passed on by the depot.
    const lives = await Promise.all([others.add(3), others.add(7)]);
    const steps = async (count: number): Promise<void> => {
      for (const life of lives) for (let step = 0; step < count; step++) await others.goOn(life);
    };
    const chain = async (index: number): Promise<unknown> => {
      const { id } = await here(lives[index]?.id ?? '');
      const { body } = await admin.get(`/bsffs/${String(id)}/history`).expect(200);
      return (body as { containers: { chain: unknown }[] }).containers[0]?.chain;
    };
    // The depot's operation, then its own document.
    await steps(6);
    await pull(admin);
    const [bad, good] = lives;
    expect(await chain(0)).toMatchObject([{ trackdechetsId: bad?.onward?.id, signedAt: null }]);

    // The last operation, which gives the first documents another status.
    await steps(5);
    const { store } = app.sandbox.platform;
    const downstreamOf = store.downstreamOf.bind(store);
    jest.spyOn(store, 'downstreamOf').mockImplementation((packaging) => {
      if (packaging.bsffId !== bad?.id) return downstreamOf(packaging);
      throw forbidden('Vous ne pouvez pas accéder à ce bordereau.');
    });
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', updated: 2, removed: 0 });
    jest.restoreAllMocks();
    expect(await here(bad?.id ?? '')).toMatchObject({ trackdechets: { status: 'PROCESSED', removed: false } });
    expect(await chain(0)).toMatchObject([{ trackdechetsId: bad?.onward?.id, signedAt: null }]);
    expect(await chain(1)).toMatchObject([{ trackdechetsId: good?.onward?.id, operationCode: 'R2' }]);
    await pull(admin, { complete: true });
    expect(await chain(0)).toMatchObject([{ trackdechetsId: bad?.onward?.id, operationCode: 'R2' }]);
  });

  it('tells many deletions from losses of access in few requests', async () => {
    const ids = await created('EFFACE', 40);
    await pull(admin);
    const lost = ids.slice(0, 3);
    const { siret } = app.directory.companies.transit ?? {};
    for (const id of ids) {
      if (lost.includes(id)) {
        await there.update(id, { emitter: { company: { siret, name: 'Autre' } } }, 'exploitation@atlantique-fret.test');
      } else await there.delete(id);
    }
    const asked = await there.requests();
    expect(await pull(admin)).toMatchObject({ removed: 40 });
    expect((await there.requests()) - asked).toBeLessThanOrEqual(Math.ceil(40 / 500) + Math.ceil(40 / 50) + 2);
    for (const id of ids) {
      const removal = lost.includes(id) ? 'ACCESS_LOST' : 'DELETED';
      expect(await here(id)).toMatchObject({ trackdechets: { removal } });
    }
  });

  it('goes on with the next person when Trackdéchets shuts the first one out', async () => {
    await admin.put('/trackdechets-contact', { userId: admin.id }).expect(200);
    const [id = ''] = await created('EXCLU', 1);
    await control(app.sandbox, 'PUT /blacklist', { email: ADMIN, blacklisted: true });
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', created: 1, removed: 0 });
    await control(app.sandbox, 'PUT /blacklist', { email: ADMIN, blacklisted: false });
    expect(await here(id)).toMatchObject({ trackdechets: { id } });
    expect((await admin.get('/me/trackdechets-token').expect(200)).body.status).toBe('VALID');
  });

  it('lets nobody wait for a platform that is away or asks for patience, and reads the document once it can', async () => {
    const [id = ''] = await created('ATTENTE', 1);
    await pull(admin);
    const { id: local } = await here(id);
    await there.sign(id, 'EMISSION', ADMIN);
    await control(app.sandbox, 'POST /outage', { kind: 'page' });
    const away = await admin.post(`/bsffs/${String(local)}/pull`).expect(503);
    expect(away.body.code).toBe('TRACKDECHETS_UNAVAILABLE');
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    await control(app.sandbox, 'DELETE /outage');
    await app.dataSource.query(`UPDATE pull_hints SET lease_until = '-infinity'`);
    await app.dataSource.query(`SELECT pg_notify('pulls', 'hints')`);
    await eventually(async () => {
      const { trackdechets } = await here(id);
      return (trackdechets as { status: string }).status === 'SIGNED_BY_EMITTER';
    });

    await control(app.sandbox, 'POST /faults', { kind: 'rate-limited', count: 1 });
    const refused = await admin.post(`/bsffs/${String(local)}/pull`).expect(503);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(30);
    // Trackdéchets is not even asked before its minute is over.
    const asked = await there.requests();
    await admin.post(`/bsffs/${String(local)}/pull`).expect(503);
    await admin.post('/pulls', {}).expect(202);
    expect((await there.requests()) - asked).toBe(0);
    expect(await app.dataSource.query('SELECT trackdechets_id FROM pull_hints')).toEqual([{ trackdechets_id: id }]);
  });
});
