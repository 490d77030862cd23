import { TestApp } from './support/app';
import { type Person } from './support/people';

describe('refrigerants', () => {
  let app: TestApp;
  let person: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    person = await app.people.person();
  });
  afterAll(() => app.close());

  it('are for people who are signed in', async () => {
    await app.http.get('/api/v1/refrigerants').expect(401);
  });

  it('come in one page of at least 60, each value with its source or the reason why it is missing', async () => {
    const { body } = await person.get('/refrigerants').expect(200);
    expect(body.items.length).toBeGreaterThanOrEqual(60);
    expect(body.nextCursor).toBeNull();
    for (const fluid of body.items) {
      expect(fluid.composition.length).toBeGreaterThan(0);
      for (const value of fluid.gwp) expect([value.source, value.value ?? value.reason]).not.toContain(null);
      for (const name of ['adr', 'wasteCode', 'safetyClass']) {
        expect(fluid.sources[name]).toEqual(expect.any(String));
        expect(fluid[name] === null).toBe(fluid.reasons[name] !== null);
      }
    }
  });

  it('are found by part of their number or name, page by page', async () => {
    const codes = async (query: string) =>
      (await person.get(`/refrigerants?${query}`).expect(200)).body.items.map(({ code }: { code: string }) => code);
    expect(await codes('query=propane')).toContain('R-290');
    const first = (await person.get('/refrigerants?limit=3').expect(200)).body;
    expect(await codes(`limit=1&cursor=${first.nextCursor}`)).toEqual(['R-113']);
  });

  it('are read one by one, however the number is written, with the CO2 equivalent of a weight', async () => {
    for (const name of ['R-410A', 'r410a', '410a', 'R%20410%20A']) {
      const { body } = await person.get(`/refrigerants/${name}?weight=12.5`).expect(200);
      expect(body).toMatchObject({
        code: 'R-410A',
        family: 'HFC',
        blend: 'ZEOTROPE',
        composition: [
          { code: 'R-32', massFraction: 0.5 },
          { code: 'R-125', massFraction: 0.5 },
        ],
        referenceGwp: { edition: 'EU_2024_573', value: 2087.5, computed: true },
        safetyClass: 'A1',
        unNumber: '1078',
        adr: 'UN 1078 DÉCHET GAZ FRIGORIFIQUE, N.S.A. (R 410A), 2.2, (C/E)',
        wasteCode: '14 06 01*',
        co2EquivalentTonnes: 26.094,
      });
    }
    expect((await person.get('/refrigerants/R-9999').expect(404)).body.code).toBe('REFRIGERANT_UNKNOWN');
    const { body: negative } = await person.get('/refrigerants/R-32?weight=-1').expect(400);
    expect(negative.errors).toEqual([{ path: 'weight', code: 'FIELD_TOO_SMALL', message: 'Au moins 0.' }]);
  });
});
