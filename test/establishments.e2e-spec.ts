import { type Establishment, type EstablishmentPage, type NewEstablishment } from '../clients/typescript/src/index.ts';
import { TestApp } from './support/app';
import { type Person } from './support/people';

const PATH = '/establishments';
const HEAD_OFFICE = '00000021000013';
const BRANCH = '00000021000021';
const OTHER = '00000065000010';

describe("the instance's establishments", () => {
  let app: TestApp;
  let administrator: Person;
  let technician: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    administrator = await app.people.administrator();
    technician = await app.people.person({
      email: 'technicien1@thermo-littoral.test',
      rights: ['EXPORT_BSFF'],
      withToken: true,
    });
  });
  afterAll(() => app.close());
  afterEach(() => app.dataSource.query('DELETE FROM establishments'));

  const add = (siret: string, fields: Partial<NewEstablishment> = {}): Promise<Establishment> =>
    administrator.connector.establishments.create({ siret, name: `Établissement ${siret}`, ...fields });
  const listed = (query = {}): Promise<EstablishmentPage> => technician.connector.establishments.list(query);

  it('are written by administrators alone, and read by everyone signed in', async () => {
    const { id } = await add(HEAD_OFFICE);
    const { establishments } = technician.connector;
    for (const call of [
      establishments.create({ siret: BRANCH, name: 'Royan' }),
      establishments.change(id, { name: 'Autre' }),
      establishments.remove(id),
    ]) {
      await expect(call).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
    expect((await listed()).items).toHaveLength(1);
    await app.http.get(`/api/v1${PATH}`).expect(401);
  });

  it('keep what was given, with an ETag, and the roles that tokens have there', async () => {
    const answer = await administrator
      .post(PATH, {
        siret: '000 000 210 00013',
        name: ' Thermo Littoral ',
        address: '12 rue des Glaciers',
        phone: '04',
      })
      .expect(201);
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.body).toMatchObject({
      siret: HEAD_OFFICE,
      name: 'Thermo Littoral',
      address: '12 rue des Glaciers',
      phone: '04',
      default: true,
      version: 1,
      trackdechetsRoles: [{ userId: technician.id, name: 'Théo Martin', role: 'MEMBER' }],
    });
    const read = await technician.get(`${PATH}/${answer.body.id}`).expect(200);
    expect(read.body).toEqual(answer.body);
  });

  it('refuse a SIRET that is not one, or is there already', async () => {
    await expect(add('12345678901234')).rejects.toMatchObject({
      status: 400,
      faults: [{ path: 'siret', code: 'INVALID_SIRET' }],
    });
    await add(HEAD_OFFICE);
    await expect(add(HEAD_OFFICE)).rejects.toMatchObject({ status: 409, code: 'SIRET_TAKEN' });
  });

  it('have exactly one default as soon as there is one', async () => {
    const first = await add(HEAD_OFFICE);
    const second = await add(BRANCH, { default: true });
    const { establishments } = administrator.connector;
    const defaults = async (): Promise<string[]> =>
      (await listed()).items.filter((item) => item.default).map(({ id }) => id);
    expect(await defaults()).toEqual([second.id]);
    await establishments.change(first.id, { default: true });
    expect(await defaults()).toEqual([first.id]);
    await expect(establishments.change(first.id, { default: false })).rejects.toMatchObject({
      status: 409,
      code: 'DEFAULT_ESTABLISHMENT_REQUIRED',
    });
    await establishments.remove(first.id);
    expect(await defaults()).toEqual([second.id]);
  });

  it('become another version when they lose or take the default, which is audited', async () => {
    const { establishments } = administrator.connector;
    const changes = (id: string): Promise<{ before: object; after: object; actor_id: string }[]> =>
      app.dataSource.query(
        `SELECT before, after, actor_id FROM audit_events WHERE action = 'establishment.changed' AND subject_id = $1 ORDER BY at`,
        [id],
      );
    const first = await add(HEAD_OFFICE);
    const second = await add(BRANCH, { default: true });
    expect(await establishments.get(first.id)).toMatchObject({ default: false, version: 2 });
    const late = establishments.change(first.id, { phone: '01' }, { ifMatch: first });
    await expect(late).rejects.toMatchObject({ status: 412 });
    await establishments.change(first.id, { default: true });
    expect(await establishments.get(second.id)).toMatchObject({ default: false, version: 2 });
    await establishments.remove(first.id);
    expect(await establishments.get(second.id)).toMatchObject({ default: true, version: 3 });
    expect(await changes(second.id)).toMatchObject([
      { before: { default: true }, after: { default: false }, actor_id: administrator.id },
      { before: { default: false }, after: { default: true }, actor_id: administrator.id },
    ]);
    expect(await changes(first.id)).toHaveLength(2);
  });

  it('keep one default when several administrators add establishments together', async () => {
    const sirets = [HEAD_OFFICE, BRANCH, OTHER, '00000032000010', '00000043000017'];
    const added = await Promise.all(sirets.map((siret) => add(siret, { default: true })));
    expect(new Set(added.map(({ siret }) => siret))).toEqual(new Set(sirets));
    const [{ count }] = await app.dataSource.query('SELECT count(*)::int FROM establishments WHERE is_default');
    expect(count).toBe(1);
  });

  it('change only when If-Match names the present version', async () => {
    const { id } = await add(HEAD_OFFICE);
    const changed = await administrator.patch(`${PATH}/${id}`, { phone: '01' }).set('If-Match', '"1"').expect(200);
    expect(changed.body).toMatchObject({ phone: '01', version: 2 });
    expect(changed.headers.etag).toBe('"2"');
    await administrator.patch(`${PATH}/${id}`, { phone: '02' }).set('If-Match', '"1"').expect(412);
    await administrator.delete(`${PATH}/${id}`).set('If-Match', '"1"').expect(412);
    expect((await technician.get(`${PATH}/${id}`)).body.phone).toBe('01');
  });

  it('cannot be deleted while a fiche is theirs', async () => {
    const { id } = await add(HEAD_OFFICE);
    await technician.connector.fiches.create({ establishmentId: id });
    await expect(administrator.connector.establishments.remove(id)).rejects.toMatchObject({
      status: 409,
      code: 'ESTABLISHMENT_IN_USE',
    });
    await app.dataSource.query('DELETE FROM fiches');
  });

  it('are created once for one Idempotency-Key', async () => {
    const send = () =>
      administrator.post(PATH, { siret: HEAD_OFFICE, name: 'Une fois' }).set('Idempotency-Key', 'establishment-1');
    const first = await send().expect(201);
    const second = await send().expect(201);
    expect(second.body).toEqual(first.body);
    expect(second.headers.etag).toBe(first.headers.etag);
    expect((await listed()).items).toHaveLength(1);
  });

  it('page by keyset, and are audited', async () => {
    for (const siret of [HEAD_OFFICE, BRANCH, OTHER]) await add(siret);
    const first = await listed({ limit: 2 });
    const second = await listed({ limit: 2, cursor: first.nextCursor });
    expect([...first.items, ...second.items].map(({ siret }) => siret)).toEqual([HEAD_OFFICE, BRANCH, OTHER]);
    expect(second.nextCursor).toBeNull();
    const rows = await app.dataSource.query(
      `SELECT actor_id FROM audit_events WHERE action = 'establishment.created' AND subject_id = $1`,
      [first.items[0]?.id],
    );
    expect(rows).toEqual([{ actor_id: administrator.id }]);
  });
});
