import { TestApp } from './support/app';
import { OtherSide, pull } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN } from './support/sandbox-client';

describe('The summary of a year', () => {
  let app: TestApp;
  let admin: Person;
  const year = new Date().getUTCFullYear();

  beforeAll(async () => {
    app = await TestApp.start();
    const there = new OtherSide(app);
    const first = await app.people.administrator();
    const { siret, name } = app.directory.companies.operateur ?? {};
    await first.post('/establishments', { siret, name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
    const treated = await there.create('BILAN-1');
    await there.send(treated.id);
    await there.treat(treated.id, treated.packagings[0]?.id ?? '');
    await there.create('BILAN-2');
    const deleted = await there.create('BILAN-3');
    await pull(admin);
    await there.delete(deleted.id);
    await pull(admin);
    const waste = { code: '14 06 01*', description: '=fluide inconnu; "x"' };
    await admin.post('/bsffs', { waste, packagings: [{ numero: 'L', weight: 2.5 }] }).expect(201);
  });
  afterAll(() => app.close());

  it('adds kilograms and tonnes of CO2 equivalent by fluid, status, destination and operation', async () => {
    const { body } = await admin.get(`/bsffs/summary?year=${year}`).expect(200);
    const common = { fluid: 'R-410A', destination: 'RECYCLAGE GAZ GARONNE', containers: 1 };
    expect(body).toEqual({
      year,
      items: [
        { ...common, status: 'INITIAL', operation: null, kilograms: 8, co2EquivalentTonnes: 16.7 },
        { ...common, status: 'PROCESSED', operation: 'R2', kilograms: 7.5, co2EquivalentTonnes: 15.656 },
        {
          fluid: null,
          status: 'LOCAL',
          destination: null,
          operation: null,
          containers: 1,
          kilograms: 2.5,
          co2EquivalentTonnes: null,
        },
      ],
    });
    expect((await admin.get(`/bsffs/summary?year=${year - 1}`).expect(200)).body.items).toEqual([]);
  });

  it('is also a CSV that a French spreadsheet opens', async () => {
    const { text, headers } = await admin.get(`/bsffs/summary?year=${year}&format=csv`).expect(200);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(text.split('\r\n')).toEqual([
      '\uFEFFfluid;status;destination;operation;containers;kilograms;co2EquivalentTonnes',
      'R-410A;INITIAL;RECYCLAGE GAZ GARONNE;;1;8;16,7',
      'R-410A;PROCESSED;RECYCLAGE GAZ GARONNE;R2;1;7,5;15,656',
      ';LOCAL;;;1;2,5;',
      '',
    ]);
  });

  it('is for those signed in, and calls for a year', async () => {
    await app.http.get('/api/v1/bsffs/summary?year=2026').expect(401);
    await admin.get('/bsffs/summary').expect(400);
    await admin.get('/bsffs/summary?year=12').expect(400);
    await admin.get('/bsffs/summary?year=2026&format=xml').expect(400);
  });
});
