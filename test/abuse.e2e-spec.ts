import { once } from 'node:events';
import net from 'node:net';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { TestApp } from './support/app';
import { type Person } from './support/people';

interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown>;
}

/** What came back on a connection until the server ended it. */
function readAnswer(text: string): Answer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => line.toLowerCase().split(': ', 2) as [string, string]));
  const body = rest.join('\r\n\r\n').replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, '');
  return { status: Number(first.split(' ')[1]), headers, body: JSON.parse(body || '{}') };
}

describe('What no client should send', () => {
  let app: TestApp;
  let person: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    person = await app.people.person();
  });
  afterAll(() => app.close());

  function connect(): net.Socket {
    // A client that is still sending when it is told to stop must be able to read why: an error here fails the test.
    return net.connect(Number(new URL(app.url).port), '127.0.0.1');
  }

  /** Sends bytes as they are and reads until the server ends the connection. */
  async function raw(bytes: string | Buffer): Promise<Answer> {
    const socket = connect();
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.write(bytes);
    await once(socket, 'end');
    socket.destroy();
    return readAnswer(Buffer.concat(chunks).toString());
  }

  /** Sends `head`, then `chunk` again and again until an answer comes; what it was, and how many bytes had been sent. */
  async function flood(head: string, chunk: Buffer): Promise<Answer & { sent: number }> {
    const socket = connect();
    let text = '';
    let ended = false;
    socket.on('data', (data: Buffer) => (text += data.toString()));
    socket.on('end', () => (ended = true));
    socket.write(head);
    let sent = 0;
    while (!ended) {
      if (!socket.write(chunk)) await Promise.race([once(socket, 'drain'), once(socket, 'end')]);
      sent += chunk.length;
      await new Promise((done) => setImmediate(done));
    }
    socket.destroy();
    return { ...readAnswer(text), sent };
  }

  const expectProblem = (answer: Answer, status: number, code: string): void => {
    expect(answer).toMatchObject({ status, body: { type: 'about:blank', status, code } });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.headers['x-request-id']).toBe(answer.body.requestId);
  };
  const head = (...headers: string[]): string =>
    [
      'POST /api/v1/bsffs HTTP/1.1',
      'Host: connector',
      `Authorization: Bearer ${person.token}`,
      ...headers,
      '',
      '',
    ].join('\r\n');
  const JSON_TYPE = 'Content-Type: application/json';

  it('refuses a body of 100 MB before it is sent, and ends the connection', async () => {
    const size = `Content-Length: ${100 * 1024 * 1024}`;
    const answer = await flood(head(JSON_TYPE, size), Buffer.alloc(256 * 1024, 'x'));
    expectProblem(answer, 413, 'BODY_TOO_LARGE');
    expect(answer.headers.connection).toBe('close');
    expect(answer.sent).toBeLessThan(50 * 1024 * 1024);
    // Asked first, it says no at once instead of « 100 Continue ».
    expectProblem(await raw(head(JSON_TYPE, size, 'Expect: 100-continue')), 413, 'BODY_TOO_LARGE');
  });

  it('refuses a body without a declared end at its first byte too many', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 'x'), Buffer.from('\r\n')]);
    const answer = await flood(head(JSON_TYPE, 'Transfer-Encoding: chunked'), chunk);
    expectProblem(answer, 413, 'BODY_TOO_LARGE');
    expect(answer.headers.connection).toBe('close');
  });

  it('says « 100 Continue » to a body that it wants', async () => {
    const body = JSON.stringify({ type: 'COLLECTE_PETITES_QUANTITES' });
    const socket = connect();
    socket.write(head(JSON_TYPE, `Content-Length: ${body.length}`, 'Expect: 100-continue', 'Connection: close'));
    const [first] = (await once(socket, 'data')) as [Buffer];
    expect(first.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
    socket.write(body);
    const [second] = (await once(socket, 'data')) as [Buffer];
    expect(second.toString()).toMatch(/^HTTP\/1.1 201 /);
    socket.destroy();
  });

  it('reads compressed bodies within the same bounds', async () => {
    const post = (body: Buffer, encoding = 'gzip'): Promise<Answer> =>
      raw(
        Buffer.concat([
          Buffer.from(
            head(JSON_TYPE, `Content-Encoding: ${encoding}`, `Content-Length: ${body.length}`, 'Connection: close'),
          ),
          body,
        ]),
      );
    const good = gzipSync(JSON.stringify({ type: 'COLLECTE_PETITES_QUANTITES' }));
    expect((await post(good)).status).toBe(201);
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expectProblem(await post(bomb), 413, 'BODY_TOO_LARGE');
    expectProblem(await post(good.subarray(0, 20)), 400, 'MALFORMED_BODY');
    expectProblem(await post(Buffer.from('not gzip')), 400, 'MALFORMED_BODY');
    expectProblem(await post(good, 'zstd'), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses text that is not UTF-8 rather than repair it', async () => {
    const body = Buffer.concat([Buffer.from('{"reference":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    const send = (type: string): Promise<Answer> =>
      raw(Buffer.concat([Buffer.from(head(type, `Content-Length: ${body.length}`, 'Connection: close')), body]));
    expectProblem(await send(JSON_TYPE), 400, 'MALFORMED_BODY');
    expectProblem(await send(`${JSON_TYPE}; charset=utf-16`), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('refuses what nests too deep, keys that reach for prototypes, and a flood of fields', async () => {
    const post = (body: string): ReturnType<Person['post']> =>
      person.post('/bsffs').set('Content-Type', 'application/json').send(body);
    const deep = await post(`{"waste":${'['.repeat(400_000)}${']'.repeat(400_000)}}`).expect(400);
    expect(deep.body.code).toBe('BODY_TOO_DEEP');
    await post('{"reference":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ \\" {"}').expect(201);
    for (const key of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty']) {
      const { body } = await post(`{"${key}":{"polluted":true},"waste":{"${key}":{"polluted":true}}}`).expect(400);
      expect(body.code).toBe('VALIDATION_FAILED');
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    const fields = Array.from({ length: 40_000 }, (_, n) => `"f${n}":1`).join();
    const { body } = await post(`{${fields}}`).expect(400);
    expect(body.errors).toHaveLength(1000);
  });

  it('names a badly encoded address', async () => {
    for (const path of ['/bsffs/%', '/bsffs/%C3%28', '/bsffs/%zz/readiness']) {
      expect((await person.get(path)).body).toMatchObject({ status: 400, code: 'MALFORMED_URL' });
    }
    expect((await person.get('/bsffs/%00')).status).toBe(400);
    expect((await person.get('/bsffs?query=%C3%28%')).status).toBeLessThan(500);
  });

  it('answers what is no HTTP, and what is not quite', async () => {
    const request = (...lines: string[]): Promise<Answer> => raw([...lines, '', ''].join('\r\n'));
    expectProblem(await raw('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'), 400, 'MALFORMED_REQUEST');
    expectProblem(await request('FETCH /health/live HTTP/1.1', 'Host: x'), 400, 'MALFORMED_REQUEST');
    expectProblem(await request('GET /health/live HTTP/1.1', 'Host: x', 'Bad Header: 1'), 400, 'MALFORMED_REQUEST');
    const twice = ['Content-Length: 3', 'Transfer-Encoding: chunked'];
    expectProblem(await request('POST /api/v1/bsffs HTTP/1.1', 'Host: x', ...twice), 400, 'MALFORMED_REQUEST');
    expectProblem(await request('GET /health/live HTTP/1.1', 'Connection: close'), 400, 'HOST_MISSING');
    expectProblem(await request('CONNECT connector:443 HTTP/1.1', 'Host: x'), 405, 'METHOD_NOT_ALLOWED');
    expectProblem(
      await request('POST /api/v1/bsffs HTTP/1.1', 'Host: x', 'Expect: a miracle', 'Connection: close'),
      417,
      'EXPECTATION_FAILED',
    );
    const long = `X-Long: ${'x'.repeat(20_000)}`;
    expectProblem(await request('GET /health/live HTTP/1.1', 'Host: x', long), 431, 'HEADERS_TOO_LARGE');
    const webdav = await request('PROPFIND /api/v1/bsffs HTTP/1.1', 'Host: x', 'Connection: close');
    expectProblem(webdav, 405, 'METHOD_NOT_ALLOWED');
  });

  it('still answers everybody else', async () => {
    await person.get('/bsffs').expect(200);
    await app.http.get('/health/ready').expect(200);
  });

  it('closes connections that rest when there are many, and none on which the next request may be on its way', async () => {
    const server = app.nest.getHttpServer() as net.Server;
    const { maxConnections } = server;
    const opened: net.Socket[] = [];
    const ask = async (): Promise<net.Socket> => {
      const socket = connect();
      opened.push(socket);
      socket.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
      await once(socket, 'data');
      return socket;
    };
    try {
      const resting = await ask();
      await new Promise((done) => setTimeout(done, 1_200));
      const used = await ask();
      const open = await promisify(server.getConnections.bind(server))();
      // Room for one more.
      server.maxConnections = open + 1;
      await Promise.all([once(resting, 'close'), ask()]);
      used.write('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
      const [answer] = (await once(used, 'data')) as [Buffer];
      expect(answer.toString()).toMatch(/^HTTP\/1.1 200/);
    } finally {
      server.maxConnections = maxConnections;
      opened.forEach((socket) => socket.destroy());
    }
  });
});
