import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { call } from './call';
import { TrackdechetsError } from './errors';
import { BsffDocument, CreateBsffDocument } from './generated';
import { pacing } from './pacing';
import { RequestBudget } from './request-budget';
import { TrackdechetsToken } from './token';
import { type RequestReport, TrackdechetsClient } from './trackdechets.client';

type Behaviour = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

/** A server on a real socket that does what a test tells it to. */
class Server {
  behaviour: Behaviour = (_request, response) => void response.end();
  readonly bodies: string[] = [];
  readonly requests: http.IncomingMessage[] = [];
  connections = 0;
  private readonly server = http.createServer((request, response) => {
    let body = '';
    this.requests.push(request);
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.bodies.push(body);
      this.behaviour(request, response, body);
    });
  });

  async start(): Promise<string> {
    this.server.on('connection', () => this.connections++);
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  says(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.behaviour = (_request, response) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/html' : 'application/json';
      response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    };
  }
}

const SECRET = 'abcdEFGH0123abcdEFGH0123abcdEFGH0123wxyz';
const token = new TrackdechetsToken(SECRET);
const bulk = { token, priority: 'bulk' } as const;
const written = (id: string): object => ({ createBsff: { id } });
const refusal = (code: string, path: unknown, extra: object = {}): object => ({
  data: null,
  errors: [{ message: 'non', path, extensions: { code, ...extra } }],
});

let server: Server;
let client: TrackdechetsClient;
let heard: { shut: number[]; slowed: [number, number][] };

function clientOf(apiUrl: string, timeoutMs = 2_000): TrackdechetsClient {
  const pace = pacing(1_000, 0.25);
  const open = {
    take: (want: { interactive: number; bulk: number }) => Promise.resolve({ ...want, interactiveIn: 0, bulkIn: 0 }),
    giveBack: () => Promise.resolve(),
    shut: (seconds: number) => Promise.resolve(void heard.shut.push(seconds)),
    slowDown: (interval: number, seconds: number) => Promise.resolve(void heard.slowed.push([interval, seconds])),
  };
  const options = { apiUrl, requestsPerMinute: 1_000, interactiveShare: 0.25, timeoutMs };
  return new TrackdechetsClient(options, new RequestBudget(open, pace));
}

async function errorOf(promise: Promise<unknown>): Promise<TrackdechetsError> {
  const error: unknown = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrackdechetsError)) throw error;
  return error;
}

const create = (): Promise<unknown> => client.execute(CreateBsffDocument, { input: {} }, bulk);
const read = (): Promise<unknown> => client.execute(BsffDocument, { id: 'BSFF-1' }, bulk);

beforeEach(async () => {
  heard = { shut: [], slowed: [] };
  server = new Server();
  client = clientOf(await server.start());
});

afterEach(async () => {
  client.onApplicationShutdown();
  await server.stop();
});

describe('a request', () => {
  it('carries the operation, its variables and the token, over one kept connection', async () => {
    server.says(200, { data: written('BSFF-1') });
    const first = await client.execute(
      CreateBsffDocument,
      { input: { weight: { value: 2, isEstimate: false } } },
      bulk,
    );
    await create();
    expect(first.createBsff.id).toBe('BSFF-1');
    expect(JSON.parse(server.bodies[0]!)).toMatchObject({
      query: expect.stringContaining('mutation CreateBsff'),
      variables: { input: { weight: { value: 2, isEstimate: false } } },
    });
    expect(server.requests[0]!.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      'content-type': 'application/json',
      'user-agent': expect.stringContaining('trackdechets-connector'),
    });
    expect(server.connections).toBe(1);
  });

  it('sends several operations as one array and gives each its own outcome', async () => {
    server.says(200, [{ data: written('BSFF-1') }, refusal('FORBIDDEN', ['createBsff']), { data: written('BSFF-3') }]);
    const one = call(CreateBsffDocument, { input: {} });
    const outcomes = await client.executeBatch([one, one, one], bulk);
    expect(JSON.parse(server.bodies[0]!)).toHaveLength(3);
    expect(outcomes[0]).toEqual({ ok: true, data: written('BSFF-1') });
    expect(outcomes[1]).toMatchObject({ ok: false, error: { kind: 'FORBIDDEN', operation: 'CreateBsff' } });
    expect(outcomes[2]).toEqual({ ok: true, data: written('BSFF-3') });
  });

  it('takes neither none nor more than five', async () => {
    const one = call(CreateBsffDocument, { input: {} });
    await expect(client.executeBatch([], bulk)).rejects.toThrow(RangeError);
    await expect(client.executeBatch([one, one, one, one, one, one], bulk)).rejects.toThrow(RangeError);
    expect(server.requests).toHaveLength(0);
  });

  it('reports each request, and never shows the token', async () => {
    const reports: RequestReport[] = [];
    client.onRequest((report) => reports.push(report));
    server.says(200, { data: written('BSFF-1') });
    await create();
    server.says(502, '<html>');
    const error = await errorOf(create());
    expect(reports).toMatchObject([
      { operation: 'CreateBsff', operations: 1, outcome: 'OK', httpStatus: 200 },
      { operation: 'CreateBsff', operations: 1, outcome: 'UNKNOWN_OUTCOME', httpStatus: 502 },
    ]);
    const shown = [
      inspect(error, { depth: 9 }),
      error.stack,
      inspect({ bulk }),
      JSON.stringify(bulk),
      String(token),
    ].join();
    expect(shown).not.toContain(SECRET.slice(0, 8));
    expect(shown).toContain('[token]');
  });
});

describe('an answer that does not come', () => {
  const reset: Behaviour = (request) => void request.socket.resetAndDestroy();
  const behaviours: [string, Behaviour][] = [
    ['a reset after the request was read', reset],
    ['a closed connection', (request) => void request.socket.destroy()],
    ['silence', () => undefined],
    [
      'headers, then silence',
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders(),
    ],
    [
      'half a body, then a reset',
      (request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
        response.write('{"data":{"createBsff"', () => request.socket.resetAndDestroy());
      },
    ],
    [
      'a body that drips for ever',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ];

  it.each(behaviours)('%s: unknown for a mutation, unavailable for a query', async (_name, behaviour) => {
    client.onApplicationShutdown();
    client = clientOf(client['url'].href, 300);
    server.behaviour = behaviour;
    const one = call(CreateBsffDocument, { input: {} });
    const query = call(BsffDocument, { id: 'BSFF-1' });
    const [mutation, reading] = await client.executeBatch([one, query], bulk);
    expect(mutation).toMatchObject({ ok: false, error: { kind: 'UNKNOWN_OUTCOME' } });
    expect(reading).toMatchObject({ ok: false, error: { kind: 'UNAVAILABLE' } });
  });

  it('a reset on a kept connection is unknown too: the request may have been read', async () => {
    server.says(200, { data: written('BSFF-1') });
    await create();
    server.behaviour = reset;
    expect(await errorOf(create())).toMatchObject({ kind: 'UNKNOWN_OUTCOME', code: 'ECONNRESET' });
    expect(server.connections).toBe(1);
  });

  it('a refused connection and an unknown host were never sent', async () => {
    client.onApplicationShutdown();
    const { port } = new URL(client['url'].href);
    await server.stop();
    client = clientOf(`http://127.0.0.1:${port}/`);
    expect(await errorOf(create())).toMatchObject({ kind: 'UNAVAILABLE', code: 'ECONNREFUSED' });
    client = clientOf('http://trackdechets.invalid/');
    expect(await errorOf(create())).toMatchObject({ kind: 'UNAVAILABLE' });
    await server.start();
  });

  it('a TLS handshake that fails sent nothing', async () => {
    const plain = net.createServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.destroy()),
    );
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    client = clientOf(`https://127.0.0.1:${(plain.address() as AddressInfo).port}/`);
    expect(await errorOf(create())).toMatchObject({ kind: 'UNAVAILABLE' });
    await new Promise((resolve) => plain.close(resolve));
  });
});

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
    server.says(status, '<html><body>non</body></html>');
    expect((await errorOf(create())).kind).toBe(mutation);
    expect((await errorOf(read())).kind).toBe(query);
  });

  it('obeys Retry-After, and tells the budget', async () => {
    server.says(429, 'Quota atteint', { 'retry-after': '42' });
    expect(await errorOf(create())).toMatchObject({ kind: 'RATE_LIMITED', retryAfter: 42 });
    expect(heard.shut).toEqual([42]);
  });

  it('tells the budget when Trackdéchets counts more requests than we do', async () => {
    const now = new Date('2026-11-22T10:00:00Z');
    const reset = String(now.getTime() / 1000 + 30);
    const headers = { date: now.toUTCString(), 'x-ratelimit-remaining': '100', 'x-ratelimit-reset': reset };
    server.says(200, { data: written('BSFF-1') }, headers);
    await create();
    expect(heard.slowed).toEqual([[30 / 84, 30]]);
  });

  it('knows the answer made to a blocked account', async () => {
    server.says(200, 'Too Many Requests');
    expect(await errorOf(create())).toMatchObject({ kind: 'FORBIDDEN', code: 'ACCOUNT_BLOCKED' });
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
    server.says(200, body === '' ? '' : JSON.parse(JSON.stringify(body) || '""'), {
      'content-type': 'application/json',
    });
    expect((await errorOf(create())).kind).toBe('UNKNOWN_OUTCOME');
  });

  it.each([
    ['too short', [{ data: written('BSFF-1') }]],
    ['too long', [{ data: written('BSFF-1') }, { data: written('BSFF-2') }, { data: written('BSFF-3') }]],
    ['with a hole', [{ data: written('BSFF-1') }, null]],
    ['that is an object', { data: written('BSFF-1') }],
  ])('an array %s is believed for none: whose is missing cannot be told', async (_name, body) => {
    server.says(200, body);
    const one = call(CreateBsffDocument, { input: {} });
    const outcomes = await client.executeBatch([one, one], bulk);
    expect(outcomes.map((outcome) => outcome.ok || outcome.error.kind)).toEqual(['UNKNOWN_OUTCOME', 'UNKNOWN_OUTCOME']);
  });

  it.each([
    ['an array over five, or malformed JSON', 400, { error: 'non' }],
    ['a missing content type', 400, refusal('BAD_REQUEST', undefined)],
  ])('%s refuses the whole array', async (_name, status, body) => {
    server.says(status, body);
    const one = call(CreateBsffDocument, { input: {} });
    const outcomes = await client.executeBatch([one, one], bulk);
    expect(outcomes.map((outcome) => outcome.ok || outcome.error.kind)).toEqual(['MALFORMED', 'MALFORMED']);
  });
});

describe("GraphQL's own errors", () => {
  it.each([200, 400, 500])('are read the same with HTTP %i', async (status) => {
    server.says(
      status,
      refusal('BAD_USER_INPUT', undefined, { issues: [{ path: ['packagings', '1', 'volume'], message: 'requis' }] }),
    );
    expect(await errorOf(create())).toMatchObject({
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
    server.says(200, refusal(code, ['createBsff']));
    expect(await errorOf(create())).toMatchObject({ kind, code });
  });

  it('an error below the root field comes after the act', async () => {
    server.says(200, refusal('FORBIDDEN', ['createBsff', 'ficheInterventions']));
    expect((await errorOf(create())).kind).toBe('UNKNOWN_OUTCOME');
    server.says(200, refusal('FORBIDDEN', ['bsff', 'ficheInterventions']));
    expect((await errorOf(read())).kind).toBe('FORBIDDEN');
  });

  it('a refused variable says which', async () => {
    const message = 'Variable "$input" got invalid value "X" at "input.packagings[1].type"; Value "X" does not exist.';
    server.says(400, { errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
    expect((await errorOf(create())).issues).toMatchObject([{ field: 'packagings.1.type' }]);
  });
});

describe('a download', () => {
  it("follows only the link's path, at the configured address and without the token", async () => {
    server.behaviour = (request, response) => void response.end(`%PDF of ${request.url}`);
    const link = 'https://elsewhere.example/download?token=0123456789';
    const options = { priority: 'interactive' } as const;
    expect((await client.download(link, options)).toString()).toBe('%PDF of /download?token=0123456789');
    expect(server.requests[0]!.headers.authorization).toBeUndefined();
    server.says(403, 'expiré');
    expect((await errorOf(client.download(link, options))).kind).toBe('UNAVAILABLE');
  });
});
