import { TestApp } from './support/app';
import { OtherSide, pull } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, completeBsff, CREATE, graphql } from './support/sandbox-client';

const DEPOT = 'accueil@depot-fluides-ouest.test';
const PLANT = 'reception@recyclage-gaz-garonne.test';
const CARRIER = 'exploitation@atlantique-fret.test';
const DATE = '2026-11-20T08:00:00.000Z';

interface Answer {
  createBsff: { id: string; packagings: { id: string }[] };
}

interface Onward {
  id: string;
  packagings: string[];
}

interface Chain {
  numero: string;
  chain: { bsffId: string | null; trackdechetsId: string; operationCode: string | null }[];
}

describe('Where a fluid ended', () => {
  let app: TestApp;
  let admin: Person;
  let there: OtherSide;
  let depot: object;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    const first = await app.people.administrator();
    const { operateur, transit } = app.directory.companies;
    const { siret, name, address, contact, phone, mail } = transit ?? {};
    depot = { siret, name, address, contact, phone, mail };
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  async function ask(query: string, variables: Record<string, unknown>, email: string): Promise<Answer> {
    const { json } = await graphql(app.sandbox, query, variables, { email });
    if (json.errors) throw new Error(JSON.stringify(json.errors));
    return json.data as Answer;
  }

  async function treat(id: string, packagingId: string, email: string, code: string): Promise<void> {
    const input =
      'mutation P($id: ID!, $input: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $input) { id } }';
    const mode = code === 'R2' ? { mode: 'REUTILISATION' } : {};
    const { siret, name, address, contact, phone, mail } = app.directory.companies.traitement ?? {};
    const company = { siret, name, address, contact, phone, mail };
    const onward = code === 'R2' ? {} : { nextDestination: { plannedOperationCode: 'R2', cap: 'CAP', company } };
    const acceptation = { date: DATE, weight: 7.5, status: 'ACCEPTED', wasteDescription: 'R410A' };
    await ask(input, { id: packagingId, input: { acceptation } }, email);
    await there.sign(id, 'ACCEPTATION', email, packagingId);
    const operation = { date: DATE, code, description: 'Suite', ...mode, ...onward };
    await ask(input, { id: packagingId, input: { operation } }, email);
    await there.sign(id, 'OPERATION', email, packagingId);
  }

  async function carry(id: string, from: string, to: string): Promise<void> {
    await there.sign(id, 'EMISSION', from);
    await there.update(id, { transporter: { transport: { mode: 'ROAD', plates: ['AB-123-CD'] } } }, CARRIER);
    await there.sign(id, 'TRANSPORT', CARRIER);
    await there.update(id, { destination: { reception: { date: DATE } } }, to);
    await there.sign(id, 'RECEPTION', to);
  }

  /** A document that ends at the depot with this code. */
  async function untilDepot(numero: string, code: string): Promise<{ id: string; packaging: string }> {
    const destination = { company: depot, cap: 'CAP', plannedOperationCode: code };
    const { id, packagings } = await there.create(numero, { destination });
    const packaging = packagings[0]?.id ?? '';
    await carry(id, ADMIN, DEPOT);
    await treat(id, packaging, DEPOT, code);
    return { id, packaging };
  }

  /** The depot's own document, that takes containers over. */
  async function onward(type: string, list: string, ids: string[], numero: string): Promise<Onward> {
    const { packagings: own, ...rest } = completeBsff(numero);
    const packagings = list === 'forwarding' ? {} : { packagings: own };
    const input = { ...rest, ...packagings, type, emitter: { company: depot }, [list]: ids };
    const { createBsff } = await ask(CREATE, { input }, DEPOT);
    return { id: createBsff.id, packagings: createBsff.packagings.map(({ id }) => id) };
  }

  async function containers(trackdechetsId: string): Promise<Chain[]> {
    const [row] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM bsffs WHERE trackdechets_id = $1', [
      trackdechetsId,
    ]);
    const { body } = await admin.get(`/bsffs/${row?.id ?? ''}/history`).expect(200);
    return body.containers as Chain[];
  }

  it('follows a container that was sent on as it was, to its last operation', async () => {
    const first = await untilDepot('CHAINE-1', 'R13');
    await pull(admin);
    expect(await containers(first.id)).toMatchObject([{ numero: 'CHAINE-1', chain: [] }]);

    const second = await onward('REEXPEDITION', 'forwarding', [first.packaging], 'CHAINE-1');
    await pull(admin, { complete: true });
    expect(await containers(first.id)).toMatchObject([
      {
        chain: [{ bsffId: null, trackdechetsId: second.id, type: 'REEXPEDITION', operationCode: null, signedAt: null }],
      },
    ]);

    await carry(second.id, DEPOT, PLANT);
    for (const packaging of second.packagings) await treat(second.id, packaging, PLANT, 'R2');
    // The first document becomes PROCESSED there: an ordinary pull sees it.
    await pull(admin);
    expect(await containers(first.id)).toMatchObject([
      {
        chain: [
          {
            trackdechetsId: second.id,
            status: 'PROCESSED',
            operationCode: 'R2',
            signedAt: expect.any(String),
            destination: { siret: app.directory.companies.traitement?.siret },
          },
        ],
      },
    ]);
  });

  it('follows containers that were grouped into another, as soon as one document is read again', async () => {
    const one = await untilDepot('GROUPE-1', 'R12');
    const two = await untilDepot('GROUPE-2', 'R12');
    await pull(admin);
    const group = await onward('GROUPEMENT', 'grouping', [one.packaging, two.packaging], 'GROUPE-3');
    for (const { id } of [one, two]) {
      const [row] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM bsffs WHERE trackdechets_id = $1', [
        id,
      ]);
      await admin.post(`/bsffs/${row?.id ?? ''}/pull`).expect(200);
      expect(await containers(id)).toMatchObject([{ chain: [{ trackdechetsId: group.id, type: 'GROUPEMENT' }] }]);
    }
    await carry(group.id, DEPOT, PLANT);
    for (const packaging of group.packagings) await treat(group.id, packaging, PLANT, 'R2');
    await pull(admin);
    expect(await containers(one.id)).toMatchObject([{ chain: [{ operationCode: 'R2' }] }]);
    expect(await containers(two.id)).toMatchObject([{ chain: [{ operationCode: 'R2' }] }]);
  });
});
