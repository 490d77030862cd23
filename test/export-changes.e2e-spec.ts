import { TestApp } from './support/app';
import { TRANSPORTER, typeIn } from './support/documents';
import { ExportDesk } from './support/export-desk';
import { type Person } from './support/people';

describe('changing what was exported', () => {
  let app: TestApp;
  let technician: Person;
  let desk: ExportDesk;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '3', TRACKDECHETS_TIMEOUT_MS: '2000' } });
    desk = await ExportDesk.open(app, 'C');
    ({ technician } = desk);
  });

  afterAll(() => app?.close());

  describe('of a document that changes hands', () => {
    const ROYAN = '00000021000021';
    const royan = (plate: string): object => ({
      company: { siret: ROYAN, name: 'THERMO LITTORAL ROYAN', address: '2 rue du Phare', contact: 'Hugo' },
      transport: { mode: 'ROAD', plates: [plate] },
    });
    const journey = (trackdechetsId: unknown): { siret: string | null; plates: string[] }[] =>
      app.sandbox.platform.store.bsff(String(trackdechetsId))!.transporters.map(({ company, transport }) => ({
        siret: company.siret,
        plates: transport.plates,
      }));

    /** Exported with two transporters. */
    async function changingHands(): Promise<{ id: string; trackdechetsId: unknown; transporters: object[] }> {
      const { transporter, ...rest } = desk.document();
      const transporters = [transporter as object, royan('BB-002-BB')];
      const id = await typeIn(technician, { ...rest, transporters });
      const done = await desk.send(id);
      expect(done).toMatchObject({ state: 'SUCCEEDED' });
      return { id, trackdechetsId: done['trackdechetsId'], transporters };
    }

    it('creates every transporter, in order', async () => {
      const { id, trackdechetsId } = await changingHands();
      expect(journey(trackdechetsId)).toEqual([
        { siret: TRANSPORTER, plates: ['AA-001-AA'] },
        { siret: ROYAN, plates: ['BB-002-BB'] },
      ]);
      expect(await desk.send(id)).toMatchObject({ state: 'SUCCEEDED', attempts: 0 });
    });

    it('sends what changed of any of them', async () => {
      const { id, trackdechetsId, transporters } = await changingHands();
      const changed = [transporters[0], royan('CC-003-CC')];
      await technician.patch(`/bsffs/${id}`, { transporters: changed, destination: { cap: 'CAP 9' } }).expect(200);
      expect(await desk.send(id, 'PUBLISHED')).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(journey(trackdechetsId)[1]).toEqual({ siret: ROYAN, plates: ['CC-003-CC'] });
      const { body } = await technician.get(`/bsffs/${id}`).expect(200);
      expect(body).toMatchObject({ conflict: null, trackdechets: { isDraft: false, localChanges: [] } });
      expect(await desk.send(id, 'PUBLISHED')).toMatchObject({ state: 'SUCCEEDED', attempts: 0 });
    });

    it('adds one, changes their order, takes one off', async () => {
      const { id, trackdechetsId, transporters } = await changingHands();
      const [first = {}, second = {}] = transporters;
      await technician.patch(`/bsffs/${id}`, { transporters: [second, first, royan('DD-004-DD')] }).expect(200);
      expect(await desk.send(id)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      const plates = () => journey(trackdechetsId).map((one) => one.plates[0]);
      expect(plates()).toEqual(['BB-002-BB', 'AA-001-AA', 'DD-004-DD']);
      await technician.patch(`/bsffs/${id}`, { transporters: [first] }).expect(200);
      expect(await desk.send(id)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(plates()).toEqual(['AA-001-AA']);
      const { body } = await technician.get(`/bsffs/${id}`).expect(200);
      expect(body).toMatchObject({ conflict: null, trackdechets: { localChanges: [] } });
    });

    it('finds out about a transporter’s change whose answer was lost', async () => {
      const { id, trackdechetsId, transporters } = await changingHands();
      await technician.patch(`/bsffs/${id}`, { transporters: [transporters[0], royan('EE-005-EE')] }).expect(200);
      app.sandbox.faults.add({ kind: 'done-reset', operation: 'updateBsffTransporter', count: 1 });
      expect(await desk.send(id)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(journey(trackdechetsId)[1]).toMatchObject({ plates: ['EE-005-EE'] });
    });

    it('says where in the journey Trackdéchets refuses something', async () => {
      const { id, transporters } = await changingHands();
      const closed = { ...royan('FF-006-FF'), company: { siret: '00000021000021', name: 'X' } };
      await technician.patch(`/bsffs/${id}`, { transporters: [transporters[0], closed] }).expect(200);
      app.sandbox.platform.registry.companies.get(ROYAN)!.closed = true;
      const refused = await desk.send(id);
      app.sandbox.platform.registry.companies.get(ROYAN)!.closed = false;
      expect(refused).toMatchObject({ state: 'REFUSED' });
      expect((refused['errors'] as { path: string }[])[0]?.path).toMatch(/^transporters\.1/);
    });
  });

  it('publishes a draft, then sends only what changed, then deletes it there', async () => {
    const id = await desk.typed();
    const done = await desk.send(id);
    const { body: published } = await technician.post(`/bsffs/${id}/publication`).expect(200);
    expect(published.trackdechets).toMatchObject({ id: done['trackdechetsId'], isDraft: false });

    await technician.patch(`/bsffs/${id}`, { destination: { cap: 'CAP 7' } }).expect(200);
    const updated = await desk.send(id, 'PUBLISHED');
    expect(updated).toMatchObject({ state: 'SUCCEEDED', kind: 'UPDATE', attempts: 1 });
    const { body: bsff } = await technician.get(`/bsffs/${id}`).expect(200);
    expect(bsff).toMatchObject({ exportState: 'EXPORTED', destination: { cap: 'CAP 7' } });
    expect(await desk.send(id, 'PUBLISHED')).toMatchObject({ state: 'SUCCEEDED', attempts: 0 });

    const before = app.sandbox.platform.counts();
    const { body: deletion, headers } = await technician.delete(`/bsffs/${id}`).expect(202);
    expect(headers['location']).toBe(`/api/v1/exports/${deletion.id}`);
    expect(await desk.ended(deletion.id)).toMatchObject({ state: 'SUCCEEDED', kind: 'DELETE' });
    expect(app.sandbox.platform.counts().deleted).toBe(before.deleted + 1);
    await technician.get(`/bsffs/${id}`).expect(404);
  });

  it('sends, publishes, signs and duplicates what was read, or nothing', async () => {
    const id = await desk.typed();
    const stale = '"1"';
    await technician.patch(`/bsffs/${id}`, { weight: { value: 5 } }).expect(200);
    const refusesStale = async (...acts: [path: string, body?: object][]): Promise<void> => {
      const { body: before } = await technician.get(`/bsffs/${id}`).expect(200);
      for (const [path, body] of acts) {
        const refused = await technician.post(`/bsffs/${id}${path}`, body).set('If-Match', stale).expect(412);
        expect(refused.body.code).toBe('PRECONDITION_FAILED');
      }
      expect((await technician.get(`/bsffs/${id}`).expect(200)).body).toEqual(before);
    };
    await refusesStale(['/exports', { mode: 'DRAFT' }], ['/duplicates']);
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).set('If-Match', '"2"');
    expect(await desk.ended(asked.id)).toMatchObject({ state: 'SUCCEEDED' });
    await refusesStale(['/publication'], ['/signatures', { type: 'EMISSION' }]);
    for (const [path, body] of [['/publication'], ['/signatures', { type: 'EMISSION' }]] as const) {
      const { headers } = await technician.get(`/bsffs/${id}`).expect(200);
      await technician
        .post(`/bsffs/${id}${path}`, body)
        .set('If-Match', headers['etag'] ?? '')
        .expect(200);
    }
  });

  it('finds out about an update, a publication and a deletion whose answers were lost', async () => {
    const id = await desk.typed();
    await desk.send(id);
    app.sandbox.faults.add({ kind: 'done-reset', operation: 'publishBsff', count: 1 });
    const { body: published } = await technician.post(`/bsffs/${id}/publication`).expect(200);
    expect(published.trackdechets.isDraft).toBe(false);
    await technician.patch(`/bsffs/${id}`, { destination: { cap: 'CAP 8' } }).expect(200);
    app.sandbox.faults.add({ kind: 'done-reset', operation: 'updateBsff', count: 1 });
    expect(await desk.send(id, 'PUBLISHED')).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
    app.sandbox.faults.add({ kind: 'done-502', operation: 'deleteBsff', count: 1 });
    const { body: deletion } = await technician.delete(`/bsffs/${id}`).expect(202);
    expect(await desk.ended(deletion.id)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
  });
});
