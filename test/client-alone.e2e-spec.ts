import { Transport } from '../clients/typescript/src/transport.ts';

const problem = (status: number, code: string): Response =>
  new Response(JSON.stringify({ code }), { status, headers: { 'Content-Type': 'application/problem+json' } });

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
});
