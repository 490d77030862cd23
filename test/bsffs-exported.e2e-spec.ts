import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';
import { completeBsff, graphql } from './support/sandbox-client';

const TECHNICIAN = 'technicien1@thermo-littoral.test';
const SIGN = 'mutation($id: ID!) { signBsff(id: $id, input: { type: EMISSION, author: "B" }) { id } }';

describe('a document that Trackdéchets has', () => {
  let app: TestApp;
  let bastien: Person;
  let theo: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { TRACKDECHETS_REQUESTS_PER_MINUTE: '100000' }, sandbox: { rateLimit: 1e6 } });
    bastien = await app.people.person({ email: TECHNICIAN, rights: ['FULL_ACCESS'], withToken: true });
    await bastien.put('/trackdechets-contact', { userId: bastien.id }).expect(200);
    theo = await app.people.person();
  }, 60_000);
  afterAll(() => app.close());

  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async function exported(mode: 'DRAFT' | 'PUBLISHED', more: object = {}): Promise<any> {
    const { body } = await bastien.post('/bsffs', { ...structuredClone(completeBsff()), ...more }).expect(201);
    await bastien.post(`/bsffs/${body.id}/exports`, { mode }).expect(202);
    return eventually(async () => {
      const { body: now } = await bastien.get(`/bsffs/${body.id}`);
      return now.exportState === 'EXPORTED' && now;
    });
  }
  const actionsOf = (body: { allowedActions: { action: string; allowed: boolean }[] }): string[] =>
    body.allowedActions.filter(({ allowed }) => allowed).map(({ action }) => action);

  it('shows its identity, its containers’ ids and what may be done next', async () => {
    const body = await exported('DRAFT');
    expect(body.trackdechets).toMatchObject({
      isDraft: true,
      status: 'INITIAL',
      exportedBy: bastien.id,
      removed: false,
      localChanges: [],
    });
    expect(body.packagings[0]).toMatchObject({
      trackdechetsId: expect.any(String),
      acceptation: null,
      operation: null,
    });
    expect(body.emitter.customInfo).toBeNull();
    expect(actionsOf(body)).toEqual(['edit', 'publish', 'delete', 'pull', 'pdf']);
    const { body: found } = await bastien.get(`/bsffs?query=${body.trackdechets.id}`).expect(200);
    expect(found.items.map(({ id }: { id: string }) => id)).toEqual([body.id]);
  });

  it('copies the partner, whose later change rewrites nothing', async () => {
    const company = {
      siret: '00000032000010',
      name: 'Atlantique Fret',
      address: 'Quai',
      contact: 'Samir',
      phone: '05 46',
      mail: 'fret@atlantique.test',
    };
    const { body: partner } = await bastien.post('/partners', { roles: ['TRANSPORTER'], ...company }).expect(201);
    const { id, transporter } = await exported('DRAFT', { transporter: { partnerId: partner.id } });
    expect(transporter).toMatchObject({ partnerId: partner.id, company: { siret: company.siret, contact: 'Samir' } });
    await bastien.patch(`/partners/${partner.id}`, { contact: 'Nouveau' }).expect(200);
    expect((await bastien.get(`/bsffs/${id}`)).body.transporter.company.contact).toBe('Samir');
  });

  it('keeps a text as it was typed where Trackdéchets cuts it', async () => {
    const body = await exported('DRAFT', { waste: { code: '14 06 01*', description: 'R410A < 5 kg' } });
    expect(body.waste.description).toBe('R410A < 5 kg');
    expect(body.trackdechets.localChanges).toEqual([]);
  });

  it('can be edited here, says what Trackdéchets does not have yet, and keeps its type', async () => {
    const { id } = await exported('DRAFT');
    const { body } = await theo.patch(`/bsffs/${id}`, { weight: { value: 7 } }).expect(200);
    expect(body.trackdechets.localChanges).toEqual(['weight.value']);
    expect(actionsOf((await bastien.get(`/bsffs/${id}`)).body)).toContain('export');
    const { body: problem } = await theo.patch(`/bsffs/${id}`, { type: 'TRACER_FLUIDE' }).expect(400);
    expect(problem.errors[0]).toMatchObject({ path: 'type', code: 'BSFF_TYPE_FIXED' });
  });

  it('changes establishment only along with the emitter', async () => {
    const administrator = await app.people.administrator();
    const { siret, name, address } = app.directory.companies.agence ?? {};
    const { body: royan } = await administrator.post('/establishments', { siret, name, address }).expect(201);
    const { id, emitter } = await exported('DRAFT');
    const { body: problem } = await theo.patch(`/bsffs/${id}`, { establishmentId: royan.id }).expect(400);
    expect(problem.errors[0]).toMatchObject({ path: 'establishmentId', code: 'ESTABLISHMENT_NOT_ON_SLIP' });
    const company = { ...emitter.company, siret, name, address };
    const { body } = await theo.patch(`/bsffs/${id}`, { establishmentId: royan.id, emitter: { company } }).expect(200);
    expect(body).toMatchObject({ establishmentId: royan.id, emitter: { company: { siret } } });
    expect(body.trackdechets.localChanges).toContain('emitter.company.siret');
  });

  it('refuses to change what a signature seals, but for the emitter’s own people before the journey', async () => {
    const { id, trackdechets } = await exported('PUBLISHED');
    const { json } = await graphql(app.sandbox, SIGN, { id: trackdechets.id }, { email: TECHNICIAN });
    expect(json.errors).toBeUndefined();
    const { body: signed } = await bastien.post(`/bsffs/${id}/pull`).expect(200);
    expect(signed.emitter.signature).toMatchObject({ author: 'B' });
    expect(actionsOf(signed)).toContain('signTransport');
    const { body: problem } = await theo
      .patch(`/bsffs/${id}`, { waste: { description: 'R-32' }, transporter: { customInfo: 'x' } })
      .expect(422);
    expect(problem).toMatchObject({
      code: 'BSFF_SEALED',
      errors: [{ path: 'waste.description', code: 'FIELD_SEALED' }],
    });
    await theo.patch(`/bsffs/${id}`, { transporter: { customInfo: 'x' } }).expect(200);
    await bastien.patch(`/bsffs/${id}`, { waste: { description: 'R-32' } }).expect(200);
  });

  it('is deleted on Trackdéchets too, by who may export', async () => {
    const { id, trackdechets } = await exported('PUBLISHED');
    const { body: refused } = await theo.delete(`/bsffs/${id}`).expect(403);
    expect(refused.detail).toContain('EXPORT_BSFF');
    await bastien.delete(`/bsffs/${id}`).expect(202);
    await eventually(async () => (await bastien.get(`/bsffs/${id}`)).status === 404);
    const { json } = await graphql(
      app.sandbox,
      'query($id: ID!) { bsff(id: $id) { id } }',
      { id: trackdechets.id },
      { email: TECHNICIAN },
    );
    expect(json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  it('says what an export lacks before anything is sent', async () => {
    const { body } = await bastien.post('/bsffs', { type: 'TRACER_FLUIDE' }).expect(201);
    const { body: problem } = await bastien.post(`/bsffs/${body.id}/exports`, { mode: 'PUBLISHED' }).expect(422);
    expect(problem.code).toBe('NOT_READY');
    expect(problem.errors.map(({ path }: { path: string }) => path)).toContain('waste.code');
  });
});
