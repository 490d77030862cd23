import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { ADMIN, completeBsff, control, CREATE, graphql, request, tokenOf } from './support/sandbox-client';

const ME = '{ me { email } }';
const SIGN = 'mutation Sign($id: ID!, $input: BsffSignatureInput!) { signBsff(id: $id, input: $input) { status } }';

describe('Faults on demand', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed: 7 });
  });
  afterEach(() => sandbox.close());

  const held = (): number => sandbox.platform.counts().total;
  const create = (fault: string, timeoutMs?: number) =>
    graphql(sandbox, CREATE, { input: completeBsff() }, { headers: { 'X-Sandbox-Fault': fault }, timeoutMs });

  /** Long enough for the act on a busy machine. Milliseconds. */
  const PATIENCE_MS = 1_500;

  it.each(['reset', 'hang'])('%s: nothing is done and nothing is answered', async (fault) => {
    await expect(create(fault, PATIENCE_MS)).rejects.toThrow();
    expect(held()).toBe(0);
  });

  it.each(['done-reset', 'done-hang', 'stall'])('%s: the act is done and its answer never arrives', async (fault) => {
    await expect(create(fault, PATIENCE_MS)).rejects.toThrow();
    expect(held()).toBe(1);
  });

  it.each([
    ['rate-limited', 429, 'text/html', 0],
    ['unavailable', 503, 'text/html', 0],
    ['server-error', 200, 'application/json', 0],
    ['done-502', 502, 'text/html', 1],
    ['done-504; ms=5', 504, 'text/html', 1],
    ['done-server-error', 200, 'application/json', 1],
  ])('%s answers %i %s, and %i BSFF is made', async (fault, status, type, made) => {
    const answer = await create(fault);
    expect([answer.status, answer.type]).toEqual([status, type]);
    if (status === 200) expect(answer.json.errors[0].extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(held()).toBe(made);
  });

  it('latency and drip delay a right answer', async () => {
    const startedAt = performance.now();
    const answer = await create('latency; ms=200, drip; ms=200');
    expect(performance.now() - startedAt).toBeGreaterThan(350);
    expect(answer.json.data.createBsff.status).toBe('INITIAL');
  });

  it('cuts an array after some of its operations', async () => {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${tokenOf(ADMIN)}`,
      'X-Sandbox-Fault': 'done-reset; executed=2',
    };
    const body = Array(5).fill({ query: CREATE, variables: { input: completeBsff() } });
    await expect(request(sandbox.url, { headers, body })).rejects.toThrow();
    expect(held()).toBe(2);
  });

  it('strikes only the operation named, as many times as ordered', async () => {
    await control(sandbox, 'POST /faults', { kind: 'server-error', operation: 'createBsff', skip: 1, count: 1 });
    const codes: unknown[] = [];
    for (let index = 0; index < 3; index++) {
      expect((await graphql(sandbox, ME)).json.errors).toBeUndefined();
      const { json } = await graphql(sandbox, CREATE, { input: completeBsff() });
      codes.push(json.errors?.[0].extensions.code ?? 'OK');
    }
    expect(codes).toEqual(['OK', 'INTERNAL_SERVER_ERROR', 'OK']);
    expect((await control(sandbox, 'GET /state')).faults).toMatchObject({ fired: { 'server-error': 1 }, ordered: [] });
  });

  it('repeats the same run under the same seed', async () => {
    const run = async (): Promise<string> => {
      const other = await startSandbox({ seed: 42 });
      await control(other, 'POST /faults', { kind: 'unavailable', probability: 0.5 });
      let outcome = '';
      for (let index = 0; index < 20; index++) outcome += (await graphql(other, ME)).status === 503 ? 'x' : '.';
      await other.close();
      return outcome;
    };
    const outcome = await run();
    expect(outcome).toMatch(/x/);
    expect(outcome).toMatch(/\./);
    expect(await run()).toBe(outcome);
  });

  it('refuses a fault it does not know, in its own words', async () => {
    expect((await create('nonsense')).status).toBe(400);
    expect((await control(sandbox, 'POST /faults', { kind: 'latency', ms: 'soon' })).error).toContain('ms');
  });

  it('is away as a page, or as a port where nobody listens, until the time is over', async () => {
    await control(sandbox, 'POST /outage', { seconds: 86_400 });
    const down = await graphql(sandbox, ME);
    expect([down.status, down.type]).toEqual([503, 'text/html']);
    await control(sandbox, 'POST /clock', { advance: '1d' });
    expect((await graphql(sandbox, ME)).status).toBe(200);
    await control(sandbox, 'POST /outage', { kind: 'refused', seconds: 3_600 });
    await expect(graphql(sandbox, ME)).rejects.toThrow('ECONNREFUSED');
    await control(sandbox, 'POST /clock', { advance: '1h' });
    expect((await graphql(sandbox, ME)).status).toBe(200);
  });
});

describe('The control endpoint', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox({ seed: 7 });
  });
  afterEach(() => sandbox.close());

  const createOne = async (): Promise<string> =>
    (await graphql(sandbox, CREATE, { input: completeBsff() })).json.data.createBsff.id as string;

  it('counts BSFFs and operations, and starts afresh', async () => {
    await createOne();
    await graphql(sandbox, ME);
    expect(await control(sandbox, 'GET /state')).toMatchObject({
      bsffs: { total: 1, byStatus: { INITIAL: 1 } },
      requests: { total: 2, byOperation: { createBsff: 1, me: 1 } },
      unexpected: [],
    });
    await control(sandbox, 'POST /reset', {});
    expect(await control(sandbox, 'GET /state')).toMatchObject({ bsffs: { total: 0 }, requests: { total: 0 } });
  });

  it('lists its last requests without a token', async () => {
    await graphql(sandbox, ME);
    const [last] = await control(sandbox, 'GET /requests');
    expect(last).toMatchObject({ method: 'POST', path: '/', operations: ['me'], user: ADMIN, status: 200, codes: [] });
    expect(JSON.stringify(last)).not.toContain(tokenOf(ADMIN));
  });

  it('does not obey a page of another site', async () => {
    const simple = { method: 'POST', path: '/reset', headers: { 'Content-Type': 'text/plain' }, body: '{}' };
    expect((await request(sandbox.controlUrl, simple)).status).toBe(415);
  });

  it('moves the clock that dates documents', async () => {
    await control(sandbox, 'POST /clock', { set: '2027-03-01T12:00:00Z' });
    expect(await createOne()).toMatch(/^FF-20270301-/);
    const { now } = await control(sandbox, 'DELETE /clock').then(() => control(sandbox, 'GET /clock'));
    expect(Math.abs(Date.parse(now) - Date.now())).toBeLessThan(5_000);
    expect((await control(sandbox, 'POST /clock', { advance: 'tomorrow' })).error).toContain('90s');
  });

  it('revokes a token, changes a role, closes a company', async () => {
    const operateur = '00000021000013';
    await control(sandbox, 'PUT /roles', { email: ADMIN, orgId: operateur, role: 'READER' });
    const forbidden = await graphql(sandbox, CREATE, { input: completeBsff() });
    expect(forbidden.json.errors[0].extensions.code).toBe('FORBIDDEN');
    await control(sandbox, `PUT /companies/${operateur}`, { name: 'NOUVEAU NOM', dormant: true });
    const infos = await graphql(sandbox, 'query($s: String!) { companyInfos(siret: $s) { name isDormant } }', {
      s: operateur,
    });
    expect(infos.json.data.companyInfos).toEqual({ name: 'NOUVEAU NOM', isDormant: true });
    expect(await control(sandbox, 'POST /tokens/revoke', { email: ADMIN })).toEqual({ revoked: 1 });
    expect((await graphql(sandbox, ME)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const { token } = await control(sandbox, 'POST /tokens', { email: ADMIN });
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    expect((await request(sandbox.url, { headers, body: { query: ME } })).json.data.me.email).toBe(ADMIN);
    await control(sandbox, 'PUT /blacklist', { email: ADMIN });
    const locked = await request(sandbox.url, { headers, body: { query: ME } });
    expect([locked.status, locked.type, locked.text]).toEqual([200, 'text/html', 'Too Many Requests']);
  });

  it('saves its state to a file and takes it up again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    const file = join(folder, 'state.ndjson');
    try {
      const id = await createOne();
      await control(sandbox, 'POST /generate', { count: 20 });
      expect(await control(sandbox, 'POST /save', { file })).toEqual({ file, bsffs: 21 });
      await control(sandbox, 'POST /reset', {});
      expect(await control(sandbox, 'POST /load', { file })).toMatchObject({ total: 21 });
      const { json } = await graphql(sandbox, 'query($id: ID!) { bsff(id: $id) { id } bsffs { totalCount } }', { id });
      expect(json.data).toEqual({ bsff: { id }, bsffs: { totalCount: 21 } });
      expect(await createOne()).not.toBe(id);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('keeps what it holds when a file cannot be read', async () => {
    await createOne();
    expect((await control(sandbox, 'POST /load', { file: '/nowhere/state.ndjson' })).error).toContain('/nowhere');
    expect(sandbox.platform.counts().total).toBe(1);
  });

  it('plays the counterpart of one BSFF, at once or on its own after a delay', async () => {
    const id = await createOne();
    expect(await control(sandbox, `POST /counterpart/${id}`, {})).toEqual({ played: [], status: 'INITIAL' });
    await graphql(sandbox, SIGN, { id, input: { type: 'EMISSION', author: 'Claire' } });
    expect(await control(sandbox, `POST /counterpart/${id}`, { until: 'RECEPTION' })).toEqual({
      played: ['TRANSPORT', 'RECEPTION'],
      status: 'RECEIVED',
    });
    expect(await control(sandbox, `POST /counterpart/${id}`, {})).toEqual({
      played: ['ACCEPTATION', 'OPERATION'],
      status: 'PROCESSED',
    });

    await control(sandbox, 'PUT /autoplay', { seconds: 3_600 });
    const second = await createOne();
    await graphql(sandbox, SIGN, { id: second, input: { type: 'EMISSION', author: 'Claire' } });
    const status = async () =>
      (await graphql(sandbox, 'query($id: ID!) { bsff(id: $id) { status } }', { id: second })).json.data.bsff.status;
    await control(sandbox, 'POST /clock', { advance: '1h' });
    expect(await status()).toBe('SENT');
    await control(sandbox, 'POST /clock', { advance: '1d' });
    expect(await status()).toBe('PROCESSED');
  });

  it('refuses every packaging when told to', async () => {
    const id = await createOne();
    await graphql(sandbox, SIGN, { id, input: { type: 'EMISSION', author: 'Claire' } });
    expect(await control(sandbox, `POST /counterpart/${id}`, { refusal: 'Fluide souillé' })).toMatchObject({
      status: 'REFUSED',
    });
  });
});
