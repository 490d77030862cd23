import { bodyFromRemote, type RemoteBsff } from './bsff-body';
import { asTyped, changesBetween, pendingChanges } from './changes';
import { composeInput, type References } from './compose';

const references: References = {
  establishment: { siret: '73282932000074', name: 'Frigo Alpes', address: '12 rue', phone: '04' },
  partners: new Map([['p', { siret: '55210055400013', name: 'Cimes' }]]),
  fiches: new Map([['f1', 'tdFiche']]),
  contact: { firstName: 'Anne', lastName: 'Mercier', email: 'anne@frigo.fr', phone: '' },
};

describe('composeInput', () => {
  it('puts the establishment and the contact in the place of an emitter that was left out', () => {
    expect(composeInput({ emitter: { customInfo: 'note' } }, references).input).toEqual({
      emitter: {
        company: {
          siret: '73282932000074',
          name: 'Frigo Alpes',
          address: '12 rue',
          contact: 'Anne Mercier',
          phone: '04',
          mail: 'anne@frigo.fr',
        },
        customInfo: 'note',
      },
    });
    const typed = { emitter: { company: { siret: '1' } } };
    expect(composeInput(typed, references).input.emitter).toEqual(typed.emitter);
  });

  it('copies partners, unless a company was copied before', () => {
    const { input } = composeInput(
      {
        transporters: [{ partnerId: 'p' }],
        destination: { partnerId: 'p', company: { name: 'Ancien nom' }, cap: 'C' },
      },
      references,
    );
    expect(input.transporter).toEqual({ company: { siret: '55210055400013', name: 'Cimes' } });
    expect(input.destination).toEqual({ company: { name: 'Ancien nom' }, cap: 'C' });
  });

  it('gives the other transporters apart, since Trackdéchets takes them by id', () => {
    const composed = composeInput({ transporters: [{ customInfo: 'un' }, { customInfo: 'deux' }] }, references);
    expect(composed.input.transporter).toEqual({ customInfo: 'un' });
    expect(composed.moreTransporters).toEqual([{ customInfo: 'deux' }]);
  });

  it('keeps null and absent apart, and sends no empty list of previous packagings', () => {
    const { input } = composeInput(
      { grouping: [], waste: null, transporters: [{ transport: { mode: null } }] },
      references,
    );
    expect(input).not.toHaveProperty('grouping');
    expect(input).not.toHaveProperty('weight');
    expect(input.waste).toBeNull();
    expect(input.transporter).toEqual({ transport: { mode: null } });
  });

  it('links the fiches that Trackdéchets knows and names those to create first', () => {
    const composed = composeInput({ ficheInterventionIds: ['f1', 'f2'], ficheInterventions: ['other'] }, references);
    expect(composed.input.ficheInterventions).toEqual(['other', 'tdFiche']);
    expect(composed.ficheIds).toEqual(['f1', 'f2']);
  });

  it('lets Trackdéchets copy the packagings of a forwarding', () => {
    const body = {
      type: 'REEXPEDITION' as const,
      forwarding: ['x'],
      packagings: [{ type: 'BOUTEILLE' as const, numero: 'B', weight: 1 }],
    };
    expect(composeInput(body, references).input).not.toHaveProperty('packagings');
  });
});

describe('bodyFromRemote', () => {
  const company = {
    name: 'Frigo',
    orgId: '1',
    siret: '1',
    vatNumber: null,
    address: 'a',
    contact: 'c',
    phone: 'p',
    mail: 'm',
    country: null,
    omiNumber: null,
    extraEuropeanId: null,
  };
  const remote = {
    id: 'FF-1',
    type: 'COLLECTE_PETITES_QUANTITES',
    emitter: { company, customInfo: 'note réf. 0123ABCD', emission: null },
    waste: null,
    weight: { value: 1, isEstimate: false },
    transporters: [
      {
        id: 't',
        company: { ...company, siret: '2' },
        customInfo: null,
        recepisse: null,
        transport: { mode: 'ROAD', plates: ['AB-123-CD'], takenOverAt: null, signature: null },
      },
    ],
    destination: {
      company: { ...company, siret: '3' },
      cap: null,
      customInfo: null,
      plannedOperationCode: 'R2',
      reception: null,
    },
    packagings: [
      {
        id: 'k',
        type: 'BOUTEILLE',
        other: null,
        numero: 'B-1',
        volume: 2,
        weight: 1,
        acceptation: null,
        operation: null,
      },
    ],
    ficheInterventions: [{ id: 'td1' }, { id: 'td2' }],
    forwarding: [],
    grouping: [],
    repackaging: [],
  } as unknown as RemoteBsff;

  it('reads a document back without our mark, and tells our fiches from others', () => {
    const body = bodyFromRemote(remote, { fiches: new Map([['td2', 'local']]), establishmentId: 'e' });
    expect(body.emitter).toEqual({ company: expect.objectContaining({ siret: '1' }), customInfo: 'note' });
    expect(body.emitter?.company).not.toHaveProperty('orgId');
    expect(body).toMatchObject({ establishmentId: 'e', ficheInterventionIds: ['local'], ficheInterventions: ['td1'] });
  });

  it('keeps a partner named as long as its establishment is the one there', () => {
    const previous = {
      reference: 'R',
      transporters: [{ partnerId: 'p' }],
      destination: { partnerId: 'q', company: { siret: '9' } },
    };
    const body = bodyFromRemote(remote, { previous });
    expect(body.reference).toBe('R');
    expect(body.transporters?.[0]?.partnerId).toBe('p');
    expect(body.destination?.partnerId).toBeUndefined();
  });

  it('reads back what was composed as unchanged', () => {
    const body = bodyFromRemote(remote);
    const { input } = composeInput(body, { ...references, establishment: null });
    expect(changesBetween(input.emitter, body.emitter)).toEqual([]);
    expect(changesBetween(input.packagings, body.packagings)).toEqual([]);
    expect(changesBetween(input.destination, body.destination)).toEqual([]);
  });
});

describe('changesBetween', () => {
  it('tells leaves by their path, and takes absent, null and empty for the same', () => {
    const before = { waste: { code: 'a', adr: null }, packagings: [{ numero: 'A' }, { numero: 'B' }], emitter: null };
    const after = {
      waste: { code: 'b', adr: '' },
      packagings: [{ numero: 'A' }, { numero: 'C' }],
      emitter: { company: {} },
    };
    expect(changesBetween(before, after)).toEqual([
      { path: 'waste.code', before: 'a', after: 'b' },
      { path: 'packagings.1.numero', before: 'B', after: 'C' },
    ]);
  });

  it('tells a list of another length as one change', () => {
    expect(changesBetween({ packagings: [{ numero: 'A' }] }, { packagings: [] })).toEqual([
      { path: 'packagings', before: [{ numero: 'A' }], after: [] },
    ]);
  });
});

describe('asTyped', () => {
  it('keeps a text that Trackdéchets cut, and takes every other value from there', () => {
    const typed = {
      waste: { description: 'R-410A < 5 kg', adr: 'a' },
      packagings: [{ numero: 'A<1' }, { numero: 'B' }],
    };
    const remote = { waste: { description: 'R-410A', adr: 'b' }, packagings: [{ numero: 'A' }, { numero: 'C' }] };
    const input = asTyped(typed, remote);
    expect(input).toEqual({
      waste: { description: 'R-410A < 5 kg', adr: 'b' },
      packagings: [{ numero: 'A<1' }, { numero: 'C' }],
    });
    expect(pendingChanges(remote, input)).toEqual([]);
  });
});

describe('pendingChanges', () => {
  const base = { destination: { partnerId: 'P', company: { siret: '1' } }, transporters: [{ recepisse: null }] };

  it('leaves out what no export sends', () => {
    const recepisse = { number: 'R-1', department: '17', validityLimit: '2027-01-01T00:00:00.000Z' };
    const input = { reference: 'FI-1', establishmentId: 'e', ...base, transporters: [{ recepisse }] };
    expect(pendingChanges(base, input)).toEqual([]);
    expect(pendingChanges(base, { ...base, destination: { company: { siret: '1' } } })).toEqual([]);
  });

  it('tells of another partner, and of an exemption', () => {
    const input = { destination: { partnerId: 'Q' }, transporters: [{ recepisse: { isExempted: true } }] };
    expect(pendingChanges(base, input).map(({ path }) => path)).toEqual([
      'destination.partnerId',
      'destination.company.siret',
      'transporters.0.recepisse.isExempted',
    ]);
  });
});
