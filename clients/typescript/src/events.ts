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
import { sleep } from './transport.ts';

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
  /** Called each time that the stream is open. */
  onOpen?: () => void;
}

export type OpenStream = (headers: Record<string, string>, signal: AbortSignal) => Promise<Response>;

/** The connector writes something every 15 seconds: a stream that is silent for longer is dead. Milliseconds. */
const SILENCE_MS = 40_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Events as they happen, for as long as they are asked for: a connection that breaks is opened again and resumes after the last
 * event received. Throws ProblemError when the session is over.
 */
export async function* eventsOf(open: OpenStream, options: EventOptions = {}): AsyncGenerator<ConnectorEvent, void> {
  let { lastEventId } = options;
  for (let failures = 0; ; failures++) {
    const silence = new AbortController();
    const signal = AbortSignal.any([silence.signal, ...(options.signal ? [options.signal] : [])]);
    let pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    try {
      const response = await open(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }, signal);
      if (!response.ok || !response.body) throw await problemOf(response);
      options.onOpen?.();
      for await (const event of frames(response.body, () => silence.abort())) {
        failures = 0;
        lastEventId = event.id;
        yield event;
      }
    } catch (error) {
      if (options.signal?.aborted) return;
      if (isFinal(error)) throw error;
      if (error instanceof ProblemError) pauseMs = Math.max(pauseMs, (error.retryAfter ?? 0) * 1_000);
    } finally {
      silence.abort();
    }
    if (options.signal?.aborted) return;
    await sleep(pauseMs, options.signal).catch(() => undefined);
  }
}

/** 401 and 403 will not get better by trying again. */
function isFinal(error: unknown): boolean {
  return error instanceof ProblemError && [401, 403].includes(error.status);
}

/** The frames of a stream (WHATWG, server-sent events); `onSilence` is called when nothing comes for too long. */
async function* frames(body: ReadableStream<Uint8Array>, onSilence: () => void): AsyncGenerator<ConnectorEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const timer = setTimeout(onSilence, SILENCE_MS);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const complete = text.split('\n\n');
      text = complete.pop() ?? '';
      for (const frame of complete) {
        const event = eventOf(frame);
        if (event) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function eventOf(frame: string): ConnectorEvent | null {
  const fields: Record<string, string> = {};
  for (const line of frame.split('\n')) {
    const [name = '', value = ''] = line.split(/: ?(.*)/s, 2);
    if (name) fields[name] = value;
  }
  if (fields.data === undefined || !fields.event) return null;
  return { id: fields.id ?? '', type: fields.event, data: JSON.parse(fields.data) as unknown } as ConnectorEvent;
}
