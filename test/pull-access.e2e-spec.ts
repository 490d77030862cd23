import { DocumentReading } from '../src/pulls/document-reading';
import { TestApp } from './support/app';
import { CARRIER, OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

const MEMBER = 'technicien1@thermo-littoral.test';

describe('Pulls and who may read what', () => {
  let app: TestApp;
  let first: Person;
  let admin: Person;
  let member: Person;
  let operateur: string;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    first = await app.people.administrator();
    operateur = await establishment('operateur');
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
    member = await app.people.person({ email: MEMBER, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  async function establishment(name: string): Promise<string> {
    const { siret, name: called } = app.directory.companies[name] ?? {};
    return (await first.post('/establishments', { siret, name: called }).expect(201)).body.id as string;
  }
  const siretOf = (name: string): string => app.directory.companies[name]?.siret ?? '';
  const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const here = (trackdechetsId: string) => shown(app, admin, trackdechetsId);

  /** On Trackdéchets; what is held here of it is what was known before. */
  const role = (email: string, company: string, given: string | null): Promise<unknown> =>
    control(app.sandbox, 'PUT /roles', { email, orgId: siretOf(company), role: given });
  const verified = (person: Person) => person.post('/me/trackdechets-token/verification').expect(200);
  const removed = async (): Promise<number> =>
    (await app.dataSource.query('SELECT FROM bsffs WHERE removed IS NOT NULL')).length;
  const readersOf = async (id: unknown): Promise<unknown> => {
    const [row] = await app.dataSource.query<{ readers: unknown }[]>('SELECT readers FROM pulls WHERE id = $1', [id]);
    return row?.readers;
  };
  const created = async (prefix: string, count: number, more = {}): Promise<string[]> => {
    const ids: string[] = [];
    for (let n = 0; n < count; n++) ids.push((await there.create(`${prefix}-${n}`, more)).id);
    return ids;
  };

  it('hands over to the next person when Trackdéchets took the role away, and strikes nothing off', async () => {
    await member.put('/trackdechets-contact', { userId: member.id }).expect(200);
    const [id = ''] = await created('ROLE', 8);
    await pull(admin);
    await role(MEMBER, 'operateur', null);
    const asked = await there.requests();
    const told = await pull(admin);
    expect(told).toMatchObject({ state: 'SUCCEEDED', error: null, removed: 0 });
    // The list, what was deleted, five by their ids, and \`me\`, to know and to record; then the other list.
    expect((await there.requests()) - asked).toBe(6);
    expect(await removed()).toBe(0);
    expect(await readersOf(told.id)).toEqual([{ userId: admin.id, orgIds: [siretOf('operateur')] }]);
    // Known from now on.
    expect(await readersOf((await pull(admin)).id)).toEqual([{ userId: admin.id, orgIds: [siretOf('operateur')] }]);

    await role(MEMBER, 'operateur', 'MEMBER');
    await verified(member);
    await role(MEMBER, 'operateur', null);
    const reading = app.nest.get(DocumentReading);
    await there.sign(id, 'EMISSION', ADMIN);
    await reading.read(operateur, [id]);
    expect(await here(id)).toMatchObject({ trackdechets: { status: 'INITIAL', removed: false } });
    await reading.read(operateur, [id]);
    expect(await here(id)).toMatchObject({ trackdechets: { status: 'SIGNED_BY_EMITTER' } });
  });

  it('keeps who lost one role for their other establishments, and loses nothing of what their list left out', async () => {
    await establishment('agence');
    await role(MEMBER, 'operateur', 'MEMBER');
    await verified(member);
    await admin.put('/trackdechets-contact', { userId: admin.id }).expect(200);
    const details = { name: 'x', address: 'x', contact: 'x', phone: 'x', mail: 'x@y.test' };
    const atAgence = { emitter: { company: { siret: siretOf('agence'), ...details } } };
    await created('AGENCE', 1, atAgence);
    await pull(admin);
    await app.dataSource.query(
      `UPDATE pull_watermarks SET latest = latest - interval '20 minutes', read_until = read_until - interval '20 minutes'`,
    );
    const [hidden = ''] = await created('CACHE', 1);
    Object.assign(app.sandbox.platform.store.bsff(hidden) ?? {}, { updatedAt: minutesAgo(10) });
    await created('AGENCE-APRES', 1, atAgence);
    await role(ADMIN, 'operateur', null);
    const told = await pull(admin);
    expect(told).toMatchObject({ state: 'SUCCEEDED', error: null, created: 2, removed: 0 });
    expect(await here(hidden)).toMatchObject({ trackdechets: { removed: false } });
    expect(await readersOf(told.id)).toEqual([
      { userId: admin.id, orgIds: [siretOf('agence')] },
      { userId: member.id, orgIds: [siretOf('operateur')] },
    ]);
  });

  it('strikes nothing off when nobody is left who may read', async () => {
    await role(ADMIN, 'agence', null);
    await role(MEMBER, 'operateur', null);
    expect(await pull(admin)).toMatchObject({ state: 'FAILED', error: 'NO_VALID_TOKEN', removed: 0 });
    expect(await removed()).toBe(0);
    await role(ADMIN, 'agence', 'ADMIN');
    await role(ADMIN, 'operateur', 'ADMIN');
    await role(MEMBER, 'operateur', 'MEMBER');
    await Promise.all([verified(admin), verified(member)]);
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', error: null, removed: 0 });
  });

  it('takes in again what was out of reach as soon as somebody’s list shows it, in the requests that are made anyway', async () => {
    const { siret } = app.directory.companies.transit ?? {};
    const ids = await created('PERDU', 4);
    const [left = '', ...others] = ids;
    await pull(admin);
    await there.update(left, { emitter: { company: { siret, name: 'Autre' } } }, CARRIER);
    await pull(admin);
    // No list of changes goes back that far any more.
    await app.dataSource.query(
      `UPDATE pull_watermarks SET settled = true, latest = latest + interval '20 minutes', read_until = latest + interval '20 minutes'`,
    );
    // What a role that was taken away, and given back since, once made of them.
    await app.dataSource.query(`UPDATE bsffs SET removed = 'ACCESS_LOST' WHERE trackdechets_id = ANY($1)`, [others]);
    const asked = await there.requests();
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', updated: 3, removed: 0 });
    expect((await there.requests()) - asked).toBe(2);
    for (const id of others) expect(await here(id)).toMatchObject({ trackdechets: { removed: false, removal: null } });
    expect(await here(left)).toMatchObject({ trackdechets: { removal: 'ACCESS_LOST' } });
    // What is not ours any more costs nothing.
    expect(await pull(admin)).toMatchObject({ updated: 0, removed: 0 });
    expect((await there.requests()) - asked).toBe(3);

    await app.dataSource.query(`UPDATE bsffs SET removed = 'ACCESS_LOST' WHERE trackdechets_id = ANY($1)`, [others]);
    expect(await pull(admin, { complete: true })).toMatchObject({ state: 'SUCCEEDED', updated: 3, removed: 0 });
  });

  it('concludes nothing about a document that goes on under another establishment', async () => {
    const carrier = await establishment('transporteur');
    await app.people.person({ email: CARRIER, rights: ['FULL_ACCESS'], withToken: true });
    const { id } = await there.create('PASSE-1');
    await pull(admin);
    await there.update(id, { emitter: { company: { siret: siretOf('transit'), name: 'Autre' } } }, CARRIER);
    await pull(admin);
    expect(await here(id)).toMatchObject({ establishmentId: carrier, trackdechets: { removed: false } });
    // A hint that came late still names the establishment that it left.
    await app.nest.get(DocumentReading).read(operateur, [id]);
    expect(await here(id)).toMatchObject({ establishmentId: carrier, trackdechets: { removed: false } });
  });
});
