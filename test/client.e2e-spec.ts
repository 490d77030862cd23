import {
  type Bsff,
  ConnectionLost,
  type Connector,
  type ConnectorEvent,
  newIdempotencyKey,
  type ProblemError,
  WaitTimeout,
} from '../clients/typescript/src/index.ts';
import { eventually, TestApp } from './support/app';
import { BadLine } from './support/bad-line';
import { completeDocument, readyToExport } from './support/documents';
import { failure } from './support/failure';
import { collectGarbageOften } from './support/garbage';
import { type Person } from './support/people';

describe('The TypeScript client', () => {
  let app: TestApp;
  let technician: Person;
  let connector: Connector;
  let establishmentId: string;
  let count = 0;

  const complete = (): Record<string, unknown> => ({ ...completeDocument(`C-${++count}`), establishmentId });

  beforeAll(async () => {
    app = await TestApp.start();
    ({ technician, establishmentId } = await readyToExport(app));
    ({ connector } = technician);
  });
  afterAll(() => app?.close());

  it('does not overwrite what somebody else changed in between', async () => {
    const mine = await connector.bsffs.create({ reference: `R-${newIdempotencyKey()}`, weight: { value: 1 } });
    const theirs = await connector.bsffs.change(mine.id, { weight: { value: 2 } }, { ifMatch: mine });
    const late = await failure(connector.bsffs.change(mine.id, { weight: { value: 3 } }, { ifMatch: mine }));
    expect((late as ProblemError).code).toBe('PRECONDITION_FAILED');
    expect((await connector.bsffs.get(mine.id)).weight).toEqual(theirs.weight);
    expect(await connector.bsffs.remove(mine.id, { ifMatch: `"${theirs.version}"` })).toBeUndefined();
  });

  it('walks through lists of any length', async () => {
    const created = new Set<string>();
    for (let index = 0; index < 7; index++) created.add((await connector.bsffs.create({ reference: `L-${index}` })).id);
    const seen: string[] = [];
    for await (const bsff of connector.bsffs.each({ exportState: 'LOCAL', limit: 2 })) seen.push(bsff.id);
    expect(new Set(seen).size).toBe(seen.length);
    expect([...created].every((id) => seen.includes(id))).toBe(true);
    const first: Bsff[] = [];
    for await (const bsff of connector.bsffs.each({ limit: 1 })) {
      first.push(bsff);
      if (first.length === 3) break;
    }
    expect(first).toHaveLength(3);
  });

  describe('on a bad connection', () => {
    let line: BadLine;

    beforeEach(async () => {
      line = await BadLine.to(app.url);
    });
    afterEach(() => line.close());

    const documents = async (reference: string): Promise<number> => {
      const { items } = await connector.bsffs.list({ query: reference });
      return items.filter((bsff) => bsff.reference?.startsWith(reference)).length;
    };

    it.each(['cut', 'half', 'silent'] as const)(
      'creates one document when the answer to its creation is lost (%s)',
      async (fault) => {
        const retries: number[] = [];
        const field = technician.connectorBy({
          baseUrl: line.url,
          timeoutMs: fault === 'silent' ? 3_000 : undefined,
          onRetry: ({ attempt }) => retries.push(attempt),
        });
        // The second answer is lost as well.
        line.lose(fault, fault);
        const created = await field.bsffs.create({ weight: { value: 4.5 }, packagings: [{ numero: `LOST-${fault}` }] });
        expect(retries).toEqual([1, 2]);
        expect((await connector.bsffs.get(created.id)).packagings[0]?.numero).toBe(`LOST-${fault}`);
        const rows = await app.dataSource.query<object[]>(`SELECT id FROM bsffs WHERE input::text LIKE $1`, [
          `%LOST-${fault}%`,
        ]);
        expect(rows).toHaveLength(1);
      },
    );

    it('gives up what stays silent, whatever Node collects meanwhile', async () => {
      const field = technician.connectorBy({ baseUrl: line.url, timeoutMs: 500, attempts: 2 });
      const stop = new AbortController();
      const stopCollecting = collectGarbageOften();
      try {
        let opened = false;
        const listening = field.events({ signal: stop.signal, onOpen: () => (opened = true) }).next();
        await eventually(async () => opened);
        // The stream's own words are lost with the answers.
        line.lose(...Array<'silent'>(20).fill('silent'));
        expect(await failure(field.bsffs.list())).toBeInstanceOf(ConnectionLost);
        stop.abort();
        expect((await listening).done).toBe(true);
      } finally {
        stopCollecting();
      }
    });

    it('says so when nothing comes back, and the same key later does it once', async () => {
      const field = technician.connectorBy({ baseUrl: line.url, attempts: 2 });
      line.lose('cut', 'cut');
      const reference = `K-${newIdempotencyKey().slice(0, 8)}`;
      const lost = (await failure(field.bsffs.create({ reference }))) as ConnectionLost;
      expect(lost).toBeInstanceOf(ConnectionLost);
      expect(lost.safeToRepeat).toBe(true);
      expect(await documents(reference)).toBe(1);
      const again = await field.bsffs.create({ reference }, { idempotencyKey: lost.idempotencyKey! });
      expect(again.reference).toBe(reference);
      expect(await documents(reference)).toBe(1);
    });

    it('keeps a key for what is done while there is no connection at all', async () => {
      const field = technician.connectorBy({ baseUrl: line.url, attempts: 1 });
      const key = newIdempotencyKey();
      const reference = `H-${key.slice(0, 8)}`;
      line.breakDown(true);
      expect(await failure(field.bsffs.create({ reference }, { idempotencyKey: key }))).toBeInstanceOf(ConnectionLost);
      line.breakDown(false);
      await field.bsffs.create({ reference }, { idempotencyKey: key });
      await field.bsffs.create({ reference }, { idempotencyKey: key });
      expect(await documents(reference)).toBe(1);
    });

    it('does not repeat by itself what has no key, and repeats it safely with what was read', async () => {
      const field = technician.connectorBy({ baseUrl: line.url });
      const bsff = await connector.bsffs.create({ weight: { value: 1 } });
      line.lose('cut');
      const lost = (await failure(
        field.bsffs.change(bsff.id, { weight: { value: 2 } }, { ifMatch: bsff }),
      )) as ConnectionLost;
      expect(lost).toMatchObject({ name: 'ConnectionLost', method: 'PATCH', safeToRepeat: false });
      // It had been done: the same once more changes nothing and says so.
      expect(await failure(field.bsffs.change(bsff.id, { weight: { value: 2 } }, { ifMatch: bsff }))).toMatchObject({
        code: 'PRECONDITION_FAILED',
      });
      expect(await field.bsffs.get(bsff.id)).toMatchObject({ version: bsff.version + 1, weight: { value: 2 } });
    });

    it('waits for the end of an export over a line that keeps breaking', async () => {
      const field = technician.connectorBy({ baseUrl: line.url, timeoutMs: 2_000, attempts: 8 });
      const { id } = await field.bsffs.create(complete());
      const asked = await field.bsffs.export(id, { mode: 'DRAFT' });
      line.breakDown(true);
      setTimeout(() => line.breakDown(false), 1_500);
      expect((await field.exportEnded(asked, { timeoutMs: 20_000 })).state).toBe('SUCCEEDED');
    }, 60_000);

    it('follows the events without losing any, even when the stream breaks before its first', async () => {
      const field = technician.connectorBy({ baseUrl: line.url });
      const stop = new AbortController();
      const heard: ConnectorEvent[] = [];
      let [opened, broken] = [0, 0];
      const listening = (async () => {
        const told = { onOpen: () => void opened++, onBroken: () => void broken++ };
        for await (const event of field.events({ signal: stop.signal, ...told })) heard.push(event);
      })();
      await eventually(async () => opened === 1);
      const whileDown = async (): Promise<string> => {
        line.breakDown(true);
        const { id } = await connector.bsffs.create(complete());
        const asked = await connector.bsffs.export(id, { mode: 'DRAFT' });
        await connector.exportEnded(asked);
        line.breakDown(false);
        return asked.id;
      };
      const states = (exported: string): string[] =>
        heard.flatMap((event) => (event.type === 'export' && event.data.id === exported ? [event.data.state] : []));
      for (const breaks of [1, 2]) {
        const exported = await whileDown();
        await eventually(async () => states(exported).includes('SUCCEEDED'), 20_000);
        expect(states(exported)).toEqual(['QUEUED', 'SENDING', 'SUCCEEDED']);
        expect([opened, broken]).toEqual([breaks + 1, breaks]);
      }
      stop.abort();
      await listening;
      expect(broken).toBe(2);
    }, 60_000);
  });

  describe('waits for what goes on in the background', () => {
    it('told by events, without asking all the time', async () => {
      let reads = 0;
      const watched = technician.connectorBy({
        fetch: (request) => {
          if (request.method === 'GET' && request.url.includes('/exports/')) reads++;
          return fetch(request);
        },
      });
      const { id } = await watched.bsffs.create(complete());
      const states: string[] = [];
      const { export: ended, bsff } = await watched.exported(id, 'PUBLISHED', {
        onChange: ({ state }) => states.push(state),
      });
      expect(ended).toMatchObject({ state: 'SUCCEEDED', bsffId: id });
      expect(bsff.trackdechets).toMatchObject({ id: ended.trackdechetsId, status: 'INITIAL', isDraft: false });
      expect(states.at(-1)).toBe('SUCCEEDED');
      expect(reads).toBeLessThan(10);
    });

    it('by asking again where no stream of events gets through', async () => {
      const blocked = technician.connectorBy({
        fetch: (request) =>
          request.url.endsWith('/events') ? Promise.resolve(new Response('no', { status: 502 })) : fetch(request),
      });
      const { id } = await blocked.bsffs.create(complete());
      const { export: ended } = await blocked.exported(id, 'DRAFT');
      expect(ended.state).toBe('SUCCEEDED');
    });

    it('many at once, and a pull', async () => {
      const ids = await Promise.all(
        Array.from({ length: 5 }, async () => (await connector.bsffs.create(complete())).id),
      );
      const batch = await connector.exports.exportMany({ bsffIds: ids, mode: 'DRAFT' });
      const ended = await connector.batchEnded(batch);
      expect(ended.map(({ state }) => state)).toEqual(Array(5).fill('SUCCEEDED'));
      const pull = await connector.pullEnded(await connector.pulls.request());
      expect(pull).toMatchObject({ state: 'SUCCEEDED', conflicts: 0 });
    });

    it('no longer than asked for, and gives up when told to', async () => {
      app.sandbox.faults.add({ kind: 'latency', operation: 'createDraftBsff', ms: 4_000, count: 1 });
      const { id } = await connector.bsffs.create(complete());
      const asked = await connector.bsffs.export(id, { mode: 'DRAFT' });
      const late = (await failure(connector.exportEnded(asked, { timeoutMs: 300 }))) as WaitTimeout;
      expect(late).toBeInstanceOf(WaitTimeout);
      expect(late.last).toMatchObject({ id: asked.id });
      const signal = AbortSignal.timeout(200);
      expect(await failure(connector.exportEnded(asked, { signal }))).toBe(signal.reason);
      expect((await connector.exportEnded(asked)).state).toBe('SUCCEEDED');
    });
  });

  it('gives files as files', async () => {
    const { id } = await connector.bsffs.create(complete());
    const { bsff } = await connector.exported(id, 'PUBLISHED');
    const pdf = await connector.bsffs.pdf(bsff.id);
    expect(pdf.type).toBe('application/pdf');
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const year = new Date().getUTCFullYear();
    expect(await connector.bsffs.summaryCsv({ year })).toContain('fluid;status;destination');
    expect((await connector.bsffs.summary({ year })).items.length).toBeGreaterThan(0);
  });
});
