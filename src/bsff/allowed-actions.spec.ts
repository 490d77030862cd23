import { type Action, allowedActions, type Standing } from './allowed-actions';
import { type Bsff } from './bsff.entity';
import { type RemoteBsff } from './bsff-body';

const [EMITTER, CARRIER, DESTINATION] = ['E', 'T', 'D'] as const;
const ALL = ['UPDATE', 'DELETE', 'CREATE', 'SIGN_EMISSION', 'SIGN_TRANSPORT', 'SIGN_ACCEPTATION', 'SIGN_OPERATION'];
const everything = ALL.map((name) => `BSD_CAN_${name}`);
const signature = { date: '2026-01-01T00:00:00Z', author: 'A' };

const standing = (more: Partial<Standing> = {}): Standing => ({
  mayExport: true,
  hasValidToken: true,
  hasContact: true,
  permissions: new Map([EMITTER, CARRIER, DESTINATION].map((orgId) => [orgId, everything])),
  ...more,
});

const remote = (more: object = {}): RemoteBsff =>
  ({
    status: 'INITIAL',
    isDraft: false,
    emitter: { company: { siret: EMITTER } },
    transporters: [{ company: { siret: CARRIER }, transport: null }],
    destination: { company: { siret: DESTINATION } },
    packagings: [{ acceptation: null, operation: null }],
    ...more,
  }) as unknown as RemoteBsff;

type Document = Parameters<typeof allowedActions>[0];
const local = (more: Partial<Bsff> = {}): Document => ({
  exportState: 'LOCAL',
  trackdechetsId: null,
  removed: null,
  remote: null,
  input: {},
  base: null,
  conflict: null,
  ...more,
});
const exported = (more: object = {}, own: Partial<Bsff> = {}): Document =>
  local({ exportState: 'EXPORTED', trackdechetsId: 'FF-1', remote: remote(more), base: {}, ...own });

const allowed = (document: Document, who = standing()): Action[] =>
  allowedActions(document, who)
    .filter((verdict) => verdict.allowed)
    .map(({ action }) => action);
const whyNot = (document: Document, action: Action, who = standing()): string | null | undefined =>
  allowedActions(document, who).find((verdict) => verdict.action === action)?.sentence;

describe('allowedActions', () => {
  it('lets a local document be edited, exported and deleted', () => {
    expect(allowed(local())).toEqual(['edit', 'export', 'delete']);
    expect(allowed(local(), standing({ mayExport: false, hasValidToken: false }))).toEqual(['edit', 'delete']);
  });

  it.each([
    [{ mayExport: false }, 'ACTION_NO_EXPORT_RIGHT'],
    [{ hasValidToken: false }, 'NO_VALID_TOKEN'],
    [{ hasContact: false }, 'NO_TRACKDECHETS_CONTACT'],
  ])('says what an export lacks: %j', (lacking, code) => {
    expect(whyNot(local(), 'export', standing(lacking))).toBe(code);
  });

  it('leaves a document that is being sent alone', () => {
    expect(allowed(local({ exportState: 'UNCERTAIN' }))).toEqual([]);
    expect(allowed(local({ exportState: 'QUEUED' }))).toEqual(['edit']);
    expect(whyNot(local({ exportState: 'WAITING' }), 'delete')).toBe('EXPORT_UNDER_WAY');
  });

  it.each([
    [{ status: 'INITIAL' }, ['edit', 'signEmission', 'delete', 'pull', 'pdf']],
    [{ status: 'SIGNED_BY_EMITTER' }, ['edit', 'signTransport', 'delete', 'pull', 'pdf']],
    [
      { status: 'SENT', transporters: [{ company: { siret: CARRIER }, transport: { signature } }] },
      ['edit', 'signReception', 'pull', 'pdf'],
    ],
    [{ status: 'RECEIVED' }, ['signAcceptation', 'pull', 'pdf']],
    [
      { status: 'ACCEPTED', packagings: [{ acceptation: { status: 'ACCEPTED', signature }, operation: null }] },
      ['signOperation', 'pull', 'pdf'],
    ],
    [
      {
        status: 'PROCESSED',
        packagings: [{ acceptation: { status: 'ACCEPTED', signature }, operation: { signature } }],
      },
      ['pull', 'pdf'],
    ],
    [{ status: 'REFUSED', packagings: [{ acceptation: { status: 'REFUSED', signature } }] }, ['pull', 'pdf']],
    [{ status: 'INITIAL', isDraft: true }, ['edit', 'publish', 'delete', 'pull', 'pdf']],
  ])('follows the status on Trackdéchets: %j', (more, actions) => {
    expect(allowed(exported(more))).toEqual(actions);
  });

  it('lets the next transporter sign while the document is on its way', () => {
    const transporters = [
      { company: { siret: CARRIER }, transport: { signature } },
      { company: { siret: EMITTER }, transport: null },
    ];
    expect(allowed(exported({ status: 'SENT', transporters }))).toContain('signTransport');
  });

  it('exports again only what changed here', () => {
    expect(whyNot(exported(), 'export')).toBe('ACTION_NOTHING_TO_EXPORT');
    expect(whyNot(exported({}, { input: { weight: { value: 7 } } }), 'export')).toBeNull();
    expect(whyNot(exported({}, { input: { reference: 'R' } }), 'export')).toBe('ACTION_NOTHING_TO_EXPORT');
  });

  it('lets nobody sign for what was changed here and not sent', () => {
    expect(whyNot(exported({}, { input: { weight: { value: 7 } } }), 'signEmission')).toBe('LOCAL_CHANGES_NOT_SENT');
    expect(whyNot(exported({}, { input: { reference: 'R' } }), 'signEmission')).toBeNull();
  });

  it('asks for the security code where the role does not sign', () => {
    const reader = standing({ permissions: new Map([[EMITTER, ['BSD_CAN_READ']]]) });
    const [verdict] = allowedActions(exported(), reader).filter(({ action }) => action === 'signEmission');
    expect(verdict).toEqual({ action: 'signEmission', allowed: true, sentence: 'ACTION_SECURITY_CODE_REQUIRED' });
    expect(whyNot(exported(), 'delete', reader)).toBe('TRACKDECHETS_ROLE_MISSING');
  });

  const plates = ['AA-001-AA'];
  it.each([
    ['signTransport', { status: 'SIGNED_BY_EMITTER' }, { transporters: [{ transport: { mode: 'ROAD', plates } }] }],
    ['signReception', { status: 'SENT' }, { destination: { reception: { date: signature.date } } }],
    ['signAcceptation', { status: 'RECEIVED' }, { packagings: [{ acceptation: { status: 'ACCEPTED' } }] }],
    [
      'signOperation',
      { status: 'ACCEPTED', packagings: [{ acceptation: { status: 'ACCEPTED', signature } }] },
      { packagings: [{ acceptation: { status: 'ACCEPTED', signature }, operation: { code: 'R2' } }] },
    ],
  ] as const)('lets a security code do %s, once its data is written', (action, lacking, written) => {
    const outsider = standing({ permissions: new Map([['X', everything]]) });
    expect(whyNot(exported(lacking), action, outsider)).toBe('TRACKDECHETS_ROLE_MISSING');
    expect(whyNot(exported({ ...lacking, ...written }), action, outsider)).toBe('ACTION_SECURITY_CODE_REQUIRED');
    expect(allowed(exported({ ...lacking, ...written }), outsider)).toContain(action);
  });

  it('lets the emitter alone delete what it signed, and nobody what was taken away', () => {
    const carrier = standing({ permissions: new Map([[CARRIER, everything]]) });
    expect(whyNot(exported(), 'delete', carrier)).toBeNull();
    expect(whyNot(exported({ status: 'SIGNED_BY_EMITTER' }), 'delete', carrier)).toBe('TRACKDECHETS_ROLE_MISSING');
    expect(whyNot(exported({ status: 'SENT' }), 'delete')).toBe('BSFF_NOT_DELETABLE');
  });

  it('lets what is gone from Trackdéchets be deleted here', () => {
    expect(allowed(exported({}, { removed: 'DELETED' }))).toEqual(['delete', 'pull']);
    const clerk = standing({ mayExport: false, hasValidToken: false });
    expect(allowed(exported({}, { removed: 'DELETED' }), clerk)).toEqual(['delete']);
  });

  it('promises nothing but to read again what is out of reach', () => {
    const lost = exported({}, { removed: 'ACCESS_LOST', input: { weight: { value: 7 } } });
    expect(allowed(lost)).toEqual(['pull']);
    for (const action of ['export', 'publish', 'signEmission', 'delete', 'pdf'] as const) {
      expect(whyNot(lost, action)).toBe('ACCESS_LOST');
    }
    expect(whyNot(lost, 'delete', standing({ mayExport: false }))).toBe('ACCESS_LOST');
  });

  it('offers no edit of which Trackdéchets would get nothing', () => {
    expect(whyNot(exported(), 'edit')).toBeNull();
    expect(whyNot(exported({ status: 'RECEIVED' }), 'edit')).toBe('BSFF_SEALED');
    expect(whyNot(exported({}, { removed: 'DELETED' }), 'edit')).toBe('REMOVED_ON_TRACKDECHETS');
    expect(whyNot(exported({}, { removed: 'ACCESS_LOST' }), 'edit')).toBe('ACCESS_LOST');
  });

  it('sends nothing while both sides say different things, nor without a contact', () => {
    const conflict = { fields: [{ path: 'weight.value', local: 7, remote: 8 }] };
    const draft = exported({ isDraft: true }, { input: { weight: { value: 7 } }, conflict });
    for (const action of ['export', 'publish'] as const) {
      expect(whyNot(draft, action)).toBe('CHANGED_ON_BOTH_SIDES');
      expect(whyNot({ ...draft, conflict: null }, action, standing({ hasContact: false }))).toBe(
        'NO_TRACKDECHETS_CONTACT',
      );
    }
  });
});
