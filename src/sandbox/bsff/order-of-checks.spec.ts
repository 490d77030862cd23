import { AskedPlatform, type Answered, BSFF_INPUT as input, company } from '../../../test/support/asked-platform';

const nameless = (key: string): object => ({ ...company(key), name: null });
const CREATE =
  'mutation($i: BsffInput!) { createBsff(input: $i) { id packagings { id } emitter { company { name } } } }';
const SIGN = 'mutation($id: ID!, $i: BsffSignatureInput!) { signBsff(id: $id, input: $i) { id } }';
const TREAT =
  'mutation($id: ID!, $i: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $i) { acceptation { wasteCode } } }';
const NEW_TRANSPORTER = 'mutation($i: BsffTransporterInput!) { createBsffTransporter(input: $i) { id } }';
const NEW_FICHE = 'mutation($i: BsffFicheInterventionInput!) { createFicheInterventionBsff(input: $i) { id } }';
const LIST = 'query($w: BsffWhere, $first: Int) { bsffs(where: $w, first: $first) { totalCount } }';

let asked: AskedPlatform;

type Value = Record<string, unknown>;

const ask = (key: string, query: string, variables: object): Promise<Answered<Value>> =>
  asked.ask<Value>(key, query, variables);
const one = ({ value }: Answered<Value>): Value => value!;
const creation = async (over: object, key = 'operateur'): Promise<string | null> =>
  (await ask(key, CREATE, { i: { ...input, ...over } })).refusal;

beforeEach(() => {
  asked = new AskedPlatform();
});

describe('a creation', () => {
  const parties = {
    emitter: { company: nameless('operateur') },
    destination: { company: nameless('traitement'), plannedOperationCode: 'R2' },
  };

  it('completes names for the emitter, and leaves them as sent for the others', async () => {
    expect(await creation(parties)).toBeNull();
    expect(await creation(parties, 'transporteur')).toBe(
      'BAD_USER_INPUT emitter.company.name destination.company.name',
    );
    const draft = CREATE.replace('createBsff', 'createDraftBsff');
    expect((await ask('transporteur', draft, { i: { ...input, ...parties } })).refusal).toBeNull();
  });

  it('asks for a type before anything else of the transporters, of which it takes one form', async () => {
    const both = { transporters: ['unknown'] };
    expect(await creation({ ...both, transporter: null })).toBe('BAD_USER_INPUT');
    expect(await creation({ ...both, transporter: undefined })).toBe('BAD_USER_INPUT');
    expect(await creation({ transporters: [], transporter: undefined })).toBeNull();
  });

  it('overlooks unknown fiches, except where none may be listed', async () => {
    expect(await creation({ ficheInterventions: ['unknown'] })).toBeNull();
    expect(await creation({ ficheInterventions: ['unknown'], type: 'TRACER_FLUIDE' })).toBe(
      'BAD_USER_INPUT ficheInterventions',
    );
  });

  it('misses the list of the type before it minds another one, but in a draft, which lacks nothing', async () => {
    const grouping = { type: 'GROUPEMENT', forwarding: ['unknown'] };
    expect(await creation(grouping)).toBe('BAD_USER_INPUT grouping');
    const draft = CREATE.replace('createBsff', 'createDraftBsff');
    expect((await ask('operateur', draft, { i: { ...input, ...grouping } })).refusal).toBe('BAD_USER_INPUT type');
  });

  it('refuses the former name of a packaging beside its type', async () => {
    const [packaging] = input.packagings;
    expect(await creation({ packagings: [{ ...packaging, name: 'bouteille' }] })).toBe('BAD_USER_INPUT');
    expect(await creation({ packagings: [{ ...packaging, name: '' }] })).toBeNull();
  });

  it('never has the date of another, however many come at once', async () => {
    for (let i = 0; i < 5; i++) expect(await creation({})).toBeNull();
    expect(new Set(asked.platform.store.rows.map(({ createdAt }) => createdAt)).size).toBe(5);
  });
});

it('looks a fiche’s establishments up before asking who writes it', async () => {
  const fiche = { numero: 'F-1', weight: 1, postalCode: '33000', operateur: { company: company('operateur') } };
  const of = async (holder: string): Promise<string | null> =>
    (await ask('detenteur', NEW_FICHE, { i: { ...fiche, detenteur: { company: company(holder) } } })).refusal;
  expect(await of('detenteur')).toBe('FORBIDDEN');
  expect(await of('enSommeil')).toBe('BAD_USER_INPUT');
});

it('tells anyone that a transporter has signed, and lets one that left go', async () => {
  const created = await ask('transporteur', NEW_TRANSPORTER, { i: input.transporter });
  const transporter = asked.platform.store.transporters.get(one(created).id as string)!;
  const { id } = one(
    await ask('operateur', CREATE, { i: { ...input, transporter: undefined, transporters: [transporter.id] } }),
  );
  for (const [key, type] of [['operateur', 'EMISSION'] as const, ['transporteur', 'TRANSPORT'] as const])
    expect((await ask(key, SIGN, { id, i: { type, author: 'Ada' } })).refusal).toBeNull();
  const remove = 'mutation($id: ID!) { deleteBsffTransporter(id: $id) }';
  expect((await ask('detenteur', remove, { id: transporter.id })).refusal).toBe('BAD_USER_INPUT');
  transporter.bsffId = null;
  expect((await ask('detenteur', remove, { id: transporter.id })).refusal).toBeNull();
});

it('gives a waste code back to every packaging when all are accepted again', async () => {
  const { id, packagings } = one(await ask('operateur', CREATE, { i: input })) as {
    id: string;
    packagings: [{ id: string }];
  };
  const sign = async (key: string, type: string): Promise<void> =>
    expect((await ask(key, SIGN, { id, i: { type, author: 'Ada' } })).refusal).toBeNull();
  await sign('operateur', 'EMISSION');
  await sign('transporteur', 'TRANSPORT');
  asked.platform.store.bsff(id)!.destination.reception.date = '2026-11-20T00:00:00.000Z';
  await sign('traitement', 'RECEPTION');
  const acceptation = { date: '2026-11-20', weight: 8, status: 'ACCEPTED', wasteDescription: 'R410A', wasteCode: null };
  const treat = (): Promise<Answered<Value>> => ask('traitement', TREAT, { id: packagings[0].id, i: { acceptation } });
  await treat();
  await sign('traitement', 'ACCEPTATION');
  expect(one(await treat())).toEqual({ acceptation: { wasteCode: null } });
  await sign('traitement', 'ACCEPTATION');
  expect(asked.platform.store.packagings.get(packagings[0].id)!.acceptation.wasteCode).toBe('14 06 01*');
});

describe('filters', () => {
  const count = async (w: object): Promise<unknown> => one(await ask('operateur', LIST, { w })).totalCount;

  it('name fiches to ask for one, and packagings’ numbers to ask for a packaging', async () => {
    const draft = CREATE.replace('createBsff', 'createDraftBsff');
    await ask('operateur', draft, { i: { ...input, packagings: [] } });
    expect(await count({ packagings: {} })).toBe(1);
    expect(await count({ packagings: { numero: {} } })).toBe(0);
    expect(await count({ ficheInterventions: {} })).toBe(1);
    expect(await count({ ficheInterventions: { numero: null } })).toBe(0);
  });

  it('are read before the page', async () => {
    const nested = { _and: [{ _and: [{ isDraft: true }] }] };
    const { message } = await ask('operateur', LIST, { w: nested, first: 501 });
    expect(message).toMatch(/imbriquent/);
  });
});
