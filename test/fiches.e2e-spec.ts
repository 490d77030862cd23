import { type Fiche, type NewFiche, type QueryOf } from '../clients/typescript/src/index.ts';
import { FicheExchange } from '../src/interventions/fiche-exchange';
import { Credentials } from '../src/credentials/credentials';
import { TrackdechetsFiches } from '../src/trackdechets/trackdechets.fiches';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';

const PATH = '/fiches-intervention';
const OPERATOR = '00000021000013';
const HOLDER = {
  siret: '00000065000010',
  name: 'HALLES DU VIEUX PORT',
  address: '5 quai du Port 17000 La Rochelle',
  contact: 'Odile Renaud',
  phone: '05 46 00 00 50',
  mail: 'direction@halles-vieux-port.test',
};
const CONTACT = {
  firstName: 'Claire',
  lastName: 'Vasseur',
  email: 'claire@thermo-littoral.test',
  phone: '05 46 00 00 01',
};

describe("fiches d'intervention", () => {
  let app: TestApp;
  let person: Person;
  let fiches: Person['connector']['fiches'];
  let establishmentId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    person = await app.people.person();
    ({ fiches } = person.connector);
    const { connector } = await app.people.administrator();
    const establishment = { siret: OPERATOR, name: 'THERMO LITTORAL', address: '3 rue des Embruns 17000 La Rochelle' };
    establishmentId = (await connector.establishments.create(establishment)).id;
  });
  afterAll(() => app.close());
  afterEach(() => app.dataSource.query('DELETE FROM fiches'));

  const add = (fields: NewFiche = {}): Promise<Fiche> => fiches.create(fields);
  const whole = { numero: 'FI-2026-0042', weight: 4.2, postalCode: '17000', detenteur: { company: HOLDER } };
  const exchange = () => app.nest.get(FicheExchange, { strict: false });
  const toSend = (id: string) => app.dataSource.transaction((em) => exchange().toSend(em, [id], CONTACT));
  const issues = async (id: string) =>
    ((await exchange().issuesOf(app.dataSource.manager, [id], CONTACT)).get(id) ?? []).map(({ field }) => field);

  it('are for people who are signed in', async () => {
    await app.http.get(`/api/v1${PATH}`).expect(401);
  });

  it('may be as incomplete as a technician’s morning, at the default establishment', async () => {
    const fiche = await add();
    expect(fiche).toMatchObject({
      establishmentId,
      numero: '',
      weight: null,
      postalCode: '',
      detenteur: { partnerId: null, company: {}, isPrivateIndividual: false },
      trackdechetsId: null,
      needsSync: false,
      version: 1,
    });
    expect(await issues(fiche.id)).toEqual(
      expect.arrayContaining(['numero', 'weight', 'postalCode', 'detenteur.company.siret', 'detenteur.company.mail']),
    );
  });

  it('refuse what can never be valid, and name the field', async () => {
    for (const [fields, path] of [
      [{ weight: -1 }, 'weight'],
      [{ weight: '4' }, 'weight'],
      [{ numero: 'x'.repeat(251) }, 'numero'],
      [{ detenteur: { company: { mail: 'pas une adresse' } } }, 'detenteur.company.mail'],
      [{ detenteur: { partnerId: '6b0c4a52-0000-4000-8000-000000000000' } }, 'detenteur.partnerId'],
      [{ establishmentId: '6b0c4a52-0000-4000-8000-000000000000' }, 'establishmentId'],
      [{ trackdechetsId: 'FI-1' }, 'trackdechetsId'],
    ] as const) {
      await expect(add(fields as never)).rejects.toMatchObject({ status: 400, faults: [{ path }] });
    }
    expect((await fiches.list()).items).toEqual([]);
  });

  it('become what Trackdéchets asks for, with the establishment as operator and the contact on it', async () => {
    const fiche = await add(whole);
    expect(await issues(fiche.id)).toEqual([]);
    const [sending] = await toSend(fiche.id);
    expect(sending).toEqual({
      id: fiche.id,
      version: 1,
      trackdechetsId: null,
      input: {
        numero: 'FI-2026-0042',
        weight: 4.2,
        postalCode: '17000',
        detenteur: { isPrivateIndividual: false, company: HOLDER },
        operateur: {
          company: {
            siret: OPERATOR,
            name: 'THERMO LITTORAL',
            address: '3 rue des Embruns 17000 La Rochelle',
            contact: 'Claire Vasseur',
            phone: '05 46 00 00 01',
            mail: 'claire@thermo-littoral.test',
          },
        },
      },
    });
  });

  it('wait to be edited there when they are edited here, and lose no edit made meanwhile', async () => {
    const { id } = await add(whole);
    await exchange().recordTrackdechetsId(app.dataSource.manager, id, 'FI-TD-1', 1);
    expect(await toSend(id)).toEqual([]);
    const edited = await fiches.change(id, { weight: 5 });
    expect(edited).toMatchObject({ trackdechetsId: 'FI-TD-1', needsSync: true, version: 2 });
    expect(await toSend(id)).toMatchObject([{ trackdechetsId: 'FI-TD-1', version: 2, input: { weight: 5 } }]);
    await fiches.change(id, { weight: 6 });
    await exchange().markSynced(app.dataSource.manager, id, 2);
    expect((await fiches.get(id)).needsSync).toBe(true);
    await exchange().markSynced(app.dataSource.manager, id, 3);
    expect((await fiches.get(id)).needsSync).toBe(false);
    await expect(fiches.remove(id)).rejects.toMatchObject({ status: 409, code: 'FICHE_ON_TRACKDECHETS' });
  });

  it('keep the first id when two creations crossed', async () => {
    const { id } = await add(whole);
    const em = app.dataSource.manager;
    expect(await exchange().recordTrackdechetsId(em, id, 'FI-TD-2', 1)).toBe('FI-TD-2');
    expect(await exchange().recordTrackdechetsId(em, id, 'FI-TD-3', 1)).toBe('FI-TD-2');
  });

  it('follow their partner until they are on Trackdéchets, and keep it as it was afterwards', async () => {
    const { partners } = person.connector;
    const partner = await partners.create({ roles: ['DETENTEUR'], name: 'Mme Durand', isPrivateIndividual: true });
    const { id } = await add({ ...whole, detenteur: { partnerId: partner.id } });
    await partners.change(partner.id, { address: '1 rue Basse' });
    const [sending] = await toSend(id);
    const company = { name: 'Mme Durand', address: '1 rue Basse' };
    expect(sending?.input.detenteur).toEqual({ isPrivateIndividual: true, company });
    await exchange().recordTrackdechetsId(app.dataSource.manager, id, 'FI-TD-4', 1);
    await partners.change(partner.id, { name: 'Mme Martin' });
    expect((await fiches.get(id)).detenteur).toEqual({
      partnerId: partner.id,
      company,
      isPrivateIndividual: true,
    });
  });

  it('say so when a partner and what is typed beside it disagree, rather than change nothing', async () => {
    const { partners } = person.connector;
    const partner = await partners.create({ roles: ['DETENTEUR'], name: 'Halles' });
    const detenteur = { partnerId: partner.id };
    const { id } = await add({ detenteur });
    const faults = [{ path: 'detenteur.isPrivateIndividual', code: 'FICHE_DETENTEUR_CHOICE' }];
    for (const refused of [
      fiches.change(id, { detenteur: { isPrivateIndividual: true } }),
      fiches.change(id, { detenteur: { ...detenteur, isPrivateIndividual: true } }),
      add({ detenteur: { ...detenteur, isPrivateIndividual: true } }),
    ]) {
      await expect(refused).rejects.toMatchObject({ status: 400, faults });
    }
    expect((await fiches.change(id, { detenteur: { isPrivateIndividual: false } })).version).toBe(1);
    const alone = { partnerId: null, isPrivateIndividual: true };
    expect((await fiches.change(id, { detenteur: alone })).detenteur).toMatchObject(alone);
  });

  it('take back what they show of a partner, and refuse another company beside it', async () => {
    const { partners } = person.connector;
    const partner = await partners.create({ roles: ['DETENTEUR'], name: 'Halles', phone: '05 46 00 00 51' });
    const { id, detenteur } = await add({ detenteur: { partnerId: partner.id } });
    expect(detenteur.company).toEqual({ name: 'Halles', phone: '05 46 00 00 51' });
    expect(await fiches.change(id, { detenteur })).toMatchObject({ version: 1, detenteur });
    const faults = [{ path: 'detenteur.company', code: 'FICHE_DETENTEUR_CHOICE' }];
    for (const company of [{ name: 'Poissonnerie' }, { ...detenteur.company, contact: 'Paul' }])
      await expect(fiches.change(id, { detenteur: { ...detenteur, company } })).rejects.toMatchObject({ faults });
    const other = await partners.create({ roles: ['DETENTEUR'], name: 'Criée' });
    const moved = { ...detenteur, partnerId: other.id };
    await expect(fiches.change(id, { detenteur: moved })).rejects.toMatchObject({ faults });
    expect((await fiches.get(id)).detenteur).toEqual(detenteur);
  });

  it('change by merge patch, down to the holder’s fields', async () => {
    const read = await add(whole);
    const patch = { postalCode: null, detenteur: { company: { phone: null, contact: 'Paul' } } };
    const changed = await fiches.change(read.id, patch, { ifMatch: '"1"' });
    expect(changed.postalCode).toBe('');
    const { phone: _, ...rest } = HOLDER;
    expect(changed.detenteur.company).toEqual({ ...rest, contact: 'Paul' });
    await expect(fiches.change(read.id, { numero: 'X' }, { ifMatch: read })).rejects.toMatchObject({ status: 412 });
  });

  it('are brought to Trackdéchets again when edited afterwards, with the token of who edited', async () => {
    const technician = await app.people.person({
      email: 'technicien1@thermo-littoral.test',
      rights: ['FULL_ACCESS'],
      withToken: true,
    });
    const { id } = await add(whole);
    const [sending] = await toSend(id);
    const token = await app.nest.get(Credentials, { strict: false }).tokenFor(technician.id);
    if (!token || !sending) throw new Error('nothing to send');
    const trackdechets = app.nest.get(TrackdechetsFiches, { strict: false });
    const trackdechetsId = await trackdechets.create(token, sending.input, 'interactive');
    await exchange().recordTrackdechetsId(app.dataSource.manager, id, trackdechetsId, sending.version);
    const read = (): Promise<Fiche> => fiches.get(id);
    const theirs = technician.connector;

    await theirs.fiches.change(id, { weight: 7.5 });
    const waiting = await eventually(async () => (await read()).syncError);
    expect(waiting).toEqual({ code: 'NO_TRACKDECHETS_CONTACT', trackdechetsMessage: null });

    await theirs.contact.designate({ userId: technician.id });
    await theirs.fiches.change(id, { weight: 8 });
    await eventually(async () => !(await read()).needsSync);
    expect((await read()).syncError).toBeNull();
    const [there] = [...app.sandbox.platform.store.fiches.values()].filter((fiche) => fiche.id === trackdechetsId);
    expect(there?.weight).toBe(8);

    await fiches.change(id, { weight: 9 });
    const refused = await eventually(async () => (await read()).syncError);
    expect(refused.code).toBe('NO_VALID_TOKEN');
    const rows = await app.dataSource.query(
      `SELECT actor_id FROM audit_events WHERE action = 'fiche.synced' AND subject_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ actor_id: technician.id }]);
  });

  it('are listed newest first, filtered and paged', async () => {
    for (const numero of ['FI-1', 'FI-2', 'AB-3']) await add({ numero });
    const numeros = async (query: QueryOf<'Fiches_list'> = {}): Promise<string[]> =>
      (await fiches.list(query)).items.map(({ numero }) => numero);
    expect(await numeros()).toEqual(['AB-3', 'FI-2', 'FI-1']);
    expect(await numeros({ query: 'fi-' })).toEqual(['FI-2', 'FI-1']);
    expect(await numeros({ establishmentId, limit: 1 })).toEqual(['AB-3']);
    const { items, nextCursor } = await fiches.list({ limit: 2 });
    expect(await numeros({ limit: 2, cursor: nextCursor ?? '' })).toEqual(['FI-1']);
    await fiches.remove(items[0]?.id ?? '');
    expect(await numeros()).toEqual(['FI-2', 'FI-1']);
  });
});
