import { ConnectionLost, isProblem, problemOf, retryAfterOf } from './problem.ts';

export interface TransportOptions {
  /** Replaces the global fetch, for tests or a proxy. */
  fetch?: (request: Request, init?: RequestInit) => Promise<Response>;
  /** How long one attempt may take, milliseconds; 30,000 unless told. */
  timeoutMs?: number;
  /** How many attempts may fail before ConnectionLost; 4 unless told. */
  attempts?: number;
  /** How long to wait for an answer that the connector is still working on, milliseconds; 120,000 unless told. */
  patienceMs?: number;
  /** Called before another attempt: to tell the person that the connection is bad. */
  onRetry?: (retry: { method: string; url: string; attempt: number; waitMs: number; cause: unknown }) => void;
}

/** Answers without a body, which may not be given one. */
const BODILESS = [204, 205, 304];
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Seconds: what asks for more patience than this is told to the person instead. */
const LONGEST_RETRY_AFTER = 30;

/**
 * Sends requests over bad connections. What may be repeated without harm is repeated: GET, and what carries an Idempotency-Key,
 * which stays the same; anything else is sent once. An answer is read whole before it counts.
 */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /** The answer, whatever its status; throws ConnectionLost when none came. */
  async send(request: Request): Promise<Response> {
    const { attempts = 4, patienceMs = 120_000 } = this.options;
    const repeatable = request.method === 'GET' || request.headers.has('Idempotency-Key');
    const deadline = Date.now() + patienceMs;
    let failures = 0;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.attempt(request);
      // The connector at work on the same request is no fault of the line.
      if (!outcome.busy) failures++;
      const again = repeatable && (outcome.busy ? Date.now() < deadline : failures < attempts);
      if (!outcome.lost && !(outcome.tryAgain && again)) return outcome.response;
      if (!again) throw lost(request, outcome.cause);
      const waitMs = pause(outcome.busy ? attempt : failures, outcome.retryAfter);
      const { method, url } = request;
      this.options.onRetry?.({ method, url, attempt, waitMs, cause: outcome.cause });
      await sleep(waitMs, request.signal);
    }
  }

  private async attempt(request: Request): Promise<Outcome> {
    const { fetch = globalThis.fetch, timeoutMs = 30_000 } = this.options;
    try {
      const response = await within(timeoutMs, request.signal, async (signal) =>
        whole(await fetch(new Request(request.clone(), { signal }), { signal })),
      );
      return await judged(response);
    } catch (cause) {
      request.signal.throwIfAborted();
      return { lost: true, busy: false, retryAfter: null, cause };
    }
  }
}

type Outcome = { busy: boolean; retryAfter: number | null; cause: unknown } & (
  { lost: true } | { lost: false; tryAgain: boolean; response: Response }
);

/** What an answer says about trying again: the same request is still at work, or the connector or a proxy is away for a moment. */
async function judged(response: Response): Promise<Outcome> {
  const retryAfter = retryAfterOf(response);
  if (![409, 502, 503, 504].includes(response.status)) {
    return { lost: false, tryAgain: false, busy: false, retryAfter, cause: null, response };
  }
  const problem = await problemOf(response.clone());
  const busy = problem.is('IDEMPOTENCY_IN_PROGRESS');
  // Trackdéchets away is an answer, to be told to the person; a proxy's page or the connector's own absence is not.
  const ours = response.status === 503 && !problem.code.startsWith('TRACKDECHETS');
  const away = response.status !== 409 && (ours || !isProblem(response));
  const soon = (retryAfter ?? 0) <= LONGEST_RETRY_AFTER;
  return { lost: false, tryAgain: (busy || away) && soon, busy, retryAfter, cause: problem, response };
}

/** The answer with its body in memory: a connection that breaks in the middle of it is a lost one. */
async function whole(response: Response): Promise<Response> {
  if (response.headers.get('Content-Type')?.includes('text/event-stream')) return response;
  const body = await response.arrayBuffer();
  const { status, statusText, headers } = response;
  return new Response(BODILESS.includes(status) ? null : body, { status, statusText, headers });
}

function lost(request: Request, cause: unknown): ConnectionLost {
  return new ConnectionLost(request.method, request.url, request.headers.get('Idempotency-Key'), { cause });
}

/** Twice as long each time, never shorter than the connector asks for; a little at random, so that not all come back at once. */
function pause(times: number, retryAfter: number | null): number {
  const growing = Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);
  return Math.max(growing * (0.75 + Math.random() / 2), (retryAfter ?? 0) * 1_000);
}

/**
 * What `work` gives, unless `ms` milliseconds pass or `signal` is aborted before: then it throws, and the signal that `work` was given
 * is aborted. It does not wait for the work to heed that: Node's fetch can lose the signal of a Request to garbage collection
 * (nodejs/undici#4068), and then waits for ever.
 */
export async function within<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (ending: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const ending = new AbortController();
  let forget = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const end = (reason: Error): void => {
      ending.abort(reason);
      reject(reason);
    };
    const leave = (): void => end(signal?.reason as Error);
    const timer = setTimeout(() => end(new DOMException(`Nothing came within ${ms} ms`, 'TimeoutError')), ms);
    signal?.addEventListener('abort', leave);
    forget = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
    };
  });
  try {
    return await Promise.race([work(ending.signal), ended]);
  } finally {
    forget();
  }
}

/** Waits; throws the reason as soon as `signal` is aborted. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  await within(ms, signal, () => new Promise<never>(() => undefined)).catch(() => signal?.throwIfAborted());
}
