import { type ConnectorEvent, type EventOptions } from './events.ts';
import { within } from './transport.ts';

export interface WaitOptions<T> {
  signal?: AbortSignal;
  /** How long to wait at most, milliseconds; 10 minutes unless told. */
  timeoutMs?: number;
  /** Called with each new state: to show how far it is. */
  onChange?: (value: T) => void;
}

/** It had not ended in the time given; `last` is where it stood. It goes on without being waited for. */
export class WaitTimeout<T = unknown> extends Error {
  override readonly name = 'WaitTimeout';

  constructor(readonly last: T) {
    super('It has not ended yet');
  }
}

interface Watched<T> {
  read: () => Promise<T>;
  /** What it is now, in a word: changes of it are told. */
  stateOf: (value: T) => string;
  ended: (value: T) => boolean;
  /** Whether an event is about it. */
  concerns: (event: ConnectorEvent) => boolean;
}

const LISTENING_POLL_MS = 20_000;
const POLLS_MS = [500, 1_000, 2_000, 5_000];
const DEFAULT_TIMEOUT_MS = 600_000;

type Events = (options: EventOptions) => AsyncIterable<ConnectorEvent>;

/**
 * Waits for things to end: one stream of events for all that is waited for, opened with the first and closed with the last. While
 * there is no stream (a proxy that does not let it through, a bad connection), it asks again and again instead.
 */
export class Waiting {
  private readonly listeners = new Set<(event: ConnectorEvent | null) => void>();
  private stream: AbortController | null = null;
  private open = false;

  constructor(private readonly events: Events) {}

  /** What `read` gives once it has ended. */
  async until<T>({ read, stateOf, ended, concerns }: Watched<T>, options: WaitOptions<T> = {}): Promise<T> {
    const deadline = Date.now() + (options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    const bell = new Bell(concerns);
    this.listen(bell.hear);
    try {
      let state: string | undefined;
      for (let polls = 0; ; polls++) {
        const value = await read();
        if (stateOf(value) !== state) options.onChange?.(value);
        state = stateOf(value);
        if (ended(value)) return value;
        const left = deadline - Date.now();
        if (left <= 0) throw new WaitTimeout(value);
        await bell.rings(Math.min(left, this.nextPoll(polls)), options.signal);
      }
    } finally {
      this.leave(bell.hear);
    }
  }

  private nextPoll(polls: number): number {
    return this.open ? LISTENING_POLL_MS : (POLLS_MS[polls] ?? 5_000);
  }

  private listen(listener: (event: ConnectorEvent | null) => void): void {
    this.listeners.add(listener);
    if (this.stream) return;
    const stream = new AbortController();
    this.stream = stream;
    void this.follow(stream).finally(() => {
      if (this.stream === stream) this.close();
    });
  }

  private leave(listener: (event: ConnectorEvent | null) => void): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    this.stream?.abort();
    this.close();
  }

  private close(): void {
    this.stream = null;
    this.open = false;
  }

  /** Without a stream the polls go on alone. */
  private async follow({ signal }: AbortController): Promise<void> {
    const heard = (open: boolean) => (): void => {
      if (signal.aborted) return;
      this.open = open;
      // What happened before the stream was open is read now, and asked for again and again once it is broken.
      this.listeners.forEach((listener) => listener(null));
    };
    const options = { signal, onOpen: heard(true), onBroken: heard(false) };
    try {
      for await (const event of this.events(options)) this.listeners.forEach((listener) => listener(event));
    } catch {
      // The session is over: whoever waits learns it from their next request.
    }
  }
}

/** Rings when an event concerns what is waited for, even while nobody was waiting yet. */
class Bell {
  private rung = false;
  private wake: () => void = () => undefined;

  constructor(private readonly concerns: (event: ConnectorEvent) => boolean) {}

  readonly hear = (event: ConnectorEvent | null): void => {
    if (event && !this.concerns(event)) return;
    this.rung = true;
    this.wake();
  };

  async rings(timeoutMs: number, signal?: AbortSignal): Promise<void> {
    if (!this.rung) {
      const woken = new Promise<void>((done) => (this.wake = done));
      await within(timeoutMs, signal, () => woken).catch(() => undefined);
    }
    this.rung = false;
    signal?.throwIfAborted();
  }
}
