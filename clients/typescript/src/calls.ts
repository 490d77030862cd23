import { type Client } from 'openapi-fetch';
import { type paths } from './generated/schema.ts';

/** What every call takes. */
export interface CallOptions {
  /** Gives the call up: its promise is rejected with the signal's reason. */
  signal?: AbortSignal;
}

/** What a POST takes. */
export interface KeyedOptions extends CallOptions {
  /**
   * The same key does the same thing once, for 24 hours: a new one for each thing to be done, kept for every attempt at it. One is
   * made for each call when left out; give your own to repeat after ConnectionLost, or after the page was closed.
   */
  idempotencyKey?: string;
}

/** What a change of something that was read takes. */
export interface MatchedOptions extends CallOptions {
  /** What was read: 412 PRECONDITION_FAILED, and nothing changed, when somebody changed it since. */
  ifMatch?: { version: number } | string;
}

/** The typed requests that the generated methods are made of. */
export type Http = Client<paths>;

interface Init {
  signal?: AbortSignal;
  headers: Record<string, string>;
}

/** How openapi-fetch takes a call's options; `keyed` adds a key where the caller gave none. */
export function init(options: KeyedOptions & MatchedOptions, keyed = false): Init {
  const { signal, ifMatch, idempotencyKey = keyed ? newIdempotencyKey() : undefined } = options;
  return {
    ...(signal ? { signal } : {}),
    headers: {
      ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
      ...(ifMatch === undefined ? {} : { 'If-Match': typeof ifMatch === 'string' ? ifMatch : `"${ifMatch.version}"` }),
    },
  };
}

/** The body of an answer; the transport has thrown before when it is none. */
export function dataOf<T>(answer: { data?: T }): T {
  return answer.data as T;
}

/** A key for one thing to be done: random, so that nobody else's is the same. */
export function newIdempotencyKey(): string {
  // Not randomUUID, which a browser offers only over https.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Every item of a list, page after page as they are asked for. */
export async function* eachItem<T>(read: (cursor?: string) => Promise<Page<T>>): AsyncGenerator<T, void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    yield* page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
