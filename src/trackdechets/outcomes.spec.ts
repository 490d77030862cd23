import { bulk, errorOf, refusal, ScriptedTrackdechets, written } from '../../test/support/scripted-trackdechets';
import { call } from './call';
import { CreateBsffDocument } from './generated';

let there: ScriptedTrackdechets;

beforeEach(async () => {
  there = await ScriptedTrackdechets.start();
});
afterEach(() => there.stop());

describe('an answer that is not GraphQL', () => {
  it.each([
    [408, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [500, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [502, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [503, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [504, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [403, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [302, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [200, 'UNKNOWN_OUTCOME', 'UNAVAILABLE'],
    [404, 'UNAVAILABLE', 'UNAVAILABLE'],
    [413, 'MALFORMED', 'MALFORMED'],
    [400, 'MALFORMED', 'MALFORMED'],
    [429, 'RATE_LIMITED', 'RATE_LIMITED'],
  ])('%i: %s for a mutation, %s for a query', async (status, mutation, query) => {
    there.says(status, '<html><body>non</body></html>');
    expect((await errorOf(there.create())).kind).toBe(mutation);
    expect((await errorOf(there.read())).kind).toBe(query);
  });

  it('obeys Retry-After, and tells the budget', async () => {
    there.says(429, 'Quota atteint', { 'retry-after': '42' });
    expect(await errorOf(there.create())).toMatchObject({ kind: 'RATE_LIMITED', retryAfter: 42 });
    expect(there.heard.shut).toEqual([42]);
  });

  it('tells the budget when Trackdéchets counts more requests than we do', async () => {
    const now = new Date('2026-11-22T10:00:00Z');
    const reset = String(now.getTime() / 1000 + 30);
    const headers = { date: now.toUTCString(), 'x-ratelimit-remaining': '100', 'x-ratelimit-reset': reset };
    there.says(200, { data: written('BSFF-1') }, headers);
    await there.create();
    expect(there.heard.slowed).toEqual([[30 / 84, 30]]);
  });

  it('knows the answer made to a blocked account', async () => {
    there.says(200, 'Too Many Requests');
    expect(await errorOf(there.create())).toMatchObject({ kind: 'FORBIDDEN', code: 'ACCOUNT_BLOCKED' });
  });

  it.each([
    ['nothing', ''],
    ['null', null],
    ['a number', 12],
    ['an empty object', {}],
    ['data without content', { data: null }],
    ['no root field', { data: {} }],
    ['a null root field', { data: { createBsff: null } }],
    ['an array', [{ data: {} }]],
    ['data that is an array', { data: [] }],
  ])('a 200 with %s in it is no answer', async (_name, body) => {
    there.says(200, body === '' ? '' : JSON.parse(JSON.stringify(body) || '""'), {
      'content-type': 'application/json',
    });
    expect((await errorOf(there.create())).kind).toBe('UNKNOWN_OUTCOME');
  });

  it.each([
    ['too short', [{ data: written('BSFF-1') }]],
    ['too long', [{ data: written('BSFF-1') }, { data: written('BSFF-2') }, { data: written('BSFF-3') }]],
    ['with a hole', [{ data: written('BSFF-1') }, null]],
    ['that is an object', { data: written('BSFF-1') }],
  ])('an array %s is believed for none: whose is missing cannot be told', async (_name, body) => {
    there.says(200, body);
    const one = call(CreateBsffDocument, { input: {} });
    const outcomes = await there.client.executeBatch([one, one], bulk);
    expect(outcomes.map((outcome) => outcome.ok || outcome.error.kind)).toEqual(['UNKNOWN_OUTCOME', 'UNKNOWN_OUTCOME']);
  });

  it.each([
    ['an array over five, or malformed JSON', 400, { error: 'non' }],
    ['a missing content type', 400, refusal('BAD_REQUEST', undefined)],
  ])('%s refuses the whole array', async (_name, status, body) => {
    there.says(status, body);
    const one = call(CreateBsffDocument, { input: {} });
    const outcomes = await there.client.executeBatch([one, one], bulk);
    expect(outcomes.map((outcome) => outcome.ok || outcome.error.kind)).toEqual(['MALFORMED', 'MALFORMED']);
  });
});

describe("GraphQL's own errors", () => {
  it.each([200, 400, 500])('are read the same with HTTP %i', async (status) => {
    there.says(
      status,
      refusal('BAD_USER_INPUT', undefined, { issues: [{ path: ['packagings', '1', 'volume'], message: 'requis' }] }),
    );
    expect(await errorOf(there.create())).toMatchObject({
      kind: 'REFUSED',
      trackdechetsMessage: 'non',
      issues: [{ path: ['packagings', '1', 'volume'], field: 'packagings.0.volume', message: 'requis' }],
    });
  });

  it.each([
    ['UNAUTHENTICATED', 'CREDENTIALS'],
    ['FORBIDDEN', 'FORBIDDEN'],
    ['BAD_USER_INPUT', 'REFUSED'],
    ['TOO_MANY_REQUESTS', 'RATE_LIMITED'],
    ['GRAPHQL_PARSE_FAILED', 'MALFORMED'],
    ['GRAPHQL_VALIDATION_FAILED', 'MALFORMED'],
    ['GRAPHQL_MAX_OPERATIONS_ERROR', 'MALFORMED'],
    ['OPERATION_RESOLUTION_FAILURE', 'MALFORMED'],
    ['INTERNAL_SERVER_ERROR', 'UNKNOWN_OUTCOME'],
    ['EXTERNAL_SERVICE_ERROR', 'UNKNOWN_OUTCOME'],
    ['SOMETHING_NEW', 'UNKNOWN_OUTCOME'],
  ])('%s on a mutation is %s', async (code, kind) => {
    there.says(200, refusal(code, ['createBsff']));
    expect(await errorOf(there.create())).toMatchObject({ kind, code });
  });

  it('an error below the root field comes after the act', async () => {
    there.says(200, refusal('FORBIDDEN', ['createBsff', 'ficheInterventions']));
    expect((await errorOf(there.create())).kind).toBe('UNKNOWN_OUTCOME');
    there.says(200, refusal('FORBIDDEN', ['bsff', 'ficheInterventions']));
    expect((await errorOf(there.read())).kind).toBe('FORBIDDEN');
  });

  it('a refused variable says which', async () => {
    const message = 'Variable "$input" got invalid value "X" at "input.packagings[1].type"; Value "X" does not exist.';
    there.says(400, { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
    expect((await errorOf(there.create())).issues).toMatchObject([{ field: 'packagings.1.type' }]);
  });
});
