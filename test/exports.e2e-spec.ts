import { eventually, TestApp } from './support/app';
import { HOLDER, READER, SECOND_TECHNICIAN, typeIn } from './support/documents';
import { ExportDesk } from './support/export-desk';
import { type Person } from './support/people';
import { control } from './support/sandbox-client';

describe('exporting', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;
  let desk: ExportDesk;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '3', TRACKDECHETS_TIMEOUT_MS: '2000' } });
    desk = await ExportDesk.open(app, 'E');
    ({ technician, establishmentId } = desk);
  });

  afterAll(() => app?.close());

  it('sends a document with its fiche, the contact and a readable mark, and records what Trackdéchets made of it', async () => {
    const { body: fiche } = await technician
      .post('/fiches-intervention', {
        establishmentId,
        numero: 'FI-1',
        weight: 2,
        postalCode: '17000',
        detenteur: {
          isPrivateIndividual: false,
          company: HOLDER,
        },
      })
      .expect(201);
    const id = await typeIn(technician, {
      ...desk.document(),
      emitter: { customInfo: 'Quai nord' },
      ficheInterventionIds: [fiche.id],
    });
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
    expect(asked).toMatchObject({ bsffId: id, mode: 'PUBLISHED', state: 'QUEUED', batchId: null, attempts: 0 });

    const done = await desk.ended(asked.id);
    expect(done).toMatchObject({ state: 'SUCCEEDED', attempts: 1, errors: [], reason: null });
    const { body: bsff } = await technician.get(`/bsffs/${id}`).expect(200);
    expect(bsff).toMatchObject({
      exportState: 'EXPORTED',
      trackdechets: { id: done['trackdechetsId'], isDraft: false, status: 'INITIAL', exportedBy: technician.id },
      emitter: { customInfo: 'Quai nord', company: { contact: 'Bastien Morel' } },
    });
    expect(app.sandbox.platform.counts().total).toBe(1);
  });

  describe('refuses before anything is queued', () => {
    it('those without the right', async () => {
      const other = await app.people.person();
      const id = await desk.typed();
      const { body } = await other.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(403);
      expect(body.code).toBe('FORBIDDEN');
    });

    it('those without a valid token', async () => {
      const other = await app.people.person({ rights: ['EXPORT_BSFF'] });
      const id = await desk.typed();
      const { body } = await other.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(422);
      expect(body.code).toBe('NO_VALID_TOKEN');
    });

    it('a reader on Trackdéchets, whose role there would not let it through', async () => {
      const reader = await app.people.person({ email: READER, rights: ['EXPORT_BSFF'], withToken: true });
      const id = await desk.typed();
      const { body } = await reader.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(422);
      expect(body.code).toBe('TRACKDECHETS_ROLE_MISSING');
    });

    it('a document that is not ready, with every field at once', async () => {
      const { packagings: _, ...rest } = desk.document();
      const id = await typeIn(technician, { ...rest, waste: { code: '14 06 01*' } });
      const { body } = await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(422);
      expect(body.code).toBe('NOT_READY');
      const paths = body.errors.map(({ path }: { path: string }) => path);
      expect(paths).toEqual(expect.arrayContaining(['packagings', 'waste.description']));
    });

    it('everyone while there is no contact', async () => {
      await technician.delete('/trackdechets-contact').expect(204);
      const id = await desk.typed();
      const { body } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(422);
      expect(body.code).toBe('NO_TRACKDECHETS_CONTACT');
      await technician.put('/trackdechets-contact', { userId: technician.id }).expect(200);
    });
  });

  it.each(['done-reset', 'done-502', 'done-server-error', 'stall', 'done-hang'] as const)(
    'finds the document again when the act was done and its answer lost (%s)',
    async (kind) => {
      const before = desk.held();
      app.sandbox.faults.add({ kind, operation: 'createDraftBsff', count: 1 });
      const done = await desk.send(await desk.typed());
      expect(done).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
      expect(await desk.causes(done['id'])).toEqual(['REQUESTED', 'INTENT_COMMITTED', 'OUTCOME_UNKNOWN', 'FOUND']);
      expect(desk.held()).toBe(before + 1);
    },
  );

  it('sends again, once the first request can no longer come, what was never done', async () => {
    const before = desk.held();
    app.sandbox.faults.add({ kind: 'reset', operation: 'createDraftBsff', count: 1 });
    const started = Date.now();
    const done = await desk.send(await desk.typed());
    expect(done).toMatchObject({ state: 'SUCCEEDED', attempts: 2 });
    expect(Date.now() - started).toBeGreaterThan(3_000);
    expect(desk.held()).toBe(before + 1);
  });

  it('sends nothing again in the name of somebody who is no longer the contact', async () => {
    const before = desk.held();
    const [id, other] = [await desk.typed(), await app.people.person({ rights: ['EXPORT_BSFF'] })];
    app.sandbox.faults.add({ kind: 'reset', operation: 'createDraftBsff', count: 1 });
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(202);
    const state = async (): Promise<string> => (await technician.get(`/exports/${asked.id}`)).body.state;
    await eventually(async () => (await state()) === 'UNCERTAIN');
    await technician.delete('/trackdechets-contact').expect(204);
    await eventually(async () => (await state()) === 'WAITING');
    const { body: waiting } = await technician.get(`/exports/${asked.id}`);
    expect(waiting).toMatchObject({ reason: 'NO_TRACKDECHETS_CONTACT', attempts: 1 });
    expect(desk.held()).toBe(before);
    await technician.put('/trackdechets-contact', { userId: other.id }).expect(200);
    const done = await desk.ended(String(asked.id), 20_000);
    expect(done).toMatchObject({ state: 'SUCCEEDED', attempts: 2 });
    const { emitter } = app.sandbox.platform.store.bsff(String(done['trackdechetsId']))!;
    expect(emitter.company).toMatchObject({ contact: 'Théo Martin', mail: other.email });
    await technician.put('/trackdechets-contact', { userId: technician.id }).expect(200);
  });

  it('waits while Trackdéchets is away and goes on by itself when it is back', async () => {
    const id = await desk.typed();
    await control(app.sandbox, 'POST /outage', { kind: 'refused', seconds: 60 });
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(202);
    const waiting = await eventually(async () => {
      const { body } = await technician.get(`/exports/${asked.id}`).expect(200);
      return body.state === 'WAITING' && body;
    });
    expect(waiting.reason).toBe('TRACKDECHETS_UNAVAILABLE');
    await control(app.sandbox, 'DELETE /outage');
    expect(await desk.ended(asked.id)).toMatchObject({ state: 'SUCCEEDED' });
  });

  it('leaves a platform that answers error pages alone instead of piling up doubts', async () => {
    const before = desk.held();
    const ids = await Promise.all(Array.from({ length: 20 }, () => desk.typed()));
    await control(app.sandbox, 'POST /outage', { kind: 'page', seconds: 60 });
    const { body: first } = await technician.post(`/bsffs/${ids[0]}/exports`, { mode: 'DRAFT' }).expect(202);
    await eventually(async () => (await technician.get(`/exports/${first.id}`)).body.state === 'UNCERTAIN');
    const { body } = await technician.post('/exports', { bsffIds: ids.slice(1), mode: 'DRAFT' }).expect(202);
    await eventually(async () => {
      const list = await technician.get(`/exports?batchId=${body.batchId}&state=WAITING`).expect(200);
      return list.body.items.length === 19;
    });
    await control(app.sandbox, 'DELETE /outage');
    await eventually(async () => {
      const list = await technician.get(`/exports?batchId=${body.batchId}&state=SUCCEEDED`).expect(200);
      return list.body.items.length === 19;
    }, 25_000);
    expect(await desk.ended(first.id, 25_000)).toMatchObject({ state: 'SUCCEEDED' });
    expect(desk.held()).toBe(before + 20);
  }, 60_000);

  it('waits for a token that Trackdéchets stopped accepting, and for the contact', async () => {
    const other = await app.people.person({ email: SECOND_TECHNICIAN, rights: ['EXPORT_BSFF'], withToken: true });
    const id = await desk.typed({}, other);
    await technician.delete('/trackdechets-contact').expect(204);
    await app.dataSource.query(
      `INSERT INTO exports (bsff_id, kind, mode, requested_by) VALUES ($1, 'CREATE', 'DRAFT', $2)`,
      [id, other.id],
    );
    const stateOf = async (): Promise<string> => {
      const { body } = await technician.get(`/exports?limit=1`).expect(200);
      return `${body.items[0].state} ${body.items[0].reason}`;
    };
    await eventually(async () => (await stateOf()) === 'WAITING NO_TRACKDECHETS_CONTACT');
    await other.delete('/me/trackdechets-token').expect(204);
    await technician.put('/trackdechets-contact', { userId: technician.id }).expect(200);
    await eventually(async () => (await stateOf()) === 'WAITING NO_VALID_TOKEN');
    await other.put('/me/trackdechets-token', { token: app.directory.users[SECOND_TECHNICIAN]?.token }).expect(200);
    await eventually(async () => (await stateOf()) === 'SUCCEEDED null');
  });

  it('tells on the document’s own field what Trackdéchets refuses, with its sentence beside', async () => {
    const closed = app.directory.companies['ferme']?.siret ?? '';
    const { destination, ...rest } = desk.document();
    const company = { ...(destination as { company: object }).company, siret: closed };
    const id = await typeIn(technician, { ...rest, destination: { company, plannedOperationCode: 'R2' } });
    // Nobody has asked Trackdéchets about this establishment yet: readiness cannot know.
    await app.dataSource.query('DELETE FROM companies WHERE org_id = $1', [closed]).catch(() => undefined);
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' });
    if (asked.code === 'NOT_READY') return expect(asked.errors[0].path).toBe('destination.company.siret');
    const done = await desk.ended(asked.id);
    expect(done).toMatchObject({ state: 'REFUSED', errors: [{ path: 'destination.company.siret' }] });
    expect((done['errors'] as { trackdechetsMessage: string }[])[0]?.trackdechetsMessage).toBeTruthy();
    const { body: bsff } = await technician.get(`/bsffs/${id}`).expect(200);
    expect(bsff).toMatchObject({ exportState: 'REFUSED', trackdechets: null });
  });

  it('exports many at once in requests of five, and says one by one what it refuses', async () => {
    const before = desk.held();
    const ids = await Promise.all(Array.from({ length: 12 }, () => desk.typed()));
    const incomplete = await typeIn(technician, { establishmentId });
    const unknown = '7b1f0d4e-9c55-4f0f-8f2e-0d9a6a1f2b3c';
    const { body, headers } = await technician
      .post('/exports', { bsffIds: [...ids, incomplete, unknown], mode: 'DRAFT' })
      .expect(202);
    expect(headers['location']).toBe(`/api/v1/exports?batchId=${body.batchId}`);
    expect(body.accepted).toHaveLength(12);
    expect(body.refused).toMatchObject([
      { bsffId: incomplete, code: 'NOT_READY' },
      { bsffId: unknown, code: 'NOT_FOUND' },
    ]);
    await eventually(async () => {
      const list = await technician.get(`/exports?batchId=${body.batchId}&state=SUCCEEDED&limit=50`).expect(200);
      return list.body.items.length === 12;
    });
    expect(desk.held()).toBe(before + 12);
  });

  it('cancels what has not left, and nothing else', async () => {
    await control(app.sandbox, 'POST /outage', { kind: 'refused', seconds: 60 });
    const id = await desk.typed();
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(202);
    const { body: again } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(409);
    expect(again.code).toBe('EXPORT_UNDER_WAY');
    await eventually(async () => (await technician.delete(`/exports/${asked.id}`)).status === 200);
    await control(app.sandbox, 'DELETE /outage');
    const { body } = await technician.get(`/exports/${asked.id}`).expect(200);
    expect(body).toMatchObject({ state: 'CANCELLED' });
    const { body: bsff } = await technician.get(`/bsffs/${id}`).expect(200);
    expect(bsff.exportState).toBe('LOCAL');
    const refused = await technician.delete(`/exports/${asked.id}`).expect(409);
    expect(refused.body.code).toBe('EXPORT_NOT_CANCELLABLE');
  });

  it('is shared by two replicas without sending anything twice', async () => {
    const before = desk.held();
    const beside = await TestApp.start({ beside: app });
    try {
      const ids = await Promise.all(Array.from({ length: 60 }, () => desk.typed()));
      const { body } = await technician.post('/exports', { bsffIds: ids, mode: 'DRAFT' }).expect(202);
      await eventually(async () => {
        const list = await technician.get(`/exports?batchId=${body.batchId}&state=SUCCEEDED&limit=100`).expect(200);
        return list.body.items.length === 60;
      }, 45_000);
      expect(desk.held()).toBe(before + 60);
      const workers = await app.dataSource.query(
        `SELECT count(*)::int AS sent FROM export_transitions t JOIN exports e ON e.id = t.export_id
         WHERE e.batch_id = $1 AND t.to_state = 'SENDING'`,
        [body.batchId],
      );
      expect(workers[0].sent).toBe(60);
    } finally {
      await beside.close();
    }
  });
});
