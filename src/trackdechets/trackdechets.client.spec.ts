import net, { type AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import {
  type Behaviour,
  bulk,
  errorOf,
  refusal,
  ScriptedTrackdechets,
  SECRET,
  written,
} from '../../test/support/scripted-trackdechets';
import { call } from './call';
import { BsffDocument, CreateBsffDocument } from './generated';
import { type RequestReport } from './trackdechets.client';

let there: ScriptedTrackdechets;

beforeEach(async () => {
  there = await ScriptedTrackdechets.start();
});
afterEach(() => there.stop());

describe('a request', () => {
  it('carries the operation, its variables and the token, over one kept connection', async () => {
    there.says(200, { data: written('BSFF-1') });
    const first = await there.client.execute(
      CreateBsffDocument,
      { input: { weight: { value: 2, isEstimate: false } } },
      bulk,
    );
    await there.create();
    expect(first.createBsff.id).toBe('BSFF-1');
    expect(JSON.parse(there.bodies[0]!)).toMatchObject({
      query: expect.stringContaining('mutation CreateBsff'),
      variables: { input: { weight: { value: 2, isEstimate: false } } },
    });
    expect(there.requests[0]!.headers).toMatchObject({
      authorization: `Bearer ${SECRET}`,
      'content-type': 'application/json',
      'user-agent': expect.stringContaining('trackdechets-connector'),
    });
    expect(there.connections).toBe(1);
  });

  it('sends several operations as one array and gives each its own outcome', async () => {
    there.says(200, [{ data: written('BSFF-1') }, refusal('FORBIDDEN', ['createBsff']), { data: written('BSFF-3') }]);
    const one = call(CreateBsffDocument, { input: {} });
    const outcomes = await there.client.executeBatch([one, one, one], bulk);
    expect(JSON.parse(there.bodies[0]!)).toHaveLength(3);
    expect(outcomes[0]).toEqual({ ok: true, data: written('BSFF-1') });
    expect(outcomes[1]).toMatchObject({ ok: false, error: { kind: 'FORBIDDEN', operation: 'CreateBsff' } });
    expect(outcomes[2]).toEqual({ ok: true, data: written('BSFF-3') });
  });

  it('takes neither none nor more than five', async () => {
    const one = call(CreateBsffDocument, { input: {} });
    await expect(there.client.executeBatch([], bulk)).rejects.toThrow(RangeError);
    await expect(there.client.executeBatch([one, one, one, one, one, one], bulk)).rejects.toThrow(RangeError);
    expect(there.requests).toHaveLength(0);
  });

  it('reports each request, and never shows the token', async () => {
    const reports: RequestReport[] = [];
    there.client.onRequest((report) => reports.push(report));
    there.says(200, { data: written('BSFF-1') });
    await there.create();
    there.says(502, '<html>');
    const error = await errorOf(there.create());
    expect(reports).toMatchObject([
      { operation: 'CreateBsff', operations: 1, outcome: 'OK', httpStatus: 200 },
      { operation: 'CreateBsff', operations: 1, outcome: 'UNKNOWN_OUTCOME', httpStatus: 502 },
    ]);
    const shown = [
      inspect(error, { depth: 9 }),
      error.stack,
      inspect({ bulk }),
      JSON.stringify(bulk),
      String(bulk.token),
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
    there.connect(there.url, 300);
    there.behaviour = behaviour;
    const one = call(CreateBsffDocument, { input: {} });
    const query = call(BsffDocument, { id: 'BSFF-1' });
    const [mutation, reading] = await there.client.executeBatch([one, query], bulk);
    expect(mutation).toMatchObject({ ok: false, error: { kind: 'UNKNOWN_OUTCOME' } });
    expect(reading).toMatchObject({ ok: false, error: { kind: 'UNAVAILABLE' } });
  });

  it('a reset on a kept connection is unknown too: the request may have been read', async () => {
    there.says(200, { data: written('BSFF-1') });
    await there.create();
    there.behaviour = reset;
    expect(await errorOf(there.create())).toMatchObject({ kind: 'UNKNOWN_OUTCOME', code: 'ECONNRESET' });
    expect(there.connections).toBe(1);
  });

  it('a refused connection and an unknown host were never sent', async () => {
    const { url } = there;
    await there.stop();
    there.connect(url);
    expect(await errorOf(there.create())).toMatchObject({ kind: 'UNAVAILABLE', code: 'ECONNREFUSED' });
    there.connect('http://trackdechets.invalid/');
    expect(await errorOf(there.create())).toMatchObject({ kind: 'UNAVAILABLE' });
    await there.listen();
  });

  it('a TLS handshake that fails sent nothing', async () => {
    const plain = net.createServer((socket) =>
      socket.on('error', () => undefined).once('data', () => socket.destroy()),
    );
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    there.connect(`https://127.0.0.1:${(plain.address() as AddressInfo).port}/`);
    expect(await errorOf(there.create())).toMatchObject({ kind: 'UNAVAILABLE' });
    await new Promise((resolve) => plain.close(resolve));
  });
});
