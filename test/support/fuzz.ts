import fc from 'fast-check';
import http from 'node:http';
import { encodeCursor } from '../../src/http/pagination';

/** One request of a fuzz run: what is sent, whatever it is worth. */
export interface FuzzRequest {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  body?: unknown;
}

export interface FuzzAnswer {
  status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

/** Values that no field expects: wrong types, sizes, encodings, names that JavaScript treats apart. */
export const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    true,
    false,
    0,
    -1,
    1e308,
    -0,
    5e-324,
    2 ** 53,
    '\u0000',
    'a\u0000b',
    '\ud800',
    '<b>',
    '%',
    '*',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    "'; DROP TABLE users; --",
    '2026-13-45',
    '١٢٣',
    '９９９',
    '𝟙',
    'İ',
    '\u202e',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.integer(),
  fc.double(),
  fc.constant('x'.repeat(2_000)),
  fc.array(fc.anything({ maxDepth: 1 }), { maxLength: 4 }),
  fc.dictionary(fc.constantFrom('toString', '__proto__', 'length', 'siret', '$ne'), fc.constant(1), { maxKeys: 2 }),
);

const ID = '3f2b8f1e-4f1a-4d3b-9c51-0b7f1f6f0a11';

/** Cursors: right in form, of things that never were, and no cursors at all. */
export const cursor = fc.constantFrom(
  'WyJhIl0',
  'bnVsbA',
  'W10',
  encodeCursor(['2026-02-28T12:00:00Z', ID]),
  encodeCursor(['2026-02-30 12:00:00', ID]),
  encodeCursor(['2026-99-99T00:00:00Z', ID]),
  encodeCursor(['\u0000', ID]),
);

/** A body that mixes right values, wrong ones, missing ones and, at times, a field that does not exist. */
export function bodyOf(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  const mixed = Object.fromEntries(
    Object.entries(fields).map(([name, good]) => [name, fc.oneof({ weight: 3, arbitrary: good }, nasty)]),
  );
  const body = fc.record(mixed, { requiredKeys: [] });
  const unknown = fc
    .tuple(body, fc.constantFrom('unknown', 'id', 'version', '__proto__'), nasty)
    .map(([known, name, value]) => Object.defineProperty({ ...known }, name, { value, enumerable: true }) as unknown);
  return fc.oneof({ weight: 8, arbitrary: body }, { weight: 1, arbitrary: unknown }, { weight: 1, arbitrary: nasty });
}

/** A query string whose parameters are right, wrong, absent or repeated. */
export function queryOf(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<string> {
  const pair = ([name, good]: [string, fc.Arbitrary<unknown>]): fc.Arbitrary<string> =>
    fc.oneof({ weight: 2, arbitrary: good }, nasty).map((value) => `${encode(name)}=${encode(value)}`);
  const known = Object.entries(fields).map(pair);
  const any = fc.oneof(...known, pair(['unknown', nasty]), pair(['limit[a]', nasty]));
  return fc.array(any, { maxLength: 4 }).map((pairs) => pairs.join('&'));
}

/** Anything as one segment of a path or a query. */
export function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80';
}

/** Sends requests over a few kept connections, which makes thousands of them affordable. */
export class FuzzClient {
  private readonly agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  send({ method, path, body }: FuzzRequest): Promise<FuzzAnswer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    return new Promise((resolve, reject) => {
      const request = http.request(`${this.url}/api/v1${path}`, { method, agent: this.agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json: unknown = text.startsWith('{') ? JSON.parse(text) : null;
          resolve({ status: response.statusCode ?? 0, json });
        });
      });
      request.on('error', reject);
      request.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}

/** What is wrong with the answer itself: a 5xx, or a 400 that does not say where. */
export function faultOf({ status, json }: FuzzAnswer): string | null {
  if (status >= 500) return `${status}`;
  if (status !== 400) return null;
  if (json?.code === 'CURSOR_INVALID' || json?.code === 'MALFORMED_URL') return null;
  const errors: { path?: unknown }[] = Array.isArray(json?.errors) ? json.errors : [];
  return errors.length > 0 && errors.every(({ path }) => typeof path === 'string') ? null : 'a 400 that names no field';
}
