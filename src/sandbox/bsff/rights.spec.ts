import { AskedPlatform, BSFF_INPUT, company } from '../../../test/support/asked-platform';

const VAT = 'BE0541696005';

let asked: AskedPlatform;
beforeEach(() => (asked = new AskedPlatform()));

const refusal = async (key: string, id: string): Promise<string | null> => (await asked.read(key, id, 'id')).refusal;

async function listed(key: string, id: string): Promise<number> {
  const query = 'query($where: BsffWhere) { bsffs(where: $where) { totalCount } }';
  return (await asked.done<{ totalCount: number }>(key, query, { where: { id: { _eq: id } } })).totalCount;
}

describe('a draft', () => {
  const draft = (key: string, over: object = {}) => asked.create(key, over, 'createDraftBsff');

  it('goes over to whoever wrote it last, a signature being such a writing', async () => {
    const { id } = await draft('operateur');
    expect(await asked.sign('operateur', id, 'EMISSION')).toBeNull();
    expect(await refusal('transporteur', id)).toBe('FORBIDDEN');
    expect(await asked.sign('transporteur', id, 'TRANSPORT')).toBeNull();
    expect(await refusal('transporteur', id)).toBeNull();
    expect(await refusal('operateur', id)).toBe('FORBIDDEN');
  });

  it('stays readable, though no longer listed, by an author who took every company of theirs off it', async () => {
    const { id } = await draft('operateur');
    expect(await asked.update('operateur', id, { emitter: null })).toBeNull();
    expect(await refusal('operateur', id)).toBeNull();
    expect(await listed('operateur', id)).toBe(0);
  });

  it('cannot be moved to another company of the same author', async () => {
    const { id } = await asked.create('agence', {}, 'createDraftBsff');
    const moved = { emitter: { company: company('agence') } };
    expect(await asked.update('agence', id, moved)).toBe('FORBIDDEN');
    const published = await asked.create('agence');
    expect(await asked.update('agence', published.id, moved)).toBeNull();
  });
});

describe('a transporter on a BSFF', () => {
  it('does not put another in its place, but may stay as the emitter', async () => {
    const { id, transporters } = await asked.create('operateur');
    const carrier = transporters[0]?.id;
    const other = { id: carrier, input: { company: company('agence') } };
    expect(await asked.write('transporteur', 'updateBsffTransporter', other)).toBe('FORBIDDEN');
    expect(await asked.write('operateur', 'updateBsffTransporter', other)).toBeNull();
    expect(await refusal('transporteur', id)).toBe('FORBIDDEN');
    const own = await asked.create('agence', {
      emitter: { company: company('agence') },
      transporter: { ...BSFF_INPUT.transporter, company: company('agence') },
    });
    expect(await asked.write('agence', 'deleteBsffTransporter', { id: own.transporters[0]?.id })).toBeNull();
  });

  it('belongs to its BSFF even after the deletion', async () => {
    const { id, transporters } = await asked.create('operateur');
    const carrier = transporters[0]?.id;
    expect(await asked.write('operateur', 'deleteBsff', { id })).toBeNull();
    const touched = { id: carrier, input: { customInfo: 'x' } };
    expect(await asked.write('detenteur', 'updateBsffTransporter', touched)).toBe('FORBIDDEN');
    expect(await asked.write('operateur', 'updateBsffTransporter', touched)).toBeNull();
    expect(await asked.write('operateur', 'deleteBsffTransporter', { id: carrier })).toBe('BAD_USER_INPUT');
  });

  it('is known by its SIRET and by its VAT number', async () => {
    const { companies } = asked.platform;
    const fret = companies.get(company('transporteur').siret)!;
    companies.delete(fret.orgId);
    companies.set(VAT, Object.assign(fret, { orgId: VAT, siret: null, vatNumber: VAT }));
    for (const user of asked.platform.users.values())
      if (user.roles.delete(BSFF_INPUT.transporter.company.siret)) user.roles.set(VAT, 'ADMIN');
    const both = { company: { ...company('agence'), vatNumber: VAT }, transport: { mode: 'RAIL' } };
    const { id } = await asked.create('operateur', { transporter: both });
    expect(await refusal('transporteur', id)).toBeNull();
    expect(await listed('transporteur', id)).toBe(1);
    expect(await asked.sign('operateur', id, 'EMISSION')).toBeNull();
    expect(await asked.sign('transporteur', id, 'TRANSPORT')).toBeNull();
  });

  it('keeps its number when another BSFF takes the one before it away', async () => {
    const [first, second] = [await asked.carrier('agence'), await asked.carrier('transporteur')];
    const { id } = await asked.create('operateur', { transporter: undefined, transporters: [first, second] });
    await asked.create('operateur', { transporter: undefined, transporters: [first] });
    const seen = async () => (await asked.read('operateur', id, 'transporter { id } transporters { id }')).value;
    expect(await seen()).toEqual({ transporter: null, transporters: [{ id: second }] });
    await asked.sign('operateur', id, 'EMISSION');
    expect(await asked.sign('transporteur', id, 'TRANSPORT')).toBe('FORBIDDEN');
    expect(await asked.update('operateur', id, { waste: { code: '14 06 02*' } })).toBeNull();
    expect(await asked.sign('transporteur', id, 'TRANSPORT')).toBe('FORBIDDEN');
    expect(await asked.update('operateur', id, { transporter: { company: company('agence') } })).toBeNull();
    expect(await seen()).toMatchObject({ transporter: { id: expect.not.stringMatching(second) as string } });
    expect(await asked.sign('agence', id, 'TRANSPORT')).toBeNull();
    expect(await asked.sign('transporteur', id, 'TRANSPORT')).toBeNull();
  });
});

it('opens a link for road controls on the way there, and back when the reception is recent', async () => {
  const link = 'mutation($id: ID!) { createPdfAccessToken(input: { bsdId: $id }) }';
  const { id, packagings } = await asked.create('operateur');
  const opened = async (): Promise<string | null> => (await asked.ask('operateur', link, { id })).refusal;
  const received = (daysAgo: number): void => {
    const date = asked.platform.clock.now().getTime() - daysAgo * 24 * 3_600_000;
    asked.platform.store.bsff(id)!.destination.reception.date = new Date(date).toISOString();
  };
  await asked.sign('operateur', id, 'EMISSION');
  expect(await opened()).toBe('FORBIDDEN');
  await asked.sign('transporteur', id, 'TRANSPORT');
  expect(await opened()).toBeNull();
  received(3);
  await asked.sign('traitement', id, 'RECEPTION');
  expect(await opened()).toBe('FORBIDDEN');
  received(1);
  expect(await opened()).toBeNull();
  const acceptation = { date: '2026-11-20', weight: 8, status: 'ACCEPTED', wasteDescription: 'R410A' };
  const treated = { id: packagings[0]?.id, input: { acceptation } };
  expect(await asked.write('traitement', 'updateBsffPackaging', treated)).toBeNull();
  expect(await opened()).toBe('FORBIDDEN');
});
