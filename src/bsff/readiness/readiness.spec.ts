import { issue } from '../../trackdechets/rules/issues';
import { type BsffBody } from '../bsff-body';
import { type Knowledge, readinessOf, type ReadinessStep } from './readiness';

const OPERATOR = '73282932000074';
const CARRIER = '55210055400013';
const PROCESSOR = '44306184100047';
const receipt = { number: 'REC-1', department: '73', validityLimit: '2030-01-01T00:00:00.000Z' };
const types: Record<string, string[]> = {
  [OPERATOR]: ['PRODUCER'],
  [CARRIER]: ['TRANSPORTER'],
  [PROCESSOR]: ['WASTEPROCESSOR'],
};

const knowledge = (more: Partial<Knowledge> = {}): Knowledge => ({
  references: { establishment: null, partners: new Map(), fiches: new Map(), contact: null },
  company: (orgId) =>
    types[orgId]
      ? { orgId, registered: true, companyTypes: types[orgId], verified: true, dormant: false, closed: false }
      : undefined,
  complete: (orgId) => (types[orgId ?? ''] ? { name: 'Nom au registre', address: 'Adresse', receipt } : null),
  mayCreateFor: new Set([OPERATOR]),
  companiesOfUser: new Set([OPERATOR]),
  previousPackaging: () => undefined,
  fiches: [],
  numerosElsewhere: new Set(),
  now: new Date('2026-06-01T00:00:00Z'),
  trackdechetsId: null,
  sealed: false,
  ...more,
});

const people = { contact: 'Anne', phone: '04 79', mail: 'anne@frigo.fr' };
const complete = (): BsffBody => ({
  type: 'COLLECTE_PETITES_QUANTITES',
  emitter: { company: { siret: OPERATOR, ...people } },
  waste: { code: '14 06 01*', description: 'R-410A' },
  weight: { value: 8, isEstimate: false },
  packagings: [{ type: 'BOUTEILLE', numero: 'B-1', volume: 12, weight: 8 }],
  transporters: [{ company: { siret: CARRIER, ...people }, transport: { plates: ['AB-123-CD'] } }],
  destination: { company: { siret: PROCESSOR, ...people }, plannedOperationCode: 'R2' },
});

const errorsOf = (body: BsffBody, step: ReadinessStep, more?: Partial<Knowledge>): string[] =>
  readinessOf(body, step, knowledge(more)).errors.map(({ path, code }) => `${path} ${code}`);
const warningsOf = (body: BsffBody, more?: Partial<Knowledge>): string[] =>
  readinessOf(body, 'TRANSPORT', knowledge(more)).warnings.map(({ path, code }) => `${path} ${code}`);

describe('readinessOf', () => {
  it.each(['DRAFT', 'PUBLICATION', 'EMISSION', 'TRANSPORT'] as const)(
    'finds nothing wrong at %s in a complete document',
    (step) => {
      expect(errorsOf(complete(), step)).toEqual([]);
    },
  );

  it('asks a draft for its type and one establishment of the user, nothing else', () => {
    expect(errorsOf({}, 'DRAFT')).toEqual(['emitter.company.siret ESTABLISHMENT_NOT_YOURS', 'type REQUIRED']);
    expect(
      errorsOf({ type: 'TRACER_FLUIDE', destination: { company: { siret: OPERATOR } } }, 'DRAFT', {
        company: () => undefined,
      }),
    ).toEqual([]);
    expect(errorsOf({ type: 'TRACER_FLUIDE' }, 'DRAFT', { mayCreateFor: null })).toEqual([]);
  });

  it('says at once all that publication asks for, in Trackdéchets’ order', () => {
    expect(errorsOf({ type: 'COLLECTE_PETITES_QUANTITES' }, 'PUBLICATION', { mayCreateFor: null })).toEqual([
      ...['name', 'siret', 'address', 'contact', 'phone', 'mail'].map((name) => `emitter.company.${name} REQUIRED`),
      'waste.code REQUIRED',
      'waste.description REQUIRED',
      'weight.value REQUIRED',
      ...['name', 'siret', 'address', 'contact', 'phone'].map((name) => `destination.company.${name} REQUIRED`),
      'destination.plannedOperationCode REQUIRED',
      'destination.company.mail REQUIRED',
      'packagings REQUIRED',
    ]);
  });

  it('mixes formats and required fields, which Trackdéchets would tell one after the other', () => {
    const body = {
      ...complete(),
      waste: { code: '14 06 01*' },
      emitter: { company: { siret: OPERATOR, ...people, mail: 'anne' } },
    };
    expect(errorsOf(body, 'PUBLICATION')).toEqual(['emitter.company.mail INVALID_EMAIL', 'waste.description REQUIRED']);
  });

  it('looks at names and addresses as they were typed, though Trackdéchets then writes its own over them', () => {
    const name = 'N'.repeat(251);
    const body = { ...complete(), emitter: { company: { siret: OPERATOR, ...people, name } } };
    for (const step of ['DRAFT', 'PUBLICATION'] as const)
      expect(errorsOf(body, step)).toEqual(['emitter.company.name TOO_LONG']);
  });

  it('does not count on names for a document that another than the emitter creates published', () => {
    const carrier = { mayCreateFor: new Set([CARRIER]), companiesOfUser: new Set([CARRIER]) };
    const missing = ['emitter', 'destination'].flatMap((party) =>
      ['name', 'address'].map((name) => `${party}.company.${name} REQUIRED`),
    );
    expect(errorsOf(complete(), 'PUBLICATION', carrier)).toEqual(missing);
    expect(errorsOf(complete(), 'DRAFT', carrier)).toEqual([]);
    expect(errorsOf(complete(), 'PUBLICATION', { ...carrier, trackdechetsId: 'FF-1' })).toEqual([]);
    const reader = { ...carrier, companiesOfUser: new Set([CARRIER, OPERATOR]) };
    expect(errorsOf(complete(), 'PUBLICATION', reader)).toEqual([]);
  });

  it('asks for the journey at TRANSPORT only, by road when nothing is said of the mode', () => {
    const body = { ...complete(), transporters: [{ company: { siret: CARRIER } }] };
    expect(errorsOf(body, 'EMISSION')).toEqual([]);
    expect(errorsOf(body, 'TRANSPORT')).toEqual([
      'transporter.company.contact REQUIRED',
      'transporter.company.phone REQUIRED',
      'transporter.company.mail REQUIRED',
      'transporter.transport.plates REQUIRED',
    ]);
    expect(errorsOf({ ...complete(), transporters: [] }, 'TRANSPORT')).toEqual(['transporters REQUIRED']);
  });

  it('takes several transporters for stored before the document: by road unless said, and not asked who creates it', () => {
    const one = { company: { siret: CARRIER, ...people } };
    const of = (transporters: object[]): BsffBody => ({ ...complete(), weight: { value: 41_000 }, transporters });
    expect(errorsOf(of([one]), 'DRAFT')).toEqual([]);
    expect(errorsOf(of([one, one]), 'DRAFT')).toEqual(['weight.value TOO_HEAVY_BY_ROAD']);
    expect(errorsOf(of([one, { ...one, transport: { mode: 'RAIL' } }].toReversed()), 'DRAFT')).toHaveLength(1);
    const carrier = { mayCreateFor: new Set([CARRIER]) };
    const light = { ...complete(), transporters: [one, one] };
    expect(errorsOf(light, 'DRAFT', carrier)).toEqual(['emitter.company.siret ESTABLISHMENT_NOT_YOURS']);
    expect(errorsOf({ ...light, transporters: [one] }, 'DRAFT', carrier)).toEqual([]);
    expect(errorsOf(light, 'DRAFT', { ...carrier, trackdechetsId: 'FF-1' })).toEqual([]);
  });

  it('keeps an explicit null mode apart from one that was not said', () => {
    const transporters = [{ company: { siret: CARRIER, ...people }, transport: { mode: null, plates: ['AB-123-CD'] } }];
    expect(errorsOf({ ...complete(), transporters }, 'TRANSPORT')).toEqual(['transporter.transport.mode REQUIRED']);
  });

  it('does not take what nobody asked Trackdéchets about for an error', () => {
    const unknown = { company: () => undefined, complete: () => null };
    const body = complete();
    for (const party of [body.emitter, body.destination, body.transporters?.[0]]) {
      Object.assign(party?.company ?? {}, { name: 'N', address: 'A' });
    }
    expect(errorsOf(body, 'TRANSPORT', unknown)).toEqual([]);
    expect(warningsOf(body, unknown)).toEqual(
      expect.arrayContaining([
        'destination.company.siret COMPANY_NOT_KNOWN',
        'transporter.company.siret COMPANY_NOT_KNOWN',
        'transporter.recepisse.number RECEIPT_NOT_KNOWN',
      ]),
    );
  });

  it('refuses companies that Trackdéchets does not know or that lack the profile', () => {
    const swapped = {
      ...complete(),
      destination: { ...complete().destination, company: { siret: CARRIER, ...people } },
    };
    expect(errorsOf(swapped, 'DRAFT')).toEqual(['destination.company.siret COMPANY_WRONG_PROFILE']);
    expect(errorsOf(complete(), 'DRAFT', { company: () => null })).toEqual([
      'destination.company.siret COMPANY_NOT_REGISTERED',
      'transporter.company.siret COMPANY_NOT_REGISTERED',
    ]);
  });

  it('names each missing part of a packaging that is being typed, and no fault of its placeholder', () => {
    expect(errorsOf({ ...complete(), packagings: [{ other: 'fût' }] }, 'DRAFT')).toEqual([
      'packagings.0.type REQUIRED',
      'packagings.0.numero REQUIRED',
      'packagings.0.weight REQUIRED',
    ]);
  });

  it('takes the emitter from the establishment and the contact when it is left out', () => {
    const references = {
      ...knowledge().references,
      establishment: { siret: OPERATOR, name: 'Frigo', address: '12 rue', phone: '05' },
    };
    const body = { ...complete(), emitter: null };
    expect(errorsOf(body, 'PUBLICATION', { references })).toEqual([
      'emitter.company.contact REQUIRED',
      'emitter.company.phone REQUIRED',
      'emitter.company.mail REQUIRED',
    ]);
    const contact = { firstName: 'Anne', lastName: 'Mercier', email: 'anne@frigo.fr', phone: '' };
    expect(errorsOf(body, 'PUBLICATION', { references: { ...references, contact } })).toEqual([]);
  });

  it('follows a partner until it is copied', () => {
    const body = { ...complete(), transporters: [{ partnerId: 'p', transport: { plates: ['AB-123-CD'] } }] };
    const references = {
      ...knowledge().references,
      partners: new Map([['p', { siret: CARRIER, ...people, mail: 'bad' }]]),
    };
    expect(errorsOf(body, 'TRANSPORT', { references })).toEqual(['transporter.company.mail INVALID_EMAIL']);
  });

  it('tells what each fiche lacks under its own place, and an operator who is not the emitter', () => {
    const fiches = [
      { operatorSiret: OPERATOR, issues: [] },
      { operatorSiret: PROCESSOR, issues: [issue('detenteur.company.siret', 'REQUIRED')] },
    ];
    expect(errorsOf(complete(), 'DRAFT', { fiches })).toEqual([
      'ficheInterventionIds.1.detenteur.company.siret REQUIRED',
      'ficheInterventions FICHES_OTHER_OPERATOR',
    ]);
  });

  it('lets closed establishments finish what they began', () => {
    const closed: Knowledge['company'] = (orgId) => ({
      orgId,
      registered: true,
      companyTypes: types[orgId] ?? [],
      verified: true,
      dormant: false,
      closed: orgId === OPERATOR,
    });
    expect(errorsOf(complete(), 'EMISSION', { company: closed })).toEqual(['emitter.company.siret COMPANY_CLOSED']);
    expect(errorsOf(complete(), 'EMISSION', { company: closed, sealed: true })).toEqual([]);
  });

  it('names a packaging too heavy for the road and, like Trackdéchets, the total weight', () => {
    const body = {
      ...complete(),
      packagings: [{ type: 'CITERNE' as const, numero: 'C', volume: 99_000, weight: 40_001 }],
    };
    expect(errorsOf(body, 'TRANSPORT')).toEqual([
      'packagings.0.weight TOO_HEAVY_BY_ROAD',
      'weight.value TOO_HEAVY_BY_ROAD',
    ]);
  });

  it('speaks both languages in every finding', () => {
    const { errors, warnings } = readinessOf(
      { ...complete(), waste: null, packagings: [] },
      'PUBLICATION',
      knowledge(),
    );
    for (const { message } of [...errors, ...warnings]) {
      expect(message.fr).toMatch(/\S/);
      expect(message.en).toMatch(/\S/);
      expect(message.fr).not.toBe(message.en);
    }
  });
});

describe('warnings', () => {
  it('warns of a missing fiche only, in a sound document', () => {
    expect(warningsOf(complete())).toEqual(['ficheInterventionIds NO_FICHE']);
    expect(warningsOf({ ...complete(), type: 'TRACER_FLUIDE' })).toEqual([]);
  });

  const cases: [string, (body: BsffBody) => void, string, Partial<Knowledge>?][] = [
    ['a total that is not the sum', (body) => (body.weight = { value: 9 }), 'weight.value WEIGHT_IS_NOT_SUM'],
    [
      'the same container twice',
      (body) => body.packagings?.push({ type: 'BOUTEILLE', numero: 'b 1', volume: 12, weight: 1 }),
      'packagings.1.numero CONTAINER_TWICE',
    ],
    [
      'a container of another open document',
      () => undefined,
      'packagings.0.numero CONTAINER_ELSEWHERE',
      { numerosElsewhere: new Set(['b1']) },
    ],
    [
      'more than 80 % of the volume',
      (body) => (body.packagings = [{ type: 'BOUTEILLE', numero: 'B', volume: 10, weight: 8.1 }]),
      'packagings.0.weight OVERFILLED',
    ],
    [
      'a text that would be cut',
      (body) => (body.waste = { code: '14 06 01*', description: 'R-410A < 5 kg' }),
      'waste.description TEXT_CUT',
    ],
    [
      'a transporter without receipt',
      () => undefined,
      'transporter.recepisse.number NO_RECEIPT',
      { complete: () => ({ name: 'N', address: 'A', receipt: null }) },
    ],
    [
      'an expired receipt',
      () => undefined,
      'transporter.recepisse.validityLimit RECEIPT_EXPIRED',
      { now: new Date('2031-01-01') },
    ],
    [
      'a receipt that ends within 30 days',
      () => undefined,
      'transporter.recepisse.validityLimit RECEIPT_ENDS_SOON',
      { now: new Date('2029-12-20') },
    ],
    [
      'a date in the future',
      (body) => Object.assign(body.transporters?.[0]?.transport ?? {}, { takenOverAt: '2026-06-02T00:00:00Z' }),
      'transporter.transport.takenOverAt FUTURE_DATE',
    ],
    [
      'no room for the export’s mark',
      (body) => (body.emitter = { ...body.emitter, customInfo: 'x'.repeat(240) }),
      'emitter.customInfo NO_ROOM_FOR_MARK',
    ],
  ];
  it.each(cases.map(([what, change, expected, more = {}]) => ({ what, change, expected, more })))(
    'warns of $what',
    ({ change, expected, more }) => {
      const body = complete();
      change(body);
      expect(warningsOf(body, more)).toContain(expected);
    },
  );

  it('finds 80 % exactly and a sum to the gram fine', () => {
    const packagings = [0.1, 0.2].map((weight, index) => ({
      type: 'BOUTEILLE' as const,
      numero: `B${index}`,
      volume: 0.25,
      weight,
    }));
    expect(warningsOf({ ...complete(), packagings, weight: { value: 0.3 } })).toEqual([
      'ficheInterventionIds NO_FICHE',
    ]);
  });
});
