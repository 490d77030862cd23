import { TrackdechetsBsffs } from '../src/trackdechets/trackdechets.bsffs';
import { eventually, TestApp } from './support/app';
import { completeDocument, readyToExport, typeIn } from './support/documents';
import { type Person } from './support/people';

const CONTACT = '/trackdechets-contact';

describe('the Trackdéchets contact', () => {
  let app: TestApp;
  let administrator: Person;
  let definer: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    administrator = await app.people.administrator();
    definer = await app.people.person({ rights: ['DEFINE_CONTACT'] });
  });
  afterAll(() => app?.close());

  const exporter = (fields: object = {}) => app.people.person({ rights: ['EXPORT_BSFF'], ...fields });
  const designate = (person: Person, by = definer) => by.put(CONTACT, { userId: person.id });
  const current = async () => (await definer.get(CONTACT).expect(200)).body.user;
  const lastAudit = async (): Promise<object | undefined> => {
    const rows = await app.dataSource.query<object[]>(
      `SELECT action, actor_id, subject_id, before, after FROM audit_events WHERE action LIKE 'contact.%' ORDER BY at DESC LIMIT 1`,
    );
    return rows[0];
  };
  const lastEvent = async (): Promise<object | undefined> => {
    const rows = await app.dataSource.query<{ data: object; user_id: string | null }[]>(
      `SELECT data, user_id FROM events WHERE type = 'contact' ORDER BY id DESC LIMIT 1`,
    );
    return rows[0];
  };

  it('is nobody at first, and everyone signed in may know', async () => {
    const person = await app.people.person();
    await person.get(CONTACT).expect(200, { user: null });
    await app.http.get(`/api/v1${CONTACT}`).expect(401);
  });

  it('is designated by those with the right, and shown with phone and e-mail', async () => {
    const person = await exporter({ firstName: 'Anne', lastName: 'Mercier' });
    await designate(person, person).expect(403);
    await designate(person, administrator).expect(403);
    const { body } = await designate(person).expect(200);
    const user = {
      id: person.id,
      firstName: 'Anne',
      lastName: 'Mercier',
      email: person.email,
      phone: '05 46 00 00 99',
    };
    expect(body).toEqual({ user });
    expect(await current()).toEqual(user);
    expect((await person.get('/me')).body.trackdechetsContact).toBe(true);
    const after = { contactUserId: person.id };
    expect(await lastAudit()).toMatchObject({ action: 'contact.designated', actor_id: definer.id, after });
    expect(await lastEvent()).toEqual({ data: after, user_id: null });
  });

  it('is replaced in one step', async () => {
    const [first, second] = [await exporter(), await exporter()];
    await designate(first).expect(200);
    await designate(second).expect(200);
    expect((await current()).id).toBe(second.id);
    expect((await first.get('/me')).body.trackdechetsContact).toBe(false);
    expect(await lastAudit()).toMatchObject({
      before: { contactUserId: first.id },
      after: { contactUserId: second.id },
    });
  });

  it('lists candidates with every reason against each', async () => {
    const nameless = await app.people.person({ firstName: '', lastName: ' ' });
    await administrator.patch(`/users/${nameless.id}`, { active: false }).expect(200);
    const chosen = await exporter();
    await designate(chosen).expect(200);
    const fit = await app.people.person({ rights: ['FULL_ACCESS'] });
    const { body } = await definer.get(`${CONTACT}/candidates?limit=200`).expect(200);
    const of = (person: Person) => body.items.find(({ user }: { user: { id: string } }) => user.id === person.id);
    expect(of(nameless)).toMatchObject({
      eligible: false,
      reasons: ['INACTIVE', 'NO_EXPORT_RIGHT', 'MISSING_LAST_NAME', 'MISSING_FIRST_NAME'],
    });
    expect(of(chosen)).toMatchObject({ eligible: false, reasons: ['ALREADY_CONTACT'] });
    expect(of(fit)).toMatchObject({ eligible: true, reasons: [] });
    expect(of(definer)).toMatchObject({ eligible: false, reasons: ['NO_EXPORT_RIGHT'] });
    await chosen.get(`${CONTACT}/candidates`).expect(403);
  });

  it('refuses who is not eligible with the reasons, in words and in codes', async () => {
    const before = await current();
    const nameless = await app.people.person({ firstName: '', lastName: '' });
    const { body } = await designate(nameless).expect(422);
    expect(body).toMatchObject({
      code: 'NOT_ELIGIBLE',
      reasons: ['NO_EXPORT_RIGHT', 'MISSING_LAST_NAME', 'MISSING_FIRST_NAME'],
      detail: expect.stringContaining('son nom manque'),
    });
    await definer.put(CONTACT, { userId: '00000000-0000-4000-8000-000000000000' }).expect(404);
    await definer.put(CONTACT, { userId: 'x' }).expect(400);
    await definer.put(CONTACT, {}).expect(400);
    expect(await current()).toEqual(before);
  });

  it.each<[string, (person: Person) => Promise<unknown>, string]>([
    ['deactivated', (person) => administrator.patch(`/users/${person.id}`, { active: false }).expect(200), 'INACTIVE'],
    [
      'without the right',
      (person) => administrator.put(`/users/${person.id}/rights`, { rights: ['DEFINE_CONTACT'] }).expect(200),
      'NO_EXPORT_RIGHT',
    ],
    ['without a name', (person) => person.patch('/me', { lastName: ' ' }).expect(200), 'MISSING_LAST_NAME'],
  ])('stops being so once %s, in the same step', async (_, change, reason) => {
    const person = await exporter();
    await designate(person).expect(200);
    await change(person);
    expect(await current()).toBeNull();
    expect(await lastAudit()).toMatchObject({
      action: 'contact.lost',
      before: { contactUserId: person.id },
      after: { contactUserId: null, reasons: [reason] },
    });
    expect(await lastEvent()).toEqual({ data: { contactUserId: null }, user_id: null });
  });

  it('stays so when what changes does not matter', async () => {
    const person = await exporter();
    await designate(person).expect(200);
    await administrator.put(`/users/${person.id}/rights`, { rights: ['FULL_ACCESS'] }).expect(200);
    await person.patch('/me', { phone: '', firstName: 'Léo' }).expect(200);
    expect(await current()).toMatchObject({ id: person.id, firstName: 'Léo', phone: '' });
  });

  it('is one, whatever is asked at the same moment', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => exporter()));
    for (let round = 0; round < 4; round++) {
      const answers = await Promise.all([
        ...people.map((person) => designate(person)),
        administrator.put(`/users/${people[round]?.id}/rights`, { rights: [] }),
      ]);
      expect(answers.every(({ status }) => [200, 422].includes(status))).toBe(true);
      const contacts = await app.dataSource.query<{ rights: string[] }[]>('SELECT rights FROM users WHERE is_contact');
      expect(contacts.length).toBeLessThanOrEqual(1);
      // Whoever is left may export: the right withdrawn at that moment took the contact with it.
      expect(contacts.every(({ rights }) => rights.includes('EXPORT_BSFF'))).toBe(true);
      await administrator.put(`/users/${people[round]?.id}/rights`, { rights: ['EXPORT_BSFF'] }).expect(200);
    }
  });

  it('can be nobody again', async () => {
    const person = await exporter();
    await designate(person);
    await person.delete(CONTACT).expect(403);
    await definer.delete(CONTACT).expect(204);
    await definer.delete(CONTACT).expect(204);
    expect(await current()).toBeNull();
    expect(await lastAudit()).toMatchObject({ action: 'contact.removed', actor_id: definer.id });
  });

  it('cannot be two in the database itself', async () => {
    const people = [await exporter(), await exporter()];
    const ids = people.map(({ id }) => id);
    await expect(
      app.dataSource.query('UPDATE users SET is_contact = true WHERE id = ANY($1)', [ids]),
    ).rejects.toMatchObject({ driverError: { constraint: 'users_one_contact' } });
  });
});

describe('a contact lost while an export is on its way', () => {
  let app: TestApp;
  beforeAll(async () => (app = await TestApp.start()));
  afterAll(() => app?.close());

  it('is not named any more: the export waits for the next one', async () => {
    const { technician, establishmentId } = await readyToExport(app);
    const { transporter, ...rest } = completeDocument('C-1');
    const transporters = [transporter, transporter];
    const id = await typeIn(technician, { ...rest, transporters, establishmentId });
    const bsffs = app.nest.get(TrackdechetsBsffs);
    const create = bsffs.createTransporter.bind(bsffs);
    // While the transporters are created, the contact leaves.
    const creating = jest.spyOn(bsffs, 'createTransporter').mockImplementationOnce(async (...given) => {
      await technician.delete(CONTACT).expect(204);
      return create(...given);
    });
    const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
    const exported = async (): Promise<Record<string, unknown>> => (await technician.get(`/exports/${asked.id}`)).body;
    const waiting = await eventually(async () => {
      const seen = await exported();
      return seen.state !== 'QUEUED' && seen;
    });
    expect(waiting).toMatchObject({ state: 'WAITING', reason: 'NO_TRACKDECHETS_CONTACT', attempts: 0 });
    creating.mockRestore();
    await technician.put(CONTACT, { userId: technician.id }).expect(200);
    await eventually(async () => (await exported()).state === 'SUCCEEDED');
  });
});
