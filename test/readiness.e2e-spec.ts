import fc from 'fast-check';
import { fieldOfIssue } from '../src/trackdechets/issue-paths';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';
import { completeBsff, graphql } from './support/sandbox-client';

const TECHNICIAN = 'technicien1@thermo-littoral.test';
const MUTATIONS = 120;

type Document = ReturnType<typeof completeBsff>;
interface Found {
  path: string;
  code: string;
  message: string;
}

/** What a hurried person leaves out, mistypes or chooses wrongly. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const mutations: Record<string, (document: any) => void> = {
  'no type': (d) => delete d.type,
  'no emitter': (d) => delete d.emitter,
  'emitter without phone': (d) => (d.emitter.company.phone = null),
  'emitter with a bad mail': (d) => (d.emitter.company.mail = 'nobody@'),
  'another emitter': (d) => (d.emitter.company.siret = '00000065000010'),
  'mistyped emitter': (d) => (d.emitter.company.siret = '00000021000014 '),
  'no destination': (d) => (d.destination = null),
  'destination without SIRET': (d) => (d.destination.company.siret = ''),
  'destination not registered': (d) => (d.destination.company.siret = '00000065000028'),
  'destination of another trade': (d) => (d.destination.company.siret = '00000065000010'),
  'dormant destination': (d) => (d.destination.company.siret = '00000076000017'),
  'closed destination': (d) => (d.destination.company.siret = '00000087000014'),
  'destination without name': (d) => delete d.destination.company.name,
  'no planned operation': (d) => delete d.destination.plannedOperationCode,
  'no transporter': (d) => delete d.transporter,
  'transporter of another trade': (d) => (d.transporter.company.siret = '00000043000017'),
  'exempted transporter of another trade': (d) => {
    d.transporter.company.siret = '00000043000017';
    d.transporter.recepisse = { isExempted: true };
  },
  'French VAT number': (d) => Object.assign(d.transporter.company, { siret: null, vatNumber: 'FR87850019464' }),
  'transporter without contact': (d) => delete d.transporter.company.contact,
  'short plate': (d) => (d.transporter.transport = { mode: 'ROAD', plates: ['A'] }),
  'no mode': (d) => (d.transporter.transport = { mode: null }),
  'unknown waste code': (d) => (d.waste.code = '14 06 99*'),
  'no waste': (d) => delete d.waste,
  'waste without description': (d) => (d.waste.description = ''),
  'no weight': (d) => delete d.weight,
  'weight of zero': (d) => (d.weight.value = 0),
  'too heavy for the road': (d) => {
    d.weight.value = 40_001;
    d.transporter = { ...d.transporter, transport: { mode: 'ROAD' } };
  },
  'no packagings': (d) => (d.packagings = []),
  'packaging without volume': (d) => delete d.packagings[0].volume,
  'packaging of zero': (d) => (d.packagings[0].weight = 0),
  'described bottle': (d) => (d.packagings[0].other = 'fût'),
  'undescribed other packaging': (d) => (d.packagings[0].type = 'AUTRE'),
  'grouping of nothing': (d) => (d.type = 'GROUPEMENT'),
  'forwarding of nothing': (d) => Object.assign(d, { type: 'REEXPEDITION', forwarding: [] }),
  'grouping of what does not exist': (d) => Object.assign(d, { type: 'GROUPEMENT', grouping: ['clnothing'] }),
  'another list than the type’s': (d) => (d.forwarding = ['clnothing']),
};

describe('readiness', () => {
  let app: TestApp;
  let technician: Person;
  let numero = 0;

  beforeAll(async () => {
    app = await TestApp.start({ env: { TRACKDECHETS_REQUESTS_PER_MINUTE: '100000' }, sandbox: { rateLimit: 1e6 } });
    technician = await app.people.person({ email: TECHNICIAN, rights: ['EXPORT_BSFF'], withToken: true });
  }, 60_000);
  afterAll(() => app.close());

  const complete = (): Document => structuredClone(completeBsff(`R-${++numero}`));
  const create = async (document: object): Promise<string> =>
    (await technician.post('/bsffs', document).expect(201)).body.id;
  const readiness = async (id: string, step: string): Promise<{ ready: boolean; errors: Found[]; warnings: Found[] }> =>
    (await technician.get(`/bsffs/${id}/readiness?step=${step}`).expect(200)).body;
  const coded = (found: Found[]): string[] => found.map(({ path, code }) => `${path} ${code}`);

  it('is for those who have signed in, and asks for a step', async () => {
    const id = await create({});
    await app.http.get(`/api/v1/bsffs/${id}/readiness?step=DRAFT`).expect(401);
    const { body } = await technician.get(`/bsffs/${id}/readiness`).expect(400);
    expect(body.errors[0].path).toBe('step');
    await technician.get(`/bsffs/${id}/readiness?step=RECEPTION`).expect(400);
  });

  it('tells all that is missing at once, in the reader’s language', async () => {
    const id = await create({ type: 'COLLECTE_PETITES_QUANTITES', emitter: { company: { siret: '00000021000013' } } });
    expect((await readiness(id, 'DRAFT')).ready).toBe(true);
    const { ready, errors } = await readiness(id, 'PUBLICATION');
    expect(ready).toBe(false);
    expect(coded(errors)).toEqual(
      expect.arrayContaining(['emitter.company.phone REQUIRED', 'waste.code REQUIRED', 'packagings REQUIRED']),
    );
    // Trackdéchets completes the name and address of an establishment that it knows.
    expect(coded(errors)).not.toContain('emitter.company.name REQUIRED');
    const english = await technician.get(`/bsffs/${id}/readiness?step=PUBLICATION`).set('Accept-Language', 'en');
    expect(english.body.errors.map(({ message }: Found) => message)).not.toEqual(errors.map(({ message }) => message));
  });

  it('finds a complete document ready, and says what a person may regret', async () => {
    const id = await create({ ...complete(), weight: { value: 9, isEstimate: false } });
    const { ready, warnings } = await readiness(id, 'EMISSION');
    expect(ready).toBe(true);
    expect(coded(warnings)).toEqual(['weight.value WEIGHT_IS_NOT_SUM', 'ficheInterventionIds NO_FICHE']);
    const again = await create({
      ...complete(),
      packagings: [{ type: 'BOUTEILLE', numero: `r ${numero - 1}`, volume: 12, weight: 8 }],
    });
    expect(coded((await readiness(again, 'DRAFT')).warnings)).toContain('packagings.0.numero CONTAINER_ELSEWHERE');
  });

  it('fills the emitter from the establishment and the designated contact', async () => {
    const administrator = await app.people.administrator();
    const establishment = await administrator
      .post('/establishments', { siret: '00000021000013', name: 'THERMO LITTORAL', address: '1 quai' })
      .expect(201);
    const { emitter: _, ...rest } = complete();
    const id = await create({ ...rest, establishmentId: establishment.body.id });
    expect(coded((await readiness(id, 'PUBLICATION')).errors)).toEqual([
      'emitter.company.contact REQUIRED',
      'emitter.company.phone REQUIRED',
      'emitter.company.mail REQUIRED',
    ]);
    const director = await app.people.person({ rights: ['FULL_ACCESS'] });
    await director.put('/trackdechets-contact', { userId: technician.id }).expect(200);
    expect((await readiness(id, 'PUBLICATION')).errors).toEqual([]);
  });

  it('takes what it cannot learn for a warning while Trackdéchets is away, and learns it afterwards', async () => {
    const document = complete();
    const id = await create({
      ...document,
      destination: {
        ...(document.destination as object),
        company: {
          siret: '00000043000017',
          name: 'Dépôt',
          address: 'Quai',
          contact: 'N',
          phone: '05',
          mail: 'a@b.fr',
        },
      },
    });
    // The look-up that the document set off must not bring it back.
    const forgotten = `org_id = '00000043000017' AND checked_at IS NOT NULL AND lease_owner IS NULL`;
    await eventually(async () => {
      const [, count] = await app.dataSource.query<[unknown[], number]>(`DELETE FROM companies WHERE ${forgotten}`);
      return count > 0;
    });
    // Only now: a replica that cannot reach the platform would take look-ups from the other one.
    const away = await TestApp.start({ beside: app, env: { TRACKDECHETS_API_URL: 'http://127.0.0.1:9/' } });
    try {
      const asked = await away.http
        .get(`/api/v1/bsffs/${id}/readiness?step=PUBLICATION`)
        .set('Authorization', `Bearer ${technician.token}`);
      expect(asked.body.ready).toBe(true);
      expect(coded(asked.body.warnings)).toContain('destination.company.siret COMPANY_NOT_KNOWN');
      expect(coded((await readiness(id, 'PUBLICATION')).warnings)).not.toContain(
        'destination.company.siret COMPANY_NOT_KNOWN',
      );
    } finally {
      await away.close();
    }
  });

  it(`decides like Trackdéchets, and names every field that it names (${MUTATIONS} documents)`, async () => {
    const differences: string[] = [];
    const chosen = fc.uniqueArray(fc.constantFrom(...Object.keys(mutations)), { minLength: 1, maxLength: 3 });
    const every = Object.keys(mutations).map((name) => [name]);
    const drawn = fc.sample(chosen, { numRuns: MUTATIONS - every.length, seed: 20261122 });
    for (const names of [...every, ...drawn]) {
      const document = complete();
      for (const name of names) {
        try {
          mutations[name]?.(document);
        } catch {
          // An earlier mutation took away what this one would change.
        }
      }
      const id = await create(document);
      for (const [mutation, step] of [
        ['createDraftBsff', 'DRAFT'],
        ['createBsff', 'PUBLICATION'],
      ] as const) {
        const { json } = await graphql(
          app.sandbox,
          `mutation($i: BsffInput!) { ${mutation}(input: $i) { id } }`,
          { i: document },
          { email: TECHNICIAN },
        );
        const accepted = !json.errors;
        const issues: { path: (string | number)[] }[] = json.errors?.[0]?.extensions?.issues ?? [];
        const { ready, errors } = await readiness(id, step);
        const told = errors.map(({ path }) => path);
        const missed = issues.map(({ path }) => fieldOfIssue(path)).filter((field) => !told.includes(field));
        if (accepted !== ready || missed.length > 0) {
          differences.push(
            `${names.join()} ${step}: accepted ${accepted}, ready ${ready} (${told.join()}), missed ${missed.join()}`,
          );
        }
      }
    }
    expect(differences).toEqual([]);
  }, 120_000);
});
