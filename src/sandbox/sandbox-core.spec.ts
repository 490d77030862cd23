import { type ExecutionResult, parse } from 'graphql';
import { BSFF_INPUT as input } from '../../test/support/asked-platform';
import { MovableClock } from './clock';
import { readDirectory } from './directory-file';
import { execute } from './graphql/execute';
import { Platform, type PlatformChange } from './platform';
import { buildSandboxSchema } from './schema';
import { type PlatformSnapshot } from './snapshot';

const schema = buildSandboxSchema();
const directory = readDirectory();
const tokenOf = (key: string): string =>
  Object.values(directory.users).find(({ roles }) => roles[key] === 'ADMIN')!.token;

interface Answer {
  id: string;
  status: string;
  updatedAt: string;
  packagings: [{ id: string }];
  totalCount: number;
}

/** Talks to a platform as a client would, and remembers what it tells. */
class Conversation {
  readonly changes: PlatformChange[] = [];

  constructor(readonly platform: Platform) {
    platform.on('change', (change) => this.changes.push(change));
  }

  async ask(key: string | null, query: string, variableValues: object = {}): Promise<ExecutionResult> {
    const user = this.platform.authenticate(key === null ? undefined : tokenOf(key));
    const contextValue = { platform: this.platform, user, baseUrl: 'http://sandbox' };
    return execute({ schema, document: parse(query), variableValues: { ...variableValues }, contextValue });
  }

  async data(key: string, query: string, variables?: object): Promise<Answer> {
    const { data, errors } = await this.ask(key, query, variables);
    expect(errors).toBeUndefined();
    return Object.values(data ?? {})[0] as Answer;
  }

  async code(key: string | null, query: string, variables?: object): Promise<unknown> {
    return (await this.ask(key, query, variables)).errors?.[0]?.extensions.code;
  }
}

const CREATE = 'mutation($i: BsffInput!) { createBsff(input: $i) { id updatedAt status packagings { id } } }';
const SIGN = 'mutation($id: ID!, $i: BsffSignatureInput!) { signBsff(id: $id, input: $i) { status } }';
const UPDATE = 'mutation($id: ID!, $i: BsffInput!) { updateBsff(id: $id, input: $i) { id } }';
const TREAT = 'mutation($id: ID!, $i: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $i) { id } }';
const READ = 'query($id: ID!) { bsff(id: $id) { status updatedAt waste { code } } }';

describe('the sandbox’s core', () => {
  let clock: MovableClock;
  let talk: Conversation;
  beforeEach(() => {
    clock = new MovableClock();
    talk = new Conversation(new Platform({ directory, clock, seed: 7 }));
  });

  it('carries a BSFF from creation to treatment and tells everyone on it', async () => {
    const { id, packagings } = await talk.data('operateur', CREATE, { i: input });
    const sign = (key: string, type: string) => talk.data(key, SIGN, { id, i: { type, author: 'Ada' } });
    expect(id).toMatch(/^FF-\d{8}-[0-9A-Z]{9}$/);
    expect(await sign('operateur', 'EMISSION')).toEqual({ status: 'SIGNED_BY_EMITTER' });
    expect(await sign('transporteur', 'TRANSPORT')).toEqual({ status: 'SENT' });
    await talk.data('traitement', UPDATE, { id, i: { destination: { reception: { date: '2026-11-20' } } } });
    expect(await sign('traitement', 'RECEPTION')).toEqual({ status: 'RECEIVED' });
    const acceptation = { date: '2026-11-20', weight: 8, status: 'ACCEPTED', wasteDescription: 'R410A' };
    const before = talk.changes.length;
    await talk.data('traitement', TREAT, { id: packagings[0].id, i: { acceptation } });
    expect(talk.changes).toHaveLength(before);
    expect(await sign('traitement', 'ACCEPTATION')).toEqual({ status: 'ACCEPTED' });
    const operation = { date: '2026-11-21', code: 'R2', mode: 'REUTILISATION', description: 'Régénération' };
    await talk.data('traitement', TREAT, { id: packagings[0].id, i: { operation } });
    expect(await sign('traitement', 'OPERATION')).toEqual({ status: 'PROCESSED' });
    expect(talk.changes[0]).toEqual({
      action: 'CREATED',
      id,
      orgIds: ['operateur', 'traitement', 'transporteur'].map((key) => directory.companies[key]!.siret),
    });
    expect(new Set(talk.changes.slice(1).map(({ action }) => action))).toEqual(new Set(['UPDATED']));
  });

  it('answers a creation with an updatedAt older than what it stores, and moves it at each change only', async () => {
    const { id, updatedAt } = await talk.data('operateur', CREATE, { i: input });
    const stored = (await talk.data('operateur', READ, { id })).updatedAt;
    expect(stored > updatedAt).toBe(true);
    await talk.data('operateur', UPDATE, { id, i: { weight: { value: 8, isEstimate: false } } });
    expect((await talk.data('operateur', READ, { id })).updatedAt).toBe(stored);
    await talk.data('operateur', UPDATE, { id, i: { weight: { value: 9, isEstimate: false } } });
    expect((await talk.data('operateur', READ, { id })).updatedAt > stored).toBe(true);
  });

  it('changes nothing when it refuses', async () => {
    const { id } = await talk.data('operateur', CREATE, { i: input });
    const before = JSON.stringify(talk.platform.snapshot());
    const refused = [
      { weight: { value: -1, isEstimate: true } },
      { waste: { code: 'x' } },
      { emitter: { company: { siret: null } } },
    ];
    for (const i of refused)
      expect(await talk.code('operateur', UPDATE, { id, i })).toMatch(/BAD_USER_INPUT|FORBIDDEN/);
    expect(JSON.stringify(talk.platform.snapshot())).toBe(before);
  });

  it('hides a draft from the others on it, and what is deleted from everyone', async () => {
    const draft = CREATE.replace('createBsff', 'createDraftBsff');
    const { id } = await talk.data('operateur', draft, { i: input });
    expect(await talk.code('traitement', READ, { id })).toBe('FORBIDDEN');
    await talk.data('operateur', 'mutation($id: ID!) { deleteBsff(id: $id) { id } }', { id });
    expect(await talk.code('operateur', READ, { id })).toBe('BAD_USER_INPUT');
    expect(talk.changes.map(({ action, orgIds }) => [action, orgIds.length])).toEqual([
      ['CREATED', 1],
      ['DELETED', 1],
    ]);
    expect(talk.platform.counts()).toEqual({ total: 0, deleted: 1, byStatus: {} });
  });

  it('takes no one without a token for someone', async () => {
    expect(await talk.code(null, '{ me { email } }')).toBe('UNAUTHENTICATED');
    talk.platform.revokeToken(tokenOf('operateur'));
    expect(await talk.code('operateur', '{ me { email } }')).toBe('UNAUTHENTICATED');
  });

  it('opens PDF links for ten seconds', async () => {
    const { id } = await talk.data('operateur', CREATE, { i: input });
    const token = talk.platform.pdfLink(id);
    clock.advance(9_000);
    expect(talk.platform.resolvePdf(token)).toBe(id);
    clock.advance(1_500);
    expect(talk.platform.resolvePdf(token)).toBeNull();
  });

  it('comes back from a snapshot as it was, and gives new ids only', async () => {
    const { id } = await talk.data('operateur', CREATE, { i: input });
    await talk.data('operateur', SIGN, { id, i: { type: 'EMISSION', author: 'Ada' } });
    const saved = JSON.parse(JSON.stringify(talk.platform.snapshot())) as PlatformSnapshot;
    const again = new Conversation(Platform.restore(saved, { directory, clock, seed: 7 }));
    expect(await again.data('operateur', READ, { id })).toEqual(await talk.data('operateur', READ, { id }));
    expect(await again.data('transporteur', SIGN, { id, i: { type: 'TRANSPORT', author: 'Ada' } })).toEqual({
      status: 'SENT',
    });
    expect((await again.data('operateur', CREATE, { i: input })).id).not.toBe(id);
  });

  it('finds the packagings that nobody has taken over', async () => {
    const list = 'query($w: BsffPackagingWhere) { bsffPackagings(where: $w) { totalCount } }';
    expect((await talk.data('operateur', list, { w: { nextBsff: null } })).totalCount).toBe(0);
    await talk.data('operateur', CREATE, { i: input });
    expect((await talk.data('operateur', list, { w: { nextBsff: null } })).totalCount).toBe(1);
    expect((await talk.data('operateur', list, { w: { nextBsff: {} } })).totalCount).toBe(0);
  });
});
