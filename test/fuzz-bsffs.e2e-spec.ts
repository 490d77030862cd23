import fc from 'fast-check';
import { TestApp } from './support/app';
import { bodyOf, cursor, encode, faultOf, FuzzClient, type FuzzRequest, nasty, queryOf } from './support/fuzz';

const INPUTS = Number(process.env.FUZZ_INPUTS ?? 12_000);
const AT_ONCE = 40;

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constant('x'.repeat(251)));
const siret = fc.constantFrom('00000021000013', '00000032000010', '000 000 540 00013', '12345678901234', '');
const company = bodyOf({
  siret,
  vatNumber: fc.constantFrom('BE0541696005', 'FR1'),
  name: text,
  contact: text,
  mail: text,
});
const kilograms = fc.oneof(fc.double({ min: -1, max: 60_000_000, noNaN: true }), fc.constantFrom(0, 1, 40_001));
const date = fc.constantFrom(
  '2026-11-22T08:00:00Z',
  '2026-11-22',
  '2026-02-30',
  '2026-11-22T08:00:00',
  '9999-12-31T23:59:59Z',
);

describe('whatever is sent to BSFF documents', () => {
  let app: TestApp;
  let client: FuzzClient;
  let ids: { bsff: string; partner: string; fiche: string; establishment: string };

  beforeAll(async () => {
    app = await TestApp.start({ env: { TRACKDECHETS_REQUESTS_PER_MINUTE: '100000' }, sandbox: { rateLimit: 1e6 } });
    const administrator = await app.people.administrator();
    client = new FuzzClient(app.url, administrator.token);
    const add = async (path: string, body: object): Promise<string> =>
      (await administrator.post(path, body).expect(201)).body.id;
    ids = {
      establishment: await add('/establishments', { siret: '00000021000013', name: 'Thermo' }),
      partner: await add('/partners', { roles: ['TRANSPORTER'], name: 'Fret', siret: '00000032000010' }),
      fiche: await add('/fiches-intervention', { numero: 'FI-1' }),
      bsff: await add('/bsffs', {}),
    };
  });
  afterAll(async () => {
    client.close();
    await app.close();
  });

  function document(): fc.Arbitrary<unknown> {
    const id = fc.constantFrom(...Object.values(ids), 'nope');
    const party = { company, partnerId: id, customInfo: text };
    const transporter = bodyOf({
      ...party,
      recepisse: bodyOf({ isExempted: fc.boolean(), number: text, validityLimit: date }),
      transport: bodyOf({
        mode: fc.constantFrom('ROAD', 'AIR', 'BIKE'),
        plates: fc.array(text, { maxLength: 3 }),
        takenOverAt: date,
      }),
    });
    const packaging = bodyOf({
      type: fc.constantFrom('BOUTEILLE', 'AUTRE', 'SEAU'),
      other: text,
      numero: text,
      volume: kilograms,
      weight: kilograms,
    });
    return bodyOf({
      type: fc.constantFrom('COLLECTE_PETITES_QUANTITES', 'GROUPEMENT', 'REEXPEDITION', 'AUTRE'),
      emitter: bodyOf({ company, customInfo: text }),
      waste: bodyOf({ code: fc.constantFrom('14 06 01*', '14 06 01'), description: text, adr: text }),
      weight: bodyOf({ value: kilograms, isEstimate: fc.boolean() }),
      packagings: fc.array(packaging, { maxLength: 4 }),
      transporter,
      transporters: fc.array(transporter, { maxLength: 6 }),
      destination: bodyOf({
        ...party,
        cap: text,
        plannedOperationCode: fc.constantFrom('R2', 'D13', 'Z9'),
        reception: bodyOf({ date }),
      }),
      ficheInterventions: fc.array(text, { maxLength: 2 }),
      ficheInterventionIds: fc.array(id, { maxLength: 3 }),
      grouping: fc.array(text, { maxLength: 3 }),
      forwarding: fc.array(fc.constantFrom('clabc', ids.fiche), { maxLength: 3 }),
      establishmentId: id,
      reference: text,
    });
  }

  function requests(): fc.Arbitrary<FuzzRequest> {
    const writes = fc
      .record({ method: fc.constantFrom('POST' as const, 'PATCH' as const), body: document() })
      .map((request) => ({ ...request, path: request.method === 'POST' ? '/bsffs' : `/bsffs/${ids.bsff}` }));
    const query = queryOf({
      limit: fc.integer({ min: -5, max: 300 }).map(String),
      cursor,
      exportState: fc.constantFrom('LOCAL', 'EXPORTED', 'NOPE'),
      status: fc.constantFrom('SENT', 'NOPE'),
      establishmentId: fc.constantFrom(ids.establishment, 'nope'),
      updatedSince: date,
      query: fc.oneof(text, fc.constantFrom('a & b', "'", '!:*', '\\', 'x:*A')),
    });
    const named = fc.oneof(nasty, fc.uuid(), fc.constant(ids.bsff)).map(encode).filter(Boolean);
    const lists = query.map((search) => ({ method: 'GET' as const, path: `/bsffs?${search}` }));
    const reads = named.map((id) => ({ method: 'GET' as const, path: `/bsffs/${id}` }));
    const readiness = fc
      .tuple(named, queryOf({ step: fc.constantFrom('DRAFT', 'PUBLICATION', 'EMISSION', 'TRANSPORT', 'NOPE') }))
      .map(([id, search]) => ({ method: 'GET' as const, path: `/bsffs/${id}/readiness?${search}` }));
    const duplicates = named.map((id) => ({ method: 'POST' as const, path: `/bsffs/${id}/duplicates`, body: {} }));
    return fc.oneof(
      { weight: 10, arbitrary: writes },
      { weight: 3, arbitrary: lists },
      { weight: 1, arbitrary: reads },
      { weight: 1, arbitrary: readiness },
      { weight: 1, arbitrary: duplicates },
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
      `SELECT (SELECT count(*) FROM bsffs) AS documents,
         (SELECT count(*) FROM audit_events WHERE action = 'bsff.created') AS audited,
         (SELECT version FROM bsffs WHERE id::text = $1) AS version,
         (SELECT 1 + count(*) FROM audit_events WHERE action = 'bsff.changed' AND subject_id = $1) AS changes,
         (SELECT count(*) FROM bsffs b WHERE (SELECT count(*) FROM bsff_packagings p WHERE p.bsff_id = b.id)
            <> CASE jsonb_typeof(b.input->'packagings') WHEN 'array' THEN jsonb_array_length(b.input->'packagings') ELSE 0 END
         ) AS partial`,
      [ids.bsff],
    );
    expect(Number(written.documents)).toBe(1 + (seen.get(201) ?? 0));
    expect(written.audited).toBe(written.documents);
    expect(Number(written.changes)).toBe(written.version);
    expect(Number(written.partial)).toBe(0);
  }, 300_000);
});
