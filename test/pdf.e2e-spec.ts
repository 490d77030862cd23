import http, { type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, TestApp } from './support/app';
import { OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

const HEAVY = 50_000_000;

interface Seen {
  path: string;
  aborted: boolean;
}

describe('The PDF of a document', () => {
  let app: TestApp;
  let admin: Person;
  let viewer: Person;
  let there: OtherSide;
  let trackdechetsId: string;
  let path: string;

  beforeAll(async () => {
    app = await TestApp.start({ env: { TRACKDECHETS_TIMEOUT_MS: '2000' } });
    there = new OtherSide(app);
    const { siret, name } = app.directory.companies.operateur ?? {};
    await (await app.people.administrator()).post('/establishments', { siret, name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
    viewer = await app.people.person();
    ({ id: trackdechetsId } = await there.create('PDF-1'));
    await pull(admin);
    path = `/bsffs/${String((await shown(app, admin, trackdechetsId)).id)}/pdf`;
  });
  afterAll(() => app.close());
  afterEach(() => control(app.sandbox, 'DELETE /faults'));

  const strike = (kind: string, more = {}) =>
    control(app.sandbox, 'POST /faults', { kind, operation: 'download', count: 1, ...more });
  const downloads = async (): Promise<Seen[]> =>
    ((await control(app.sandbox, 'GET /requests')) as Seen[]).filter((seen) => seen.path === '/download');

  /** The answer as it begins; nothing of its body is read yet. */
  function begin(): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${viewer.token}` };
      http.get(`${app.url}/api/v1${path}`, { headers, agent: false }, resolve).on('error', reject);
    });
  }

  /** Bytes read until the end; rejects when the connection breaks before. */
  async function readAll(answer: IncomingMessage): Promise<number> {
    let bytes = 0;
    for await (const chunk of answer) bytes += (chunk as Buffer).length;
    return bytes;
  }

  it('comes to whoever may see the document, kept nowhere, and the audit says whose token served', async () => {
    await app.http.get(`/api/v1${path}`).expect(401);
    const { headers, body } = await viewer.get(path).buffer(true).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename="${trackdechetsId}.pdf"`,
      'content-length': String((body as Buffer).length),
    });
    expect((body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect((body as Buffer).subarray(-6).toString()).toBe('%%EOF\n');
    const [entry] = await app.dataSource.query<{ actor_id: string; after: unknown }[]>(
      `SELECT actor_id, after FROM audit_events WHERE action = 'bsff.pdf_read'`,
    );
    expect(entry).toEqual({ actor_id: viewer.id, after: { tokenOf: admin.id } });
  });

  it('waits for a slow reader without holding the file', async () => {
    await strike('heavy', { bytes: HEAVY });
    const held = (): number => process.memoryUsage().arrayBuffers;
    const before = held();
    const answer = await begin();
    expect(answer.headers['content-length']).toBe(String(HEAVY));
    await sleep(1_500);
    // Whoever buffered it would hold all of it by now.
    expect(held() - before).toBeLessThan(HEAVY / 2);
    expect(await readAll(answer)).toBe(HEAVY);
  });

  it('stops asking Trackdéchets when the caller leaves', async () => {
    await strike('heavy', { bytes: HEAVY });
    const before = (await downloads()).length;
    const answer = await begin();
    answer.destroy();
    const [last] = await eventually(async () => {
      const seen = await downloads();
      return seen.length > before && seen;
    });
    expect(last).toMatchObject({ aborted: true });
  });

  it.each(['cut', 'stall'])('never makes a file that was cut short look whole (%s)', async (kind) => {
    await strike(kind);
    const answer = await begin();
    // Cut before anything of it was passed on, it can still be a problem; afterwards the connection breaks.
    if (kind === 'cut' && answer.statusCode === 503) {
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      return;
    }
    expect(answer.statusCode).toBe(200);
    if (kind === 'stall') {
      // The reader gives up first here; file-content.spec.ts has the connector do it.
      setTimeout(() => answer.destroy(new Error('gave up')), 500);
    }
    await expect(readAll(answer)).rejects.toThrow();
    expect(answer.complete).toBe(false);
  });

  it.each(['unavailable', 'reset', 'hang', 'done-502'])(
    'answers a problem when nothing of it has come yet (%s)',
    async (kind) => {
      await strike(kind);
      const { body, headers } = await viewer.get(path).expect(503);
      expect(body.code).toBe('TRACKDECHETS_UNAVAILABLE');
      expect(headers).toMatchObject({ 'content-type': 'application/problem+json; charset=utf-8' });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    },
  );

  it('asks for another link when one has expired before it was followed', async () => {
    const links = app.sandbox.platform;
    const resolve = jest.spyOn(links, 'resolvePdf').mockReturnValueOnce(null);
    await viewer.get(path).expect(200);
    expect(resolve).toHaveBeenCalledTimes(2);
    resolve.mockRestore();
  });

  it('says that the document is gone', async () => {
    const { id } = await there.create('PDF-2');
    await pull(admin);
    const { id: local } = await shown(app, admin, id);
    await there.delete(id);
    expect((await viewer.get(`/bsffs/${String(local)}/pdf`)).body.code).toBe('REMOVED_ON_TRACKDECHETS');
  });
});
