import { eventually, TestApp } from './support/app';
import { completeDocument, readyToExport, typeIn } from './support/documents';
import { type Person } from './support/people';

describe('exporting', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;
  let count = 0;

  const document = (): Record<string, unknown> => ({ ...completeDocument(`E-${++count}`), establishmentId });

  const ended = (exportId: string, timeoutMs?: number): Promise<Record<string, unknown>> =>
    eventually(async () => {
      const { body } = await technician.get(`/exports/${exportId}`).expect(200);
      return body.finishedAt ? body : null;
    }, timeoutMs);

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '3', TRACKDECHETS_TIMEOUT_MS: '2000' } });
    ({ technician, establishmentId } = await readyToExport(app));
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
          company: {
            siret: '00000065000010',
            name: 'HALLES DU VIEUX PORT',
            address: '1 place du Marché 17000 La Rochelle',
            contact: 'Odile Renaud',
            phone: '05 46 00 00 51',
            mail: 'direction@halles-vieux-port.test',
          },
        },
      })
      .expect(201);
    const id = await typeIn(technician, {
      ...document(),
      emitter: { customInfo: 'Quai nord' },
      ficheInterventionIds: [fiche.id],
    });
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
    expect(asked).toMatchObject({ bsffId: id, mode: 'PUBLISHED', state: 'QUEUED', batchId: null, attempts: 0 });

    const done = await ended(asked.id);
    expect(done).toMatchObject({ state: 'SUCCEEDED', attempts: 1, errors: [], reason: null });
    const { body: bsff } = await technician.get(`/bsffs/${id}`).expect(200);
    expect(bsff).toMatchObject({
      exportState: 'EXPORTED',
      trackdechets: { id: done['trackdechetsId'], isDraft: false, status: 'INITIAL', exportedBy: technician.id },
      emitter: { customInfo: 'Quai nord', company: { contact: 'Bastien Morel' } },
    });
    expect(app.sandbox.platform.counts().total).toBe(1);
  });
});
