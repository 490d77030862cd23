import { type Bsff, type FieldChoice } from '../clients/typescript/src/index.ts';
import { TestApp } from './support/app';
import { OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN } from './support/sandbox-client';

describe('Conflicts', () => {
  let app: TestApp;
  let admin: Person;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    const first = await app.people.administrator();
    const { operateur } = app.directory.companies;
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  async function inBothPlaces(numero: string): Promise<{ id: string; local: string }> {
    const { id } = await there.create(numero);
    await pull(admin);
    return { id, local: String((await shown(app, admin, id)).id) };
  }

  const exportOf = (bsff: object): object | undefined =>
    (bsff as Bsff).allowedActions.find(({ action }) => action === 'export');
  const resolve = (local: string, fields: FieldChoice[], ifMatch?: { version: number }): Promise<Bsff> =>
    admin.connector.bsffs.resolveConflict(local, { fields }, { ifMatch });

  it('merges what each side changed alone', async () => {
    const { id, local } = await inBothPlaces('MERGE-1');
    await admin.connector.bsffs.change(local, { destination: { cap: 'CAP ici' } });
    await there.update(id, { weight: { value: 9, isEstimate: false } });
    await pull(admin);
    expect(await shown(app, admin, id)).toMatchObject({
      destination: { cap: 'CAP ici' },
      weight: { value: 9 },
      conflict: null,
      trackdechets: { localChanges: ['destination.cap'] },
    });
  });

  it('keeps both values until somebody chooses, field by field', async () => {
    const { id, local } = await inBothPlaces('CONFLIT-1');
    const typed = { destination: { cap: 'CAP ici' }, waste: { adr: 'UN ici' } };
    await admin.connector.bsffs.change(local, typed);
    await there.update(id, { destination: { cap: 'CAP là' }, waste: { code: '14 06 01*', adr: 'UN là' } });
    expect(await pull(admin)).toMatchObject({ conflicts: 1 });
    const document = await shown(app, admin, id);
    expect(document).toMatchObject({
      destination: { cap: 'CAP ici' },
      waste: { adr: 'UN ici' },
      conflict: {
        fields: [
          { path: 'destination.cap', local: 'CAP ici', remote: 'CAP là' },
          { path: 'waste.adr', local: 'UN ici', remote: 'UN là' },
        ],
      },
    });

    const one = await resolve(local, [{ path: 'waste.adr', keep: 'REMOTE' }]);
    expect(one).toMatchObject({ waste: { adr: 'UN là' }, conflict: { fields: [{ path: 'destination.cap' }] } });
    const two = await resolve(local, [{ path: 'destination.cap', keep: 'LOCAL' }]);
    expect(two).toMatchObject({
      destination: { cap: 'CAP ici' },
      conflict: null,
      trackdechets: { localChanges: ['destination.cap'] },
    });
    await pull(admin, { complete: true });
    expect(await shown(app, admin, id)).toMatchObject({ conflict: null, destination: { cap: 'CAP ici' } });
  });

  it('exports nothing until somebody has chosen, and says so beforehand', async () => {
    await admin.put('/trackdechets-contact', { userId: admin.id }).expect(200);
    const { id, local } = await inBothPlaces('ATTENTE-1');
    await admin.patch(`/bsffs/${local}`, { destination: { cap: 'CAP ici' } }).expect(200);
    await there.update(id, { destination: { cap: 'CAP là' } });
    await pull(admin);
    expect(exportOf(await shown(app, admin, id))).toMatchObject({ allowed: false, code: 'CHANGED_ON_BOTH_SIDES' });
    const asked = { mode: 'PUBLISHED' };
    const { body: refused } = await admin.post(`/bsffs/${local}/exports`, asked).expect(409);
    const faults = [{ path: 'destination.cap', code: 'CHANGED_ON_BOTH_SIDES' }];
    expect(refused).toMatchObject({ code: 'CHANGED_ON_BOTH_SIDES', errors: faults });
    const { body: batch } = await admin.post('/exports', { ...asked, bsffIds: [local] }).expect(202);
    expect(batch.refused).toMatchObject([{ bsffId: local, code: 'CHANGED_ON_BOTH_SIDES' }]);

    // Typing what Trackdéchets has is a choice too.
    const { body: typed } = await admin.patch(`/bsffs/${local}`, { destination: { cap: 'CAP là' } }).expect(200);
    expect(typed).toMatchObject({ conflict: null, trackdechets: { localChanges: [] } });
    expect(exportOf(typed)).toMatchObject({ allowed: false, code: 'NOTHING_TO_EXPORT' });
  });

  it('refuses a choice about nothing, or about an older version, and changes nothing', async () => {
    const { local } = await inBothPlaces('RIEN-1');
    const choice: FieldChoice[] = [{ path: 'destination.cap', keep: 'LOCAL' }];
    await expect(resolve(local, choice)).rejects.toMatchObject({ status: 409, code: 'NO_CONFLICT' });
    await expect(resolve(local, choice, { version: 99 })).rejects.toMatchObject({ status: 412 });
    await expect(resolve(local, [{ path: 'x', keep: 'BOTH' as never }])).rejects.toMatchObject({ status: 400 });
    await app.http.post(`/api/v1/bsffs/${local}/conflict-resolution`).send({ fields: choice }).expect(401);
  });
});
