import { DocumentReading } from '../src/pulls/document-reading';
import { TestApp } from './support/app';
import { CARRIER, OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN } from './support/sandbox-client';

describe('Pulls and who may read what', () => {
  let app: TestApp;
  let first: Person;
  let admin: Person;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    first = await app.people.administrator();
    await establishment('operateur');
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  async function establishment(name: string): Promise<string> {
    const { siret, name: called } = app.directory.companies[name] ?? {};
    return (await first.post('/establishments', { siret, name: called }).expect(201)).body.id as string;
  }
  const siretOf = (name: string): string => app.directory.companies[name]?.siret ?? '';
  const here = (trackdechetsId: string) => shown(app, admin, trackdechetsId);

  it('concludes nothing about a document that goes on under another establishment', async () => {
    const [{ id: left } = { id: '' }] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM establishments');
    const carrier = await establishment('transporteur');
    await app.people.person({ email: CARRIER, rights: ['FULL_ACCESS'], withToken: true });
    const { id } = await there.create('PASSE-1');
    await pull(admin);
    await there.update(id, { emitter: { company: { siret: siretOf('transit'), name: 'Autre' } } }, CARRIER);
    await pull(admin);
    expect(await here(id)).toMatchObject({ establishmentId: carrier, trackdechets: { removed: false } });
    // A hint that came late still names the establishment that it left.
    expect(await app.nest.get(DocumentReading).read(left, [id])).toBe(true);
    expect(await here(id)).toMatchObject({ establishmentId: carrier, trackdechets: { removed: false } });
  });
});
