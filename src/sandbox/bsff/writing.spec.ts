import { AskedPlatform, BSFF_INPUT, company } from '../../../test/support/asked-platform';

let asked: AskedPlatform;
beforeEach(() => (asked = new AskedPlatform()));

describe('a signature', () => {
  it('writes itself alone: what was looked up to check the document is not kept', async () => {
    const named = { emitter: { company: { ...company('operateur'), name: 'Nom donné' } } };
    const { id } = await asked.create('transporteur', named);
    expect(await asked.sign('operateur', id, 'EMISSION')).toBeNull();
    const { value } = await asked.read('operateur', id, 'emitter { company { name } }');
    expect(value).toEqual({ emitter: { company: { name: 'Nom donné' } } });
  });

  it('writes the receipt of the transporter who signs, as it is that day', async () => {
    const [first, second] = [await asked.carrier('transporteur'), await asked.carrier('agence')];
    const { id } = await asked.create('operateur', { transporter: undefined, transporters: [first, second] });
    for (const key of ['transporteur', 'agence'])
      asked.platform.companies.get(company(key).siret)!.receipt!.receiptNumber = `${key} today`;
    await asked.sign('operateur', id, 'EMISSION');
    expect(await asked.sign('transporteur', id, 'TRANSPORT')).toBeNull();
    const { value } = await asked.read('operateur', id, 'transporters { recepisse { number } }');
    expect(value).toEqual({
      transporters: [{ recepisse: { number: 'transporteur today' } }, { recepisse: { number: 'REC-17-2025-0108' } }],
    });
  });
});

describe('an update', () => {
  it('checks the document even when nothing changes', async () => {
    const { id, transporters } = await asked.create('operateur');
    const [carrier] = transporters;
    await asked.write('operateur', 'updateBsffTransporter', {
      id: carrier?.id,
      input: { company: company('detenteur') },
    });
    expect(await asked.update('operateur', id, {})).toBe('BAD_USER_INPUT transporter.company.siret');
    expect(await asked.update('operateur', id, { transporter: BSFF_INPUT.transporter })).toBeNull();
    expect(await asked.update('operateur', id, {})).toBeNull();
  });

  it('only finds out that a fiche does not exist when it writes', async () => {
    const unknown = { ficheInterventions: ['unknown'] };
    const tracer = await asked.create('operateur', { type: 'TRACER_FLUIDE' });
    expect(await asked.update('operateur', tracer.id, unknown)).toBe('BAD_USER_INPUT ficheInterventions');
    const { id } = await asked.create('operateur');
    const badMail = { ...unknown, emitter: { company: { mail: 'x' } } };
    expect(await asked.update('operateur', id, badMail)).toBe('BAD_USER_INPUT emitterCompanyMail');
    expect(await asked.update('operateur', id, { ...unknown, waste: null })).toBe('INTERNAL_SERVER_ERROR');
    expect((await asked.read('operateur', id, 'waste { code }')).value).toEqual({ waste: { code: '14 06 01*' } });
    await asked.sign('operateur', id, 'EMISSION');
    expect(await asked.update('traitement', id, unknown)).toBe('FORBIDDEN');
  });

  it('takes null for another list than the empty one, fiches included', async () => {
    const { id } = await asked.create('operateur');
    await asked.sign('operateur', id, 'EMISSION');
    expect(await asked.update('traitement', id, { ficheInterventions: [] })).toBeNull();
    expect(await asked.update('traitement', id, { ficheInterventions: null })).toBe('FORBIDDEN');
  });
});

describe('metadata', () => {
  it('tells what the values say together and what is missing, at once', async () => {
    const heavy = { type: 'TRACER_FLUIDE', emitter: BSFF_INPUT.emitter, weight: { value: 50_000, isEstimate: true } };
    const query =
      'mutation($input: BsffInput!) { createDraftBsff(input: $input) { metadata { errors { path requiredFor } } } }';
    const { metadata } = await asked.done<{ metadata: { errors: { path: string[] }[] } }>('operateur', query, {
      input: { ...heavy, transporter: {} },
    });
    const paths = metadata.errors.map(({ path }) => path.join('.'));
    expect(paths.slice(0, 2)).toEqual(['weight.value', 'waste.code']);
    expect(paths).toContain('packagings');
  });
});

describe('a duplicate', () => {
  const SELECTION = 'transporter { company { siret } recepisse { number isExempted } transport { mode plates } }';
  const duplicate = async (id: string): Promise<unknown> =>
    asked.done('operateur', `mutation($id: ID!) { duplicateBsff(id: $id) { ${SELECTION} } }`, { id });

  it('always has a transporter, empty where there was none', async () => {
    const { id } = await asked.create('operateur', { transporter: undefined });
    expect(await duplicate(id)).toEqual({
      transporter: {
        company: null,
        recepisse: { number: null, isExempted: false },
        transport: { mode: 'ROAD', plates: [] },
      },
    });
  });

  it('takes the receipt of the profile, of an exempted transporter too', async () => {
    const exempted = { ...BSFF_INPUT.transporter, recepisse: { isExempted: true } };
    const { id } = await asked.create('operateur', { transporter: exempted });
    expect((await asked.read('operateur', id, SELECTION)).value).toMatchObject({
      transporter: { recepisse: { number: null, isExempted: true } },
    });
    expect(await duplicate(id)).toMatchObject({
      transporter: { recepisse: { number: 'REC-33-2025-0417', isExempted: true } },
    });
  });
});

describe('a fiche', () => {
  const FICHE = {
    numero: 'F-1',
    weight: 1,
    postalCode: '33000',
    detenteur: { company: company('detenteur') },
    operateur: { company: company('operateur') },
  };
  const PERSON = { isPrivateIndividual: true, company: { siret: null, name: 'Ada', address: 'Quai 1' } };
  const created = async (over: object = {}): Promise<string> => {
    const query = 'mutation($input: BsffFicheInterventionInput!) { createFicheInterventionBsff(input: $input) { id } }';
    return (await asked.done<{ id: string }>('operateur', query, { input: { ...FICHE, ...over } })).id;
  };
  const updated = (id: string, over: object): Promise<string | null> =>
    asked.write('operateur', 'updateFicheInterventionBsff', { id, input: { ...FICHE, ...over } });

  it('keeps what null is sent for, except a company’s own contacts', async () => {
    const id = await created();
    const holder = (over: object): object => ({ detenteur: { company: { ...company('detenteur'), ...over } } });
    const operator = (over: object): object => ({ operateur: { company: { ...company('operateur'), ...over } } });
    expect(await updated(id, holder({ name: null, address: null }))).toBeNull();
    expect(await updated(id, operator({ name: null, contact: null, mail: null, siret: null }))).toBeNull();
    for (const refused of [
      holder({ name: '' }),
      holder({ contact: null }),
      holder({ siret: '' }),
      operator({ phone: '' }),
    ])
      expect(await updated(id, refused)).toBe('BAD_USER_INPUT');
    expect(
      await updated(await created({ detenteur: PERSON }), { detenteur: { ...PERSON, isPrivateIndividual: null } }),
    ).toBeNull();
  });

  it('leaves the BSFF to its former holder when nobody with a SIRET takes over', async () => {
    const fiche = await created();
    const { id } = await asked.create('operateur', { ficheInterventions: [fiche] });
    expect(await updated(fiche, { detenteur: PERSON })).toBeNull();
    expect(await asked.read('detenteur', id, 'ficheInterventions { id }')).toMatchObject({
      value: { ficheInterventions: [] },
    });
    expect(await updated(fiche, { detenteur: { isPrivateIndividual: false, company: company('agence') } })).toBeNull();
    expect((await asked.read('detenteur', id, 'id')).refusal).toBe('FORBIDDEN');
  });
});
