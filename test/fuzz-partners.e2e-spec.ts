import fc from 'fast-check';
import { TestApp } from './support/app';
import { bodyOf, cursor, encode, faultOf, FuzzClient, type FuzzRequest, nasty, queryOf } from './support/fuzz';

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 8_000);
const AT_ONCE = 40;

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const siret = fc.constantFrom(
  '00000021000013',
  '00000032000010',
  '000 000 540 00013',
  '12345678901234',
  '73282932000074',
);
const roles = fc.subarray(['TRANSPORTER', 'DESTINATION', 'DETENTEUR']);
const defaults = bodyOf({
  plates: fc.array(text, { maxLength: 3 }),
  mode: fc.constantFrom('ROAD', 'RAIL', 'BIKE'),
  isExempted: fc.boolean(),
  cap: text,
  plannedOperationCode: fc.constantFrom('R2', 'D10', 'Z9'),
});
const partner = bodyOf({
  roles,
  siret,
  vatNumber: fc.constantFrom('BE0541696005', 'FR40303265045'),
  name: text,
  address: text,
  contact: text,
  phone: text,
  mail: fc.emailAddress(),
  isPrivateIndividual: fc.boolean(),
  defaults,
});
const establishment = bodyOf({ siret, name: text, address: text, phone: text, default: fc.boolean() });
const company = bodyOf({ siret, name: text, address: text, contact: text, phone: text, mail: fc.emailAddress() });
const limit = fc.integer({ min: -5, max: 300 }).map(String);

describe('whatever is sent to establishments, partners, fiches, companies and refrigerants', () => {
  let app: TestApp;
  let client: FuzzClient;
  let ids: { partners: string; fiches: string; establishments: string };

  beforeAll(async () => {
    app = await TestApp.start({ env: { TRACKDECHETS_REQUESTS_PER_MINUTE: '100000' }, sandbox: { rateLimit: 1e6 } });
    const administrator = await app.people.administrator();
    client = new FuzzClient(app.url, administrator.token);
    const add = async (path: string, body: object): Promise<string> =>
      (await administrator.post(path, body).expect(201)).body.id;
    ids = {
      establishments: await add('/establishments', { siret: '00000043000017', name: 'Dépôt' }),
      partners: await add('/partners', { roles: ['DETENTEUR'], name: 'Mme Durand', isPrivateIndividual: true }),
      fiches: await add('/fiches-intervention', { numero: 'FI-1' }),
    };
  });
  afterAll(async () => {
    client.close();
    await app.close();
  });

  function requests(): fc.Arbitrary<FuzzRequest> {
    const fiche = bodyOf({
      establishmentId: fc.constantFrom(ids.establishments, ids.partners),
      numero: text,
      weight: fc.double({ min: 0, max: 100, noNaN: true }),
      postalCode: text,
      detenteur: bodyOf({
        company,
        isPrivateIndividual: fc.boolean(),
        partnerId: fc.constantFrom(ids.partners, ids.fiches),
      }),
    });
    const write = (path: string, id: string, body: fc.Arbitrary<unknown>): fc.Arbitrary<FuzzRequest> =>
      fc
        .record({
          method: fc.constantFrom('POST' as const, 'PATCH' as const),
          body,
        })
        .map((request) => ({ ...request, path: request.method === 'POST' ? path : `${path}/${id}` }));
    const read = (path: string, query: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<FuzzRequest> =>
      queryOf({ limit, cursor, ...query }).map((search) => ({ method: 'GET' as const, path: `${path}?${search}` }));
    const named = (path: string): fc.Arbitrary<FuzzRequest> =>
      fc
        .oneof(nasty, siret, text)
        .filter((value) => encode(value) !== '')
        .map((value) => ({ method: 'GET' as const, path: `${path}/${encode(value)}` }));
    return fc.oneof(
      { weight: 4, arbitrary: write('/partners', ids.partners, partner) },
      { weight: 4, arbitrary: write('/fiches-intervention', ids.fiches, fiche) },
      { weight: 3, arbitrary: write('/establishments', ids.establishments, establishment) },
      { weight: 1, arbitrary: read('/partners', { role: fc.constantFrom('TRANSPORTER'), query: text }) },
      {
        weight: 1,
        arbitrary: read('/fiches-intervention', { partnerId: fc.uuid(), establishmentId: fc.uuid(), query: text }),
      },
      { weight: 1, arbitrary: read('/establishments', {}) },
      { weight: 1, arbitrary: read('/refrigerants', { query: text }) },
      { weight: 1, arbitrary: read('/refrigerants/R-410A', { weight: limit }) },
      ...['/refrigerants', '/companies', '/partners', '/fiches-intervention', '/establishments'].map(named),
    );
  }

  it(`answers without a 5xx, names the field of each 400, and writes all or nothing (${INPUTS} inputs)`, async () => {
    const seen = new Map<number, number>();
    const faults: string[] = [];
    const samples = fc.sample(requests(), { numRuns: INPUTS, seed: Number(process.env.FUZZ_SEED ?? 20261122) });
    for (let start = 0; start < samples.length; start += AT_ONCE) {
      await Promise.all(
        samples.slice(start, start + AT_ONCE).map(async (request) => {
          const answer = await client.send(request);
          seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
          const fault = faultOf(answer);
          if (fault) faults.push(`${fault}: ${JSON.stringify(request).slice(0, 500)} → ${JSON.stringify(answer.json)}`);
        }),
      );
    }
    expect(faults.slice(0, 5)).toEqual([]);
    // Both sides of the fence were visited.
    for (const status of [200, 201, 400, 404]) expect(seen.get(status) ?? 0).toBeGreaterThan(INPUTS / 200);
    const [written] = await app.dataSource.query(
      `SELECT (SELECT count(*) FROM partners) + (SELECT count(*) FROM fiches) + (SELECT count(*) FROM establishments) AS rows,
           (SELECT count(*) FROM audit_events WHERE action ~ '^(partner|fiche|establishment).created$') AS audited,
           (SELECT count(*) FROM establishments WHERE is_default) AS defaults`,
    );
    expect(Number(written.rows)).toBe(3 + (seen.get(201) ?? 0));
    expect(Number(written.audited)).toBe(Number(written.rows));
    expect(Number(written.defaults)).toBe(1);
  }, 300_000);
});
