import { eventually, TestApp } from './support/app';
import { completeDocument, HOLDER, readyToExport } from './support/documents';
import { type Person } from './support/people';

/** As Swift and .NET write UUIDs. */
const capital = (id: string): string => id.toUpperCase();

describe('ids sent in capitals', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;
  let partnerId: string;
  let ficheId: string;

  const made = async (path: string, body: object): Promise<string> =>
    (await technician.post(path, body).expect(201)).body.id;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ technician, establishmentId } = await readyToExport(app));
    partnerId = await made('/partners', {
      roles: ['TRANSPORTER', 'DESTINATION', 'DETENTEUR'],
      name: HOLDER.name,
      siret: HOLDER.siret,
    });
    ficheId = await made('/fiches-intervention', {
      ...{ establishmentId: capital(establishmentId), numero: 'FI-1', weight: 2, postalCode: '17000' },
      detenteur: { company: HOLDER },
    });
  });
  afterAll(() => app?.close());

  it('name the same things, and come back as they are kept', async () => {
    const body = {
      establishmentId: capital(establishmentId),
      transporters: [{ partnerId: capital(partnerId) }],
      destination: { partnerId: capital(partnerId) },
      ficheInterventionIds: [capital(ficheId)],
    };
    const { body: bsff } = await technician.post('/bsffs', body).expect(201);
    expect(bsff).toMatchObject({
      establishmentId,
      transporters: [{ partnerId }],
      destination: { partnerId },
      ficheInterventionIds: [ficheId],
    });
    const { transporters: _, ...again } = body;
    expect((await technician.patch(`/bsffs/${bsff.id}`, again).expect(200)).body.version).toBe(1);
    const detenteur = { partnerId: capital(partnerId) };
    const patch = { establishmentId: capital(establishmentId), detenteur };
    const { body: fiche } = await technician.patch(`/fiches-intervention/${ficheId}`, patch).expect(200);
    expect(fiche).toMatchObject({ establishmentId, detenteur: { partnerId } });
    for (const query of [`establishmentId=${capital(establishmentId)}`, `partnerId=${capital(partnerId)}`]) {
      const { body: list } = await technician.get(`/fiches-intervention?${query}`).expect(200);
      expect(list.items).toHaveLength(1);
    }
    await technician.delete('/trackdechets-contact').expect(204);
    const userId = capital(technician.id);
    const { body: contact } = await technician.put('/trackdechets-contact', { userId }).expect(200);
    expect(contact.user.id).toBe(technician.id);
  });

  it('export the documents they name, once each', async () => {
    const id = await made('/bsffs', { ...completeDocument('C-1'), establishmentId: capital(establishmentId) });
    const mode = 'DRAFT';
    const twice = await technician.post('/exports', { bsffIds: [id, capital(id)], mode }).expect(400);
    expect(twice.body.errors).toMatchObject([{ path: 'bsffIds', code: 'FIELD_DUPLICATE' }]);
    const { body: batch } = await technician.post('/exports', { bsffIds: [capital(id)], mode }).expect(202);
    expect(batch).toMatchObject({ accepted: [{ bsffId: id }], refused: [] });
    await eventually(async () => {
      const { body } = await technician.get(`/exports?batchId=${capital(batch.batchId)}`).expect(200);
      return body.items[0].state === 'SUCCEEDED';
    });
  });
});
