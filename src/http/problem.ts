import { type Language, type SentenceKey, type SentenceParams, sentences } from './sentences';

/** One fault in the input: a dotted, 0-based path (`packagings.0.volume`), a stable code and the sentence's parameters. */
export interface InputFault {
  path: string;
  code: string;
  sentence: SentenceKey;
  params?: SentenceParams;
  /** What people read, when it is not a sentence of the catalogue. */
  message?: Record<Language, string>;
  /** Trackdéchets' own sentence, when the fault comes from there. */
  trackdechetsMessage?: string;
}

export interface ProblemOptions {
  /** What people read, when the code's own sentence speaks of something else. */
  sentence?: SentenceKey;
  params?: SentenceParams;
  faults?: InputFault[];
  /** Seconds after which trying again makes sense; becomes `Retry-After`. */
  retryAfter?: number;
  /** Other members of the answer (RFC 9457, section 3.2), such as `reasons`. */
  members?: Record<string, unknown>;
  cause?: unknown;
}

/** An answer that is an error: its code names a sentence of the catalogue, which also says its HTTP status. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;

  constructor(
    readonly code: SentenceKey,
    readonly options: ProblemOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.status = sentences[code].status ?? 500;
  }
}

/** Invalid input: 400 VALIDATION_FAILED with each fault. */
export function invalidInput(faults: InputFault[]): Problem {
  return new Problem('VALIDATION_FAILED', { faults });
}
