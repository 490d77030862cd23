import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { ADMIN, completeBsff, CREATE, graphql, request, tokenOf } from './support/sandbox-client';

const ME = '{ me { email } }';

describe('The sandbox speaks HTTP as Trackdéchets does', () => {
  let sandbox: Sandbox;
  const token = tokenOf(ADMIN);
  const json = { 'Content-Type': 'application/json' };
  const signed = { ...json, Authorization: `Bearer ${token}` };

  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  it.each([
    ['an application/json body', { headers: signed, body: { query: ME } }],
    ['an application/graphql body', { headers: { ...signed, 'Content-Type': 'application/graphql' }, body: ME }],
    ['the scheme in lower case', { headers: { ...json, Authorization: `bearer ${token}` }, body: { query: ME } }],
    ['the token in the query string', { path: `/?access_token=${token}`, headers: json, body: { query: ME } }],
    ['the token in the body', { headers: json, body: { query: ME, access_token: token } }],
    [
      'GET with the preflight header',
      {
        method: 'GET',
        path: `/?query=${encodeURIComponent(ME)}`,
        headers: { ...signed, 'apollo-require-preflight': 'yes' },
      },
    ],
  ])('accepts %s', async (_name, asked) => {
    const answer = await request(sandbox.url, asked);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({ data: { me: { email: ADMIN } } });
  });

  it.each([
    ['no token', {}, '/'],
    ['an unknown token', { Authorization: 'Bearer nothing' }, '/'],
    ['a token without its scheme', { Authorization: token }, '/'],
    ['two spaces before the token', { Authorization: `Bearer  ${token}` }, '/'],
    ['the token in two places', { Authorization: `Bearer ${token}` }, `/?access_token=${token}`],
  ])('answers 200 UNAUTHENTICATED to %s', async (_name, headers, path) => {
    const answer = await request(sandbox.url, { path, headers: { ...json, ...headers }, body: { query: ME } });
    expect(answer.status).toBe(200);
    expect(answer.json.data).toBeNull();
    expect(answer.json.errors[0]).toMatchObject({ path: ['me'], extensions: { code: 'UNAUTHENTICATED' } });
  });

  it.each([
    ['malformed JSON', { headers: signed, body: '{"query": ' }, 400, 'application/json', null],
    ['a body that is only null', { headers: signed, body: 'null' }, 400, 'application/json', null],
    ['an array of six', { headers: signed, body: Array(6).fill({ query: ME }) }, 400, 'application/json', null],
    [
      'an array whose variables are a text',
      { headers: signed, body: [{ query: ME }, { query: ME, variables: '{}' }] },
      400,
      'application/json',
      'BAD_REQUEST',
    ],
    ['variables that are no JSON', { headers: signed, body: { query: ME, variables: '{' } }, 400, 'text/html', null],
    ['an empty body', { headers: signed, body: '' }, 400, 'application/json', 'BAD_REQUEST'],
    ['text/plain', { headers: { 'Content-Type': 'text/plain' }, body: '{}' }, 400, 'application/json', 'BAD_REQUEST'],
    ['a syntax error', { headers: signed, body: { query: '{ me {' } }, 400, 'application/json', 'GRAPHQL_PARSE_FAILED'],
    [
      'an unknown field',
      { headers: signed, body: { query: '{ no }' } },
      400,
      'application/json',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'six root fields',
      { headers: signed, body: { query: `{${'abcdef'.replace(/./g, '$&: __typename ')}}` } },
      400,
      'application/json',
      'GRAPHQL_MAX_OPERATIONS_ERROR',
    ],
    [
      'a missing variable',
      { headers: signed, body: { query: 'query($id: ID!) { bsff(id: $id) { id } }' } },
      400,
      'application/json',
      'BAD_USER_INPUT',
    ],
    [
      'an operation not chosen',
      { headers: signed, body: { query: `query A ${ME} query B ${ME}` } },
      400,
      'application/json',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'more than 1 MB',
      { headers: signed, body: { query: ME, variables: { x: 'x'.repeat(1_100_000) } } },
      500,
      'application/json',
      'BAD_USER_INPUT',
    ],
    ['another path', { path: '/graphql', headers: signed, body: { query: ME } }, 404, 'text/html', null],
  ])('refuses %s', async (_name, asked, status, type, code) => {
    const answer = await request(sandbox.url, asked);
    expect([answer.status, answer.type]).toEqual([status, type]);
    expect(answer.json?.errors?.[0].extensions.code ?? null).toBe(code);
    expect(answer.json && 'data' in answer.json).toBeFalsy();
  });

  it('accepts ten levels of objects and refuses eleven', async () => {
    const nested = (levels: number): string => {
      const path = [
        'bsffs',
        'edges',
        'node',
        ...Array.from({ length: 8 }, (_, index) => (index % 2 ? 'bsff' : 'packagings')),
      ];
      return `{ ${path.slice(0, levels).join(' { ')} { __typename ${levels % 2 ? 'id' : 'numero'} ${'}'.repeat(levels + 1)}`;
    };
    expect((await graphql(sandbox, nested(10))).status).toBe(200);
    const refused = await graphql(sandbox, nested(11));
    expect(refused.status).toBe(400);
    expect(refused.json.errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('gives each operation of an array its own answer', async () => {
    const body = [{ query: ME }, { query: '{ bsff(id: "FF-UNKNOWN") { id } }' }, { query: '{ no }' }];
    const answer = await request(sandbox.url, { headers: signed, body });
    expect(answer.status).toBe(400);
    expect(answer.json[0]).toEqual({ data: { me: { email: ADMIN } } });
    expect(
      answer.json.slice(1).map((one: { errors: { extensions: { code: string } }[] }) => one.errors[0]?.extensions.code),
    ).toEqual(['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('answers in application/graphql-response+json when that is asked for', async () => {
    const headers = { ...signed, Accept: 'application/graphql-response+json' };
    expect((await request(sandbox.url, { headers, body: { query: ME } })).type).toBe(
      'application/graphql-response+json',
    );
  });

  it('serves a PDF by a link that lives ten seconds', async () => {
    const created = await graphql(sandbox, CREATE, { input: completeBsff() });
    const { id } = created.json.data.createBsff;
    const { json: link } = await graphql(sandbox, 'query($id: ID!) { bsffPdf(id: $id) { downloadLink } }', { id });
    const { pathname, search } = new URL(link.data.bsffPdf.downloadLink);
    const download = () => request(sandbox.url, { method: 'GET', path: pathname + search });
    const pdf = await download();
    expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf']);
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.bytes.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(1);
    sandbox.clock.advance(10_001);
    expect((await download()).status).toBe(403);
    expect((await request(sandbox.url, { method: 'GET', path: '/download' })).status).toBe(400);
  });

  it('shows a person a page that escapes what it shows', async () => {
    await request(sandbox.url, { path: '/%3Cscript%3E', headers: signed, body: '{}' });
    const page = await request(sandbox.url, { method: 'GET', headers: { Accept: 'text/html' } });
    expect([page.status, page.type]).toEqual([200, 'text/html']);
    expect(page.text).toContain(token);
    expect(page.text).not.toContain('<script>');
  });
});

describe('The rate limit of the sandbox', () => {
  it('counts by address over every route, and opens again with the next window', async () => {
    const sandbox = await startSandbox({ rateLimit: 3 });
    const ping = (address: string) =>
      request(sandbox.url, { method: 'GET', path: '/ping', headers: { 'X-Forwarded-For': `9.9.9.9, ${address}` } });
    try {
      const first = await ping('203.0.113.1');
      expect(first.headers).toMatchObject({ 'x-ratelimit-limit': '3', 'x-ratelimit-remaining': '2' });
      const reset = Number(first.headers['x-ratelimit-reset']) * 1000 - sandbox.clock.now().getTime();
      expect(reset).toBeGreaterThan(58_000);
      expect(reset).toBeLessThanOrEqual(61_000);
      await ping('203.0.113.1');
      await ping('203.0.113.1');
      const refused = await ping('203.0.113.1');
      expect([refused.status, refused.type, refused.headers['retry-after']]).toEqual([429, 'text/html', '60']);
      expect((await ping('203.0.113.2')).status).toBe(200);
      sandbox.clock.advance(60_000);
      expect((await ping('203.0.113.1')).status).toBe(200);
    } finally {
      await sandbox.close();
    }
  });

  it('ends at once, requests under way included', async () => {
    const sandbox = await startSandbox();
    const hanging = graphql(sandbox, ME, {}, { headers: { 'X-Sandbox-Fault': 'hang' } });
    const ended = expect(hanging).rejects.toThrow();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await sandbox.close();
    await ended;
  });
});
