import { type NewPartner, type Partner, type ProblemError, type QueryOf } from '../clients/typescript/src/index.ts';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';

const PATH = '/partners';
const TRANSPORTER = '00000032000010';

describe('partners', () => {
  let app: TestApp;
  let person: Person;
  let partners: Person['connector']['partners'];

  beforeAll(async () => {
    app = await TestApp.start();
    person = await app.people.person();
    ({ partners } = person.connector);
  });
  afterAll(() => app.close());
  afterEach(() => app.dataSource.query('DELETE FROM fiches; DELETE FROM partners'));

  const add = (fields: NewPartner): Promise<Partner> => partners.create(fields);
  /** What is told of a body that no type lets through. */
  const faults = async (fields: object): Promise<string[]> => {
    const error: unknown = await partners.create(fields as NewPartner).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ProblemError', status: 400 });
    return (error as ProblemError).faults.map(({ path, code }) => `${path} ${code}`);
  };

  it('are for people who are signed in', async () => {
    await app.http.get(`/api/v1${PATH}`).expect(401);
    await app.http.post(`/api/v1${PATH}`).send({}).expect(401);
  });

  it('keep what was given and learn what Trackdéchets says of their number', async () => {
    const partner = await add({
      roles: ['TRANSPORTER'],
      siret: TRANSPORTER,
      name: 'Atlantique Fret',
      mail: 'exploitation@atlantique-fret.test',
      defaults: { plates: ['AB-123-CD'], mode: 'ROAD', isExempted: false },
    });
    expect(partner).toMatchObject({
      roles: ['TRANSPORTER'],
      siret: TRANSPORTER,
      vatNumber: null,
      contact: '',
      isPrivateIndividual: false,
      defaults: { plates: ['AB-123-CD'], mode: 'ROAD', isExempted: false },
      version: 1,
    });
    const told = await eventually(async () => (await partners.get(partner.id)).trackdechets);
    expect(told).toMatchObject({
      registered: true,
      companyTypes: ['TRANSPORTER'],
      receipt: { number: 'REC-33-2025-0417', endsSoon: false },
    });
  });

  it('may be private persons, who only hold equipment and have no number', async () => {
    const individual: NewPartner = { roles: ['DETENTEUR'], name: 'Mme Durand', isPrivateIndividual: true };
    const { id } = await add(individual);
    expect(await faults({ ...individual, siret: TRANSPORTER })).toEqual(['siret PARTNER_INDIVIDUAL_NUMBER']);
    expect(await faults({ ...individual, roles: ['TRANSPORTER'] })).toEqual(['roles PARTNER_INDIVIDUAL_ROLE']);
    await expect(partners.check(id)).rejects.toMatchObject({ status: 422, code: 'PARTNER_WITHOUT_NUMBER' });
  });

  it('name every faulty field at once', async () => {
    expect(await faults({ roles: [], name: ' ', mail: 'x', vat: 1 })).toEqual(
      expect.arrayContaining(['roles FIELD_TOO_FEW', 'name FIELD_REQUIRED', 'mail FIELD_EMAIL', 'vat FIELD_UNKNOWN']),
    );
    const base = { roles: ['TRANSPORTER'], name: 'X' };
    expect(await faults({ ...base, siret: '12345678901234' })).toEqual(['siret INVALID_SIRET']);
    expect(await faults({ ...base, vatNumber: 'FR40303265045' })).toEqual(['vatNumber INVALID_VAT_NUMBER']);
    expect(await faults({ ...base, siret: TRANSPORTER, vatNumber: 'BE0541696005' })).toEqual([
      'vatNumber PARTNER_ONE_NUMBER',
    ]);
    expect(await faults({ ...base, defaults: { plates: ['A'], mode: 'BIKE' } })).toEqual(
      expect.arrayContaining(['defaults.mode FIELD_NOT_IN', 'defaults.plates.0 FIELD_TOO_SHORT']),
    );
  });

  it('change by merge patch: absent stays, null empties, defaults merge', async () => {
    const read = await add({
      roles: ['TRANSPORTER'],
      name: 'Cimes',
      phone: '01',
      contact: 'Marc',
      defaults: { mode: 'ROAD', plates: ['AB-123-CD'] },
    });
    expect(read.version).toBe(1);
    const patch = { phone: null, defaults: { plates: null, isExempted: true } };
    const changed = await partners.change(read.id, patch, { ifMatch: read });
    expect(changed).toMatchObject({ phone: '', contact: 'Marc', version: 2 });
    expect(changed.defaults).toEqual({ mode: 'ROAD', isExempted: true });
    const late = partners.change(read.id, { phone: '02' }, { ifMatch: read });
    await expect(late).rejects.toMatchObject({ status: 412, code: 'PRECONDITION_FAILED' });
    expect((await partners.change(read.id, { contact: 'Marc' })).version).toBe(2);
  });

  it('are listed by name, filtered by role, found by part of the name or start of the number', async () => {
    await add({ roles: ['TRANSPORTER'], name: 'Écluse', siret: TRANSPORTER });
    await add({ roles: ['DESTINATION'], name: 'abri 100%' });
    await add({ roles: ['TRANSPORTER', 'DESTINATION'], name: 'Zénith' });
    const names = async (query: QueryOf<'Partners_list'> = {}): Promise<string[]> =>
      (await partners.list(query)).items.map(({ name }) => name);
    expect(await names()).toEqual(['abri 100%', 'Écluse', 'Zénith']);
    expect(await names({ role: 'TRANSPORTER' })).toEqual(['Écluse', 'Zénith']);
    expect(await names({ query: 'eclu' })).toEqual(['Écluse']);
    expect(await names({ query: '000 000 320' })).toEqual(['Écluse']);
    expect(await names({ query: '%' })).toEqual(['abri 100%']);
    const { nextCursor } = await partners.list({ limit: 2 });
    expect(await names({ limit: 2, cursor: nextCursor ?? '' })).toEqual(['Zénith']);
  });

  it('are paged past the longest names, even when what a page ended on is deleted or renamed meanwhile', async () => {
    // Each of these letters is eighteen without its ligatures; the names differ at their end alone.
    const long = (last: string): string => `${'\ufdfa'.repeat(240)}${last}`;
    const names = ['a', 'b', 'c', 'd', 'e'].map(long);
    const added: Partner[] = [];
    for (const name of names) added.push(await add({ roles: ['DETENTEUR'], name }));
    const listed = await person.getAllPages<Partner>(`${PATH}?limit=1`);
    expect(listed.map(({ id }) => id)).toEqual(added.map(({ id }) => id));
    const [first, second, ...others] = added;
    const { nextCursor } = await partners.list({ limit: 2 });
    await partners.remove(second?.id ?? '');
    const after = (await partners.list({ cursor: nextCursor ?? '' })).items;
    expect(after.map(({ id }) => id)).toEqual(others.map(({ id }) => id));
    const ending = await partners.list({ limit: 1 });
    await partners.change(first?.id ?? '', { name: 'zzz' });
    const rest = (await partners.list({ cursor: ending.nextCursor ?? '' })).items;
    expect(rest.map(({ id }) => id)).toEqual(expect.arrayContaining(others.map(({ id }) => id)));
  });

  it('leave the lists when deleted, while the fiche that names one keeps it', async () => {
    const { id } = await add({ roles: ['DETENTEUR'], name: 'Mme Durand', isPrivateIndividual: true });
    const { fiches } = person.connector;
    const fiche = await fiches.create({ detenteur: { partnerId: id } });
    await partners.remove(id);
    await expect(partners.get(id)).rejects.toMatchObject({ status: 404 });
    await expect(partners.remove(id)).rejects.toMatchObject({ status: 404 });
    expect((await partners.list()).items).toEqual([]);
    const kept = await fiches.get(fiche.id);
    expect(kept.detenteur).toMatchObject({ partnerId: id, company: { name: 'Mme Durand' } });
    await expect(fiches.create({ detenteur: { partnerId: id } })).rejects.toMatchObject({
      status: 400,
      faults: [{ path: 'detenteur.partnerId', code: 'PARTNER_UNKNOWN' }],
    });
  });

  it('are checked again at once on demand, and flagged when the receipt ends within 30 days', async () => {
    const { id } = await add({ roles: ['TRANSPORTER'], name: 'Cimes', siret: TRANSPORTER });
    expect((await partners.check(id)).trackdechets).toMatchObject({ registered: true });
    for (const [days, flags] of [
      [29, { endsSoon: true, expired: false }],
      [-3, { endsSoon: true, expired: true }],
      [60, { endsSoon: false, expired: false }],
    ] as const) {
      await app.dataSource.query(
        `UPDATE companies SET receipt = receipt || jsonb_build_object('validityLimit', to_char(now() + $1 * interval '1 day', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))
         WHERE org_id = $2`,
        [days, TRANSPORTER],
      );
      expect((await partners.get(id)).trackdechets?.receipt).toMatchObject(flags);
    }
  });

  it('are created once for one Idempotency-Key', async () => {
    const send = () =>
      person.post(PATH, { roles: ['DETENTEUR'], name: 'Une fois' }).set('Idempotency-Key', 'partner-1');
    const first = await send().expect(201);
    expect((await send().expect(201)).body).toEqual(first.body);
    expect((await partners.list()).items).toHaveLength(1);
  });
});
