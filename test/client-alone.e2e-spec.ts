import { type ConnectorEvent, type EventOptions } from '../clients/typescript/src/events.ts';
import { Transport } from '../clients/typescript/src/transport.ts';
import { Waiting } from '../clients/typescript/src/waiting.ts';

const problem = (status: number, code: string): Response =>
  new Response(JSON.stringify({ code }), { status, headers: { 'Content-Type': 'application/problem+json' } });

/** A stream of events whose fate the test decides. */
interface Stream {
  options: EventOptions;
  say: (event: ConnectorEvent) => void;
  end: () => void;
}

describe('The TypeScript client, by itself', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] }));
  afterEach(() => jest.useRealTimers());

  const seconds = (count: number): Promise<void> => jest.advanceTimersByTimeAsync(count * 1_000);

  it('spends no attempt of a bad line while the connector is at work on the same request', async () => {
    const busy = (): Response => problem(409, 'IDEMPOTENCY_IN_PROGRESS');
    const answers = [busy, busy, busy, busy, () => null, () => new Response('{}')];
    const fetch = async (): Promise<Response> => {
      const answer = answers.shift()?.();
      if (!answer) throw new TypeError('fetch failed');
      return answer;
    };
    const headers = { 'Idempotency-Key': 'k' };
    const request = new Request('http://connector.test/', { method: 'POST', body: '{}', headers });
    const outcome = new Transport({ fetch, attempts: 2 }).send(request).then(
      ({ status }) => status,
      (error: Error) => error.name,
    );
    await seconds(60);
    expect(await outcome).toBe(200);
  });

  describe('waits', () => {
    let streams: Stream[];
    let reads: number;
    let waiting: Waiting;

    beforeEach(() => {
      streams = [];
      reads = 0;
      waiting = new Waiting(async function* (options) {
        const said: ConnectorEvent[] = [];
        let wake = (): void => undefined;
        let ended = false;
        streams.push({
          options,
          say: (event) => {
            said.push(event);
            wake();
          },
          end: () => {
            ended = true;
            wake();
          },
        });
        while (!ended) {
          yield* said.splice(0);
          await new Promise<void>((done) => (wake = done));
        }
      });
    });

    const stream = (at: number): Stream => streams[at] as Stream;
    const event = { id: '1-1', type: 'bsff', data: {} } as ConnectorEvent;

    /** Counts how often it asks; it ends with `signal`. */
    function wait(signal: AbortSignal): Promise<unknown> {
      const read = async (): Promise<number> => ++reads;
      const watched = { read, stateOf: String, ended: () => false, concerns: () => true };
      return waiting.until(watched, { signal }).catch((error: Error) => error.name);
    }

    it('by asking again and again while its stream is broken', async () => {
      const stop = new AbortController();
      const end = wait(stop.signal);
      await seconds(0);
      stream(0).options.onOpen?.();
      await seconds(15);
      expect(reads).toBe(2);
      stream(0).options.onBroken?.();
      await seconds(15);
      expect(reads).toBeGreaterThan(4);
      stream(0).options.onOpen?.();
      await seconds(0);
      const before = reads;
      await seconds(15);
      expect(reads).toBe(before);
      stop.abort();
      expect(await end).toBe('AbortError');
    });

    it('by its own stream, whenever one that was left before comes to its end', async () => {
      const [first, second] = [new AbortController(), new AbortController()];
      const left = wait(first.signal);
      await seconds(0);
      first.abort();
      await left;
      const end = wait(second.signal);
      await seconds(0);
      stream(1).options.onOpen?.();
      stream(0).end();
      await seconds(0);
      stream(1).say(event);
      await seconds(0);
      const before = reads;
      await seconds(15);
      expect(reads).toBe(before);
      second.abort();
      await end;
    });
  });
});
