import { type FullBsffFragment } from '../src/trackdechets/generated';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';
import { ADMIN, completeBsff, control, CREATE, graphql } from './support/sandbox-client';

const TRANSPORTER = 'exploitation@atlantique-fret.test';
const PLANT = 'reception@recyclage-gaz-garonne.test';
const SIGN = 'mutation Sign($id: ID!, $input: BsffSignatureInput!) { signBsff(id: $id, input: $input) { id status } }';
const UPDATE = 'mutation Update($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { id } }';
const UPDATE_PACKAGING =
  'mutation P($id: ID!, $input: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $input) { id } }';
const DELETE = 'mutation Delete($id: ID!) { deleteBsff(id: $id) { id } }';

interface Created {
  id: string;
  packagings: { id: string }[];
}

interface Row {
  id: string;
  remote: FullBsffFragment;
  input: Record<string, unknown>;
  removed: string | null;
  conflict: { fields: unknown[] } | null;
  version: number;
}

describe('Pulls', () => {
  let app: TestApp;
  let admin: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    const first = await app.people.administrator();
    const { operateur } = app.directory.companies;
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  async function onTrackdechets(
    query: string,
    variables: Record<string, unknown>,
    email = ADMIN,
  ): Promise<Record<string, unknown>> {
    const { json } = await graphql(app.sandbox, query, variables, { email });
    if (json.errors) throw new Error(JSON.stringify(json.errors));
    return json.data;
  }

  async function born(numero: string, more: Record<string, unknown> = {}): Promise<Created> {
    const data = await onTrackdechets(CREATE, { input: { ...completeBsff(numero), ...more } });
    return data.createBsff as Created;
  }

  const sign = (id: string, type: string, email: string, packagingId?: string) =>
    onTrackdechets(SIGN, { id, input: { type, author: 'Une personne', packagingId } }, email);

  async function pull(body = {}): Promise<Record<string, unknown>> {
    const asked = await admin.post('/pulls', body).expect(202);
    return eventually(async () => {
      const { body: view } = await admin.get(`/pulls/${asked.body.id}`).expect(200);
      return ['SUCCEEDED', 'FAILED'].includes(view.state) ? (view as Record<string, unknown>) : null;
    });
  }

  async function row(trackdechetsId: string): Promise<Row | undefined> {
    const [found] = await app.dataSource.query<Row[]>('SELECT * FROM bsffs WHERE trackdechets_id = $1', [
      trackdechetsId,
    ]);
    return found;
  }

  async function requests(): Promise<number> {
    return (await control(app.sandbox, 'GET /state')).requests.total;
  }

  it('refuses those without the right', async () => {
    const person = await app.people.person();
    await person.post('/pulls', {}).expect(403);
    await person.get('/pulls/6c1f4f35-7f7d-4b0c-8f3c-2b5b0e1d2c3a').expect(403);
    await app.http.post('/api/v1/pulls').expect(401);
  });

  it('brings in a document born on Trackdéchets, then its whole life, signature by signature', async () => {
    const { id, packagings } = await born('VIE-1');
    expect(await pull()).toMatchObject({ state: 'SUCCEEDED', created: 1, error: null });
    const { operateur } = app.directory.companies;
    expect((await row(id))?.remote.emitter?.company?.siret).toBe(operateur?.siret);

    await sign(id, 'EMISSION', ADMIN);
    await onTrackdechets(UPDATE, {
      id,
      input: { transporter: { transport: { mode: 'ROAD', plates: ['AB-123-CD'] } } },
    });
    await sign(id, 'TRANSPORT', TRANSPORTER);
    expect(await pull()).toMatchObject({ updated: 1, created: 0 });
    expect((await row(id))?.remote).toMatchObject({
      status: 'SENT',
      transporters: [{ transport: { plates: ['AB-123-CD'], signature: { author: 'Une personne' } } }],
    });

    const reception = { destination: { reception: { date: '2026-11-20T08:00:00.000Z' } } };
    await onTrackdechets(UPDATE, { id, input: reception }, PLANT);
    await sign(id, 'RECEPTION', PLANT);
    const packaging = packagings[0]?.id ?? '';
    const acceptation = {
      date: '2026-11-20T09:00:00.000Z',
      weight: 7.5,
      status: 'ACCEPTED',
      wasteDescription: 'R410A',
    };
    await onTrackdechets(UPDATE_PACKAGING, { id: packaging, input: { acceptation } }, PLANT);
    await sign(id, 'ACCEPTATION', PLANT, packaging);
    const operation = {
      date: '2026-11-21T09:00:00.000Z',
      code: 'R2',
      mode: 'REUTILISATION',
      description: 'Régénération',
    };
    await onTrackdechets(UPDATE_PACKAGING, { id: packaging, input: { operation } }, PLANT);
    await sign(id, 'OPERATION', PLANT, packaging);
    expect(await pull()).toMatchObject({ updated: 1 });
    expect((await row(id))?.remote).toMatchObject({
      status: 'PROCESSED',
      packagings: [{ acceptation: { weight: 7.5, status: 'ACCEPTED' }, operation: { code: 'R2' } }],
    });
    const changes = await app.dataSource.query<{ path: string }[]>(
      `SELECT path FROM bsff_changes c JOIN bsffs b ON b.id = c.bsff_id WHERE b.trackdechets_id = $1 AND origin = 'TRACKDECHETS'`,
      [id],
    );
    expect(changes.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['status', 'packagings.0.acceptation.weight', 'packagings.0.operation.signature.author']),
    );
  });

  it('leaves what did not change alone, in one request', async () => {
    await pull();
    const before = await app.dataSource.query('SELECT id, version, updated_at FROM bsffs ORDER BY id');
    const asked = await requests();
    expect(await pull()).toMatchObject({ state: 'SUCCEEDED', created: 0, updated: 0, removed: 0, unchanged: 1 });
    expect((await requests()) - asked).toBe(1);
    expect(await app.dataSource.query('SELECT id, version, updated_at FROM bsffs ORDER BY id')).toEqual(before);
  });

  it('finds what was deleted there, and what went out of reach', async () => {
    const deleted = await born('SUPPRIME-1');
    const lost = await born('PERDU-1');
    await pull();
    await onTrackdechets(DELETE, { id: deleted.id });
    const { siret } = app.directory.companies.transit ?? {};
    await onTrackdechets(
      UPDATE,
      { id: lost.id, input: { emitter: { company: { siret, name: 'Autre' } } } },
      TRANSPORTER,
    );
    expect(await pull()).toMatchObject({ removed: 2 });
    expect((await row(deleted.id))?.removed).toBe('DELETED');
    expect((await row(lost.id))?.removed).toBe('ACCESS_LOST');
    expect(await pull()).toMatchObject({ removed: 0, updated: 0 });
  });

  it('keeps other companies of a token’s owner out', async () => {
    const { agence } = app.directory.companies;
    const company = { siret: agence?.siret, name: 'x', address: 'x', contact: 'x', phone: 'x', mail: 'x@y.test' };
    const { id } = await born('AGENCE-1', { emitter: { company } });
    await pull();
    expect(await row(id)).toBeUndefined();
    const first = await app.people.administrator();
    await first.post('/establishments', { siret: agence?.siret, name: agence?.name }).expect(201);
    await pull();
    expect(await row(id)).toBeDefined();
  });
});
