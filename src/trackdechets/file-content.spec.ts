import { type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { errorOf, ScriptedTrackdechets } from '../../test/support/scripted-trackdechets';
import { FileContent, type FileLimits } from './file-content';
import { type TrackdechetsFile } from './trackdechets.client';

let there: ScriptedTrackdechets;

beforeEach(async () => {
  there = await ScriptedTrackdechets.start();
});
afterEach(() => there.stop());

const LINK = 'https://elsewhere.example/download?token=0123456789';
const download = (leaving?: AbortSignal): Promise<TrackdechetsFile> =>
  there.client.download(LINK, { priority: 'interactive' }, leaving);

describe('a download', () => {
  it("follows only the link's path, at the configured address and without the token", async () => {
    there.behaviour = (request, response) =>
      void response.writeHead(200, { 'content-disposition': 'attachment' }).end(`%PDF of ${request.url}`);
    const { content, length, disposition } = await download();
    expect({ length, disposition }).toEqual({ length: null, disposition: 'attachment' });
    expect((await buffer(content)).toString()).toBe('%PDF of /download?token=0123456789');
    expect(there.requests[0]!.headers.authorization).toBeUndefined();
  });

  it('is an error as long as nothing of it has come', async () => {
    there.says(403, 'expiré');
    expect(await errorOf(download())).toMatchObject({ kind: 'UNAVAILABLE', code: 'HTTP_403' });
    there.connect(there.url, 200);
    there.behaviour = (_request, response) => void response.writeHead(200).flushHeaders();
    expect(await errorOf(download())).toMatchObject({ kind: 'UNAVAILABLE' });
    there.behaviour = (request, response) => {
      response.writeHead(200, { 'content-length': '5' }).flushHeaders();
      request.socket.destroy();
    };
    expect(await errorOf(download())).toMatchObject({ kind: 'UNAVAILABLE' });
  });

  it('may go on for longer than the time-out once it has begun', async () => {
    there.connect(there.url, 1_000);
    there.behaviour = (_request, response) => {
      response.write('%PDF');
      setTimeout(() => response.end('-1.7'), 1_200);
    };
    expect((await buffer((await download()).content)).toString()).toBe('%PDF-1.7');
  });

  it.each(['before it begins', 'after'])('ends at Trackdéchets when who waits leaves (%s)', async (when) => {
    const leaving = new AbortController();
    const closed = new Promise((resolve) => {
      there.behaviour = (_request, response) => {
        response.on('close', resolve);
        if (when === 'after') response.write('%PDF');
        else leaving.abort();
      };
    });
    const asked = download(leaving.signal);
    if (when === 'after') await asked.then(() => leaving.abort());
    else await errorOf(asked);
    await closed;
  });
});

describe('the limits of a file', () => {
  const LIMITS: FileLimits = { most: 1_000, idleMs: 10_000, wholeMs: 10_000 };

  /** What the server begins to send, under these limits. */
  async function begun(send: (response: ServerResponse) => void, limits: Partial<FileLimits>): Promise<FileContent> {
    there.behaviour = (_request, response) => send(response);
    const url = new URL(there.url);
    const incoming: IncomingMessage = await there.client['transport'].open(
      url,
      { method: 'GET', headers: {} },
      AbortSignal.timeout(5_000),
    );
    return FileContent.begun(incoming, { ...LIMITS, ...limits });
  }

  it('refuses one that says it is too large, and stops one that turns out to be', async () => {
    const announced = begun((response) => response.writeHead(200, { 'content-length': '1001' }).write('x'), {});
    await expect(announced).rejects.toThrow('FILE_TOO_LARGE');
    const growing = await begun((response) => {
      response.write('x'.repeat(900));
      setTimeout(() => response.write('x'.repeat(101)), 50);
    }, {});
    await expect(buffer(growing)).rejects.toThrow('FILE_TOO_LARGE');
  });

  it('gives up on one that stops coming', async () => {
    const stalled = await begun((response) => response.write('x'), { idleMs: 500 });
    await expect(buffer(stalled)).rejects.toThrow('FILE_STALLED');
  });

  it('gives up on a reader that stops taking, and lets go of Trackdéchets', async () => {
    const closed = new Promise((resolve) => {
      there.behaviour = (_request, response) => response.on('close', resolve).write('x'.repeat(200_000));
    });
    const send = there.behaviour;
    const content = await begun((response) => send({} as IncomingMessage, response, ''), { most: 1e9, idleMs: 500 });
    await closed;
    expect(content.errored?.message).toContain('FILE_STALLED');
  });

  it('gives up on one that takes for ever, byte by byte', async () => {
    const dripping = await begun(
      (response) => {
        const drip = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drip));
      },
      { wholeMs: 500 },
    );
    await expect(buffer(dripping)).rejects.toThrow('FILE_TOO_SLOW');
  });

  it('brings nothing down when it fails while nobody reads it', async () => {
    const content = await begun((response) => response.write('x'), { idleMs: 500 });
    await new Promise((resolve) => content.once('close', resolve));
    expect(content.errored?.message).toContain('FILE_STALLED');
  });
});
