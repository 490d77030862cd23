import { TrackdechetsBsffs } from '../src/trackdechets/trackdechets.bsffs';
import { eventually, TestApp } from './support/app';
import { HOLDER, SECOND_TECHNICIAN } from './support/documents';
import { ExportDesk } from './support/export-desk';
import { type Person } from './support/people';
import { control } from './support/sandbox-client';

const someTime = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe('exports in trouble', () => {
  let app: TestApp;
  let desk: ExportDesk;
  let technician: Person;
  let administrator: Person;
  let colleague: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '3', TRACKDECHETS_TIMEOUT_MS: '2000' } });
    desk = await ExportDesk.open(app, 'T');
    ({ technician } = desk);
    administrator = await app.people.administrator();
    colleague = await app.people.person({ email: SECOND_TECHNICIAN, rights: ['EXPORT_BSFF'], withToken: true });
  });
  afterEach(async () => {
    await control(app.sandbox, 'DELETE /outage');
    await control(app.sandbox, 'DELETE /faults');
  });
  afterAll(() => app?.close());

  const fiche = async (): Promise<string> => {
    const detenteur = { isPrivateIndividual: false, company: HOLDER };
    const { establishmentId } = desk;
    const typed = { establishmentId, numero: `FI-${Math.random()}`, weight: 2, postalCode: '17000', detenteur };
    return (await technician.post('/fiches-intervention', typed).expect(201)).body.id;
  };

  describe('that come from what was typed', () => {
    it('finds a document again whose own text hides what follows it on Trackdéchets', async () => {
      const before = desk.held();
      app.sandbox.faults.add({ kind: 'done-reset', operation: 'createDraftBsff', count: 1 });
      const done = await desk.send(await desk.typed({ emitter: { customInfo: 'charge < 5 kg' } }));
      expect(done).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(desk.held()).toBe(before + 1);
    });

    it('sends a text that is cut in the middle of a character, and those beside it', async () => {
      const long = { emitter: { customInfo: `${'a'.repeat(235)}😀bb` } };
      const ids = await Promise.all([desk.typed(long), desk.typed()]);
      const { body } = await technician.post('/exports', { bsffIds: ids, mode: 'DRAFT' }).expect(202);
      const done = await Promise.all(body.accepted.map(({ id }: { id: string }) => desk.ended(id)));
      expect(done).toMatchObject([{ state: 'SUCCEEDED' }, { state: 'SUCCEEDED' }]);
    });

    it('sends what was changed while it was being prepared', async () => {
      const { transporter, ...rest } = desk.document() as { transporter: object };
      const lorry = (plate: string): object => ({ ...transporter, transport: { mode: 'ROAD', plates: [plate] } });
      const id = await desk.typed({ ...rest, transporter: undefined, transporters: [transporter, lorry('BB-002-BB')] });
      const added = await fiche();
      const change = { transporters: [transporter, lorry('ZZ-999-ZZ')], ficheInterventionIds: [added] };
      const bsffs = app.nest.get(TrackdechetsBsffs);
      const create = bsffs.createTransporter.bind(bsffs);
      const creating = jest.spyOn(bsffs, 'createTransporter').mockImplementationOnce(async (...given) => {
        const made = await create(...given);
        await technician.patch(`/bsffs/${id}`, change).expect(200);
        return made;
      });
      const { trackdechetsId } = await desk.send(id);
      expect(creating.mock.calls.length).toBeGreaterThan(2);
      creating.mockRestore();
      const there = app.sandbox.platform.store.bsff(String(trackdechetsId));
      expect(there?.transporters.map(({ transport }) => transport.plates)).toEqual([['AA-001-AA'], ['ZZ-999-ZZ']]);
      expect(there?.ficheIds).toHaveLength(1);
      const { body } = await technician.get(`/bsffs/${id}`).expect(200);
      expect(body).toMatchObject({ ficheInterventionIds: [added], trackdechets: { localChanges: [] } });
    });

    it('deletes a document whatever its fiche lacks', async () => {
      const named = await fiche();
      const id = await desk.typed({ ficheInterventionIds: [named] });
      expect(await desk.send(id)).toMatchObject({ state: 'SUCCEEDED' });
      await technician.patch(`/fiches-intervention/${named}`, { postalCode: '' }).expect(200);
      const { body } = await technician.delete(`/bsffs/${id}`).expect(202);
      expect(await desk.ended(body.id)).toMatchObject({ kind: 'DELETE', state: 'SUCCEEDED' });
    });
  });

  describe('of people who no longer may', () => {
    const comesBack = async (): Promise<void> => {
      await administrator.patch(`/users/${colleague.id}`, { active: true }).expect(200);
      colleague = await app.people.signIn(SECOND_TECHNICIAN);
    };

    it('wait while the right is withdrawn, and go on once it is given back', async () => {
      await control(app.sandbox, 'POST /outage', { kind: 'refused', seconds: 60 });
      const before = desk.held();
      const asked = await desk.ask(await desk.typed({}, colleague), { person: colleague });
      await desk.at(asked, 'WAITING TRACKDECHETS_UNAVAILABLE');
      await administrator.put(`/users/${colleague.id}/rights`, { rights: [] }).expect(200);
      await control(app.sandbox, 'DELETE /outage');
      await desk.at(asked, 'WAITING NO_EXPORT_RIGHT');
      expect(desk.held()).toBe(before);
      await administrator.put(`/users/${colleague.id}/rights`, { rights: ['EXPORT_BSFF'] }).expect(200);
      expect(await desk.ended(asked)).toMatchObject({ state: 'SUCCEEDED' });
    });

    it('rest while their owner is not active', async () => {
      await control(app.sandbox, 'POST /outage', { kind: 'refused', seconds: 60 });
      const asked = await desk.ask(await desk.typed({}, colleague), { person: colleague });
      await desk.at(asked, 'WAITING');
      await administrator.patch(`/users/${colleague.id}`, { active: false }).expect(200);
      await control(app.sandbox, 'DELETE /outage');
      await desk.at(asked, 'WAITING NO_EXPORT_RIGHT');
      const causes = await desk.causes(asked);
      // Longer than the worker takes to look at what waits.
      await someTime(7_000);
      expect(await desk.causes(asked)).toEqual(causes);
      await technician.delete(`/exports/${asked}`).expect(200);
      await comesBack();
    });

    it.each([
      ['done-hang', 'is found by a colleague', 'SUCCEEDED'],
      ['hang', 'is not sent by a colleague, who may cancel it', 'CANCELLED'],
    ] as const)(
      'what they left in doubt (%s) %s',
      async (kind, _, end) => {
        const before = desk.held();
        app.sandbox.faults.add({ kind, operation: 'createDraftBsff', count: 1 });
        const id = await desk.typed({}, colleague);
        const asked = await desk.ask(id, { person: colleague });
        await desk.left(asked);
        await administrator.patch(`/users/${colleague.id}`, { active: false }).expect(200);
        if (end === 'CANCELLED') {
          await desk.at(asked, 'WAITING NO_EXPORT_RIGHT', 30_000);
          await technician.delete(`/exports/${asked}`).expect(200);
        }
        expect(await desk.ended(asked, 30_000)).toMatchObject({ state: end, attempts: 1 });
        expect(desk.held()).toBe(before + (end === 'SUCCEEDED' ? 1 : 0));
        await technician.patch(`/bsffs/${id}`, { reference: `R-${asked.slice(0, 8)}` }).expect(200);
        await comesBack();
      },
      60_000,
    );
  });

  describe('of documents that not everybody is shown', () => {
    const CARRIER = 'exploitation@atlantique-fret.test';
    let carrier: Person;

    beforeAll(async () => {
      carrier = await app.people.person({ email: CARRIER, rights: ['EXPORT_BSFF'], withToken: true });
    });

    it('make no second draft of one that shows to its author alone', async () => {
      const before = desk.held();
      app.sandbox.faults.add({ kind: 'done-hang', operation: 'createDraftBsff', count: 1 });
      const asked = await desk.ask(await desk.typed({}, carrier), { person: carrier });
      expect(await desk.ended(asked, 30_000)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(desk.held()).toBe(before + 1);
    });

    it('end when the emitter is nobody of ours', async () => {
      app.sandbox.faults.add({ kind: 'hang', operation: 'createBsff', count: 1 });
      const id = await desk.typed({ emitter: { company: HOLDER } }, carrier);
      const asked = await desk.ask(id, { person: carrier, mode: 'PUBLISHED' });
      expect(await desk.ended(asked, 30_000)).toMatchObject({ state: 'SUCCEEDED', attempts: 2 });
    }, 40_000);

    it('take no refusal from a colleague about a change in doubt', async () => {
      const id = await desk.typed({}, carrier);
      await desk.ended(await desk.ask(id, { person: carrier }));
      await carrier.patch(`/bsffs/${id}`, { destination: { cap: 'CAP 7' } }).expect(200);
      app.sandbox.faults.add({ kind: 'done-hang', operation: 'updateBsff', count: 1 });
      const asked = await desk.ask(id, { person: carrier });
      await desk.left(asked);
      await administrator.patch(`/users/${carrier.id}`, { active: false }).expect(200);
      // A colleague was asked, was shown nothing, and nobody is left.
      const left = `finished_at IS NOT NULL OR state = 'UNCERTAIN' AND not_before > clock_timestamp() + interval '5 seconds'`;
      await eventually(async () => {
        const rows = await app.dataSource.query(`SELECT FROM exports WHERE id = $1 AND (${left})`, [asked]);
        return rows.length > 0;
      });
      await administrator.patch(`/users/${carrier.id}`, { active: true }).expect(200);
      expect(await desk.ended(asked, 30_000)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
    }, 40_000);
  });

  describe('that last', () => {
    it('leave a way out of what keeps ending in doubt: it waits longer and longer, and can be cancelled', async () => {
      const before = desk.held();
      app.sandbox.faults.add({ kind: 'server-error', operation: 'createDraftBsff' });
      const id = await desk.typed();
      const asked = await desk.ask(id);
      await desk.at(asked, 'WAITING TRACKDECHETS_UNAVAILABLE', 30_000);
      expect(await desk.read(asked)).toMatchObject({ attempts: 2 });
      await technician.patch(`/bsffs/${id}`, { weight: { value: 4.4 } }).expect(200);
      await technician.delete(`/exports/${asked}`).expect(200);
      await control(app.sandbox, 'DELETE /faults');
      expect(await desk.send(id)).toMatchObject({ state: 'SUCCEEDED' });
      expect(desk.held()).toBe(before + 1);
    }, 60_000);

    it('ask a platform that is away less and less about a change', async () => {
      const id = await desk.typed();
      await desk.send(id);
      await technician.patch(`/bsffs/${id}`, { destination: { cap: 'CAP 1' } }).expect(200);
      await control(app.sandbox, 'POST /outage', { kind: 'refused', seconds: 60 });
      const asked = await desk.ask(id);
      await someTime(12_000);
      // 1, 2, 4 and 8 s.
      expect((await desk.causes(asked)).filter((cause) => cause === 'TRACKDECHETS_UNAVAILABLE').length).toBeLessThan(6);
      await control(app.sandbox, 'DELETE /outage');
      expect(await desk.ended(asked, 30_000)).toMatchObject({ state: 'SUCCEEDED' });
    }, 60_000);

    it('are no doubt about a change that Trackdéchets put off', async () => {
      const id = await desk.typed();
      await desk.send(id);
      await technician.patch(`/bsffs/${id}`, { destination: { cap: 'CAP 2' } }).expect(200);
      app.sandbox.faults.add({ kind: 'rate-limited', operation: 'updateBsff', count: 1 });
      const asked = await desk.ask(id);
      await desk.at(asked, 'WAITING TRACKDECHETS_UNAVAILABLE');
      expect(await desk.causes(asked)).not.toContain('OUTCOME_UNKNOWN');
      await technician.patch(`/bsffs/${id}`, { destination: { cap: 'CAP 3' } }).expect(200);
    });
  });
});
