import {
  type AlertEvent,
  type BsffEvent,
  type ContactEvent,
  type ExportEvent,
  type FicheEvent,
  type Pull,
  type TokenEvent,
} from './generated/operations.ts';
import { ProblemError, problemOf } from './problem.ts';
import { sleep, within } from './transport.ts';

interface EventData {
  export: ExportEvent;
  pull: Pull;
  bsff: BsffEvent;
  token: TokenEvent;
  contact: ContactEvent;
  fiche: FicheEvent;
  /** For administrators alone. */
  alert: AlertEvent;
}

/** Something that happened; `id` resumes after it. */
export type ConnectorEvent = {
  [Type in keyof EventData]: { id: string; type: Type; data: EventData[Type] };
}[keyof EventData];

export interface EventOptions {
  signal?: AbortSignal;
  /** The id of the last event received: what happened since comes first, up to 7 days later. */
  lastEventId?: string;
  /** Called each time that the stream is open: nothing that happens from here on is missed, even if it breaks at once. */
  onOpen?: () => void;
  /** Called each time that an open stream breaks: nothing is heard before it is open again. */
  onBroken?: () => void;
}

export type OpenStream = (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;

/** The connector writes something every 15 seconds: a stream that is silent for longer is dead. Milliseconds. */
const SILENCE_MS = 40_000;
/** Before the connector has told how long to wait. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Events as they happen, for as long as they are asked for: a connection that breaks is opened again and resumes where it was.
 * Throws ProblemError when the session is over.
 */
export async function* eventsOf(open: OpenStream, options: EventOptions = {}): AsyncGenerator<ConnectorEvent, void> {
  const { signal } = options;
  let { lastEventId } = options;
  let retryMs = FIRST_PAUSE_MS;
  for (let failures = 0; ; failures++) {
    let askedMs = 0;
    let opened = false;
    try {
      const headers: Record<string, string> = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
      const body = await within(SILENCE_MS, signal, async (ending) => bodyOf(await open(headers, ending)));
      for await (const frame of frames(body, signal)) {
        lastEventId = frame.id ?? lastEventId;
        retryMs = frame.retryMs ?? retryMs;
        failures = 0;
        // Its first frame says from where it goes on: before that, what happens while it is broken would not be asked for.
        if (!opened) options.onOpen?.();
        opened = true;
        if (frame.event) yield frame.event;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (isFinal(error)) throw error;
      if (error instanceof ProblemError) askedMs = (error.retryAfter ?? 0) * 1_000;
    }
    if (signal?.aborted) return;
    if (opened) options.onBroken?.();
    const pauseMs = Math.max(Math.min(retryMs * 2 ** failures, LONGEST_PAUSE_MS), askedMs);
    await sleep(pauseMs, signal).catch(() => undefined);
  }
}

async function bodyOf(response: Response): Promise<ReadableStream<Uint8Array>> {
  if (!response.ok || !response.body) throw await problemOf(response);
  return response.body;
}

/** 401 and 403 will not get better by trying again. */
function isFinal(error: unknown): boolean {
  return error instanceof ProblemError && [401, 403].includes(error.status);
}

interface Frame {
  /** Where the stream goes on after this frame, which need not carry an event. */
  id: string | undefined;
  retryMs: number | undefined;
  event: ConnectorEvent | undefined;
}

/** The frames of a stream (WHATWG, server-sent events). Throws when nothing comes for too long, or `signal` is aborted. */
async function* frames(body: ReadableStream<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Frame, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await within(SILENCE_MS, signal, () => reader.read());
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const complete = text.split('\n\n');
      text = complete.pop() ?? '';
      yield* complete.map(frameOf);
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function frameOf(text: string): Frame {
  const fields: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const [name = '', value = ''] = line.split(/: ?(.*)/s, 2);
    if (name) fields[name] = value;
  }
  const { id, event: type, data, retry } = fields;
  const about = type && data !== undefined ? { id: id ?? '', type, data: JSON.parse(data) as unknown } : undefined;
  const retryMs = retry && /^\d+$/.test(retry) ? Number(retry) : undefined;
  return { id: id || undefined, retryMs, event: about as ConnectorEvent | undefined };
}
