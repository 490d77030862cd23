import { type PROBLEM_CODES } from './generated/operations.ts';

/** A code of this version, or one that a later version of the connector added. */
export type ProblemCode = (typeof PROBLEM_CODES)[number] | (string & {});

/** What is wrong with one field: its path is dotted and 0-based, as in `packagings.0.volume`. */
export interface Fault {
  path: string;
  code: string;
  /** For people, in the language of the request. */
  message: string;
  /** Trackdéchets' own sentence, when the fault comes from there. */
  trackdechetsMessage?: string;
}

interface ProblemBody {
  title?: string;
  detail?: string;
  code?: string;
  requestId?: string;
  errors?: Fault[];
}

/** The connector answered that something is wrong: `code` is for programs, `detail` and the faults are for people. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    readonly code: ProblemCode,
    readonly title: string,
    /** What is wrong and what to do, in the language of the request. */
    readonly detail: string,
    /** Give it to whoever helps you: it is in the connector's logs. */
    readonly requestId: string,
    /** Seconds after which trying again makes sense, when the connector says so. */
    readonly retryAfter: number | null,
    readonly faults: readonly Fault[],
    /** The whole answer, with what only some codes carry (`reasons`, `company`…). */
    readonly body: Readonly<Record<string, unknown>>,
  ) {
    super(`${code}: ${detail}`);
  }

  /** True when it is one of these codes. */
  is(...codes: ProblemCode[]): boolean {
    return codes.includes(this.code);
  }

  /** The faults by field, to be shown beside the form's inputs; those of the whole are under ''. */
  get faultsByField(): Record<string, Fault[]> {
    const byField: Record<string, Fault[]> = {};
    for (const fault of this.faults) (byField[fault.path] ??= []).push(fault);
    return byField;
  }
}

/**
 * No usable answer came, however often it was tried. Nothing is known of what the connector did, except that repeating with the
 * same `idempotencyKey` cannot do it twice.
 */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';

  constructor(
    readonly method: string,
    readonly url: string,
    /** The key of the request: give it to the next attempt. Null where the method carries none. */
    readonly idempotencyKey: string | null,
    options: { cause: unknown },
  ) {
    super(`No answer to ${method} ${url}`, options);
  }

  /** True when nothing can have been changed, or when the key makes a repetition harmless. */
  get safeToRepeat(): boolean {
    return this.method === 'GET' || this.idempotencyKey !== null;
  }
}

/** The error of an answer; what is not problem+json (a proxy's page) gets the code UNEXPECTED_ANSWER. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text().catch(() => '');
  const body = isProblem(response) ? parsed(text) : {};
  const { title = response.statusText, detail = text.slice(0, 200), code = 'UNEXPECTED_ANSWER', errors = [] } = body;
  const requestId = body.requestId ?? response.headers.get('X-Request-Id') ?? '';
  return new ProblemError(response.status, code, title, detail, requestId, retryAfterOf(response), errors, { ...body });
}

/** True for an answer that the connector itself wrote as an error. */
export function isProblem(response: Response): boolean {
  return response.headers.get('Content-Type')?.includes('application/problem+json') ?? false;
}

/** Seconds of `Retry-After`, or null. */
export function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('Retry-After') ?? NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

function parsed(text: string): ProblemBody {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return {};
  }
}
