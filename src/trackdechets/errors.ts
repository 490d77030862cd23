import { fieldOfIssue, pathOfVariableFault, type IssuePath } from './issue-paths';

/**
 * What became of a call that did not succeed. Only UNKNOWN_OUTCOME may have been carried out by Trackdéchets;
 * after every other one, nothing was.
 */
export type TrackdechetsErrorKind =
  /** No token, an unknown or a revoked one, or an operation kept for web sessions: they look the same. */
  | 'CREDENTIALS'
  /** No right on the establishment, or a sealed field: Trackdéchets uses one code for both. */
  | 'FORBIDDEN'
  /** The data is refused; `issues` say where. */
  | 'REFUSED'
  /** The document asked for does not exist or was deleted. */
  | 'NOT_FOUND'
  /** The request itself is not understood: a defect of ours, or a schema that changed. */
  | 'MALFORMED'
  | 'RATE_LIMITED'
  /** Nothing was done, another try is harmless. */
  | 'UNAVAILABLE'
  /** A mutation left and no usable answer came: it may have been carried out. */
  | 'UNKNOWN_OUTCOME';

export interface TrackdechetsIssue {
  /** As Trackdéchets gave it. */
  path: IssuePath;
  /** The field of the document that was sent, dotted and 0-based; '' for the whole. */
  field: string;
  /** Trackdéchets' own sentence, in French. */
  message: string;
}

export interface Operation {
  name: string;
  mutation: boolean;
}

interface Details {
  /** `extensions.code`, `HTTP_502`, or the network's own code. */
  code: string;
  trackdechetsMessage?: string;
  issues?: TrackdechetsIssue[];
  /** Seconds. */
  retryAfter?: number;
}

/** The one error of this room. Its message holds neither token nor variables: it may be logged. */
export class TrackdechetsError extends Error {
  readonly code: string;
  /** Trackdéchets' sentence, in French, to show beside ours. */
  readonly trackdechetsMessage: string | null;
  readonly issues: readonly TrackdechetsIssue[];
  /** Seconds to wait before another try, when known. */
  readonly retryAfter: number | null;

  constructor(
    readonly kind: TrackdechetsErrorKind,
    readonly operation: string,
    details: Details,
  ) {
    super(`Trackdéchets ${operation}: ${kind} (${details.code})`);
    this.name = 'TrackdechetsError';
    this.code = details.code;
    this.trackdechetsMessage = details.trackdechetsMessage ?? null;
    this.issues = details.issues ?? [];
    this.retryAfter = details.retryAfter ?? null;
  }

  /** Trackdéchets was reached and failed inside: an error of its own rather than an absence. */
  get failedInside(): boolean {
    return this.code === 'INTERNAL_SERVER_ERROR';
  }

  /** For a query by id alone: the only data Trackdéchets can refuse there is the id, and it has no code for "not found". */
  whenRefusedNotFound(): TrackdechetsError {
    if (this.kind !== 'REFUSED' || this.issues.length > 0) return this;
    const { code, trackdechetsMessage } = this;
    return new TrackdechetsError('NOT_FOUND', this.operation, { code, trackdechetsMessage: trackdechetsMessage ?? '' });
  }
}

/** The network's part of a failure. `sent` is false only when not one byte of the request can have left. */
export class TransportFailure extends Error {
  constructor(
    readonly sent: boolean,
    readonly code: string,
  ) {
    super(`${code}${sent ? '' : ' (not sent)'}`);
    this.name = 'TransportFailure';
  }
}

/** Trackdéchets' window: what it advises when it says no more. Seconds. */
export const RATE_WINDOW = 60;
/** As an error of GraphQL rather than HTTP, TOO_MANY_REQUESTS is about security codes, after three wrong ones. Seconds. */
const SECURITY_CODE_LOCK = 10;

/** A query may always be asked again; a mutation that may have been carried out may not. */
function inDoubt(operation: Operation): TrackdechetsErrorKind {
  return operation.mutation ? 'UNKNOWN_OUTCOME' : 'UNAVAILABLE';
}

/** For a request that got no answer at all, or not a whole one. */
export function errorOfTransport(operation: Operation, failure: TransportFailure): TrackdechetsError {
  const kind = failure.sent ? inDoubt(operation) : 'UNAVAILABLE';
  return new TrackdechetsError(kind, operation.name, { code: failure.code });
}

export interface HttpAnswer {
  status: number;
  text: string;
  /** Seconds. */
  retryAfter: number | null;
}

/** For an answer that is not GraphQL's: a router, a firewall, the middlewares before the API (facts 2.3). */
export function errorOfHttp(operation: Operation, answer: HttpAnswer): TrackdechetsError {
  const code = `HTTP_${answer.status}`;
  const retryAfter = answer.retryAfter ?? undefined;
  const is = (kind: TrackdechetsErrorKind, more?: Partial<Details>): TrackdechetsError =>
    new TrackdechetsError(kind, operation.name, { code, retryAfter, ...more });
  switch (answer.status) {
    case 429:
      return is('RATE_LIMITED', { retryAfter: retryAfter ?? RATE_WINDOW });
    // Malformed JSON, an array over five, a body too large: all refused before anything is executed.
    case 400:
    case 413:
      return is('MALFORMED');
    // Another path than `/`, or a host that serves something else.
    case 404:
      return is('UNAVAILABLE');
    // Users on the platform's blacklist get this very body with a 200.
    case 200:
      if (answer.text.trim() === 'Too Many Requests') return is('FORBIDDEN', { code: 'ACCOUNT_BLOCKED' });
  }
  // 408, 502, 503, 504, a firewall's page: whether the act was done behind it cannot be known.
  return is(inDoubt(operation));
}

/** For a refusal of OAuth2's token endpoint: the application's own credentials (401), or its request (facts: auth 1.2). */
export function errorOfTokenEndpoint(operation: Operation, answer: HttpAnswer): TrackdechetsError {
  if (answer.status === 401) return new TrackdechetsError('CREDENTIALS', operation.name, { code: 'invalid_client' });
  const said = /"error"\s*:\s*"(\w+)"/.exec(answer.text)?.[1];
  if (!said || answer.status >= 502 || answer.status === 429) return errorOfHttp(operation, answer);
  return new TrackdechetsError(said === 'invalid_grant' ? 'REFUSED' : 'MALFORMED', operation.name, { code: said });
}

interface GraphqlFault {
  message?: unknown;
  path?: unknown;
  extensions?: { code?: unknown; issues?: unknown } | null;
}

function kindOfCode(code: string, operation: Operation): TrackdechetsErrorKind {
  switch (code) {
    case 'UNAUTHENTICATED':
      return 'CREDENTIALS';
    case 'FORBIDDEN':
      return 'FORBIDDEN';
    case 'BAD_USER_INPUT':
      return 'REFUSED';
    case 'TOO_MANY_REQUESTS':
      return 'RATE_LIMITED';
    case 'GRAPHQL_PARSE_FAILED':
    case 'GRAPHQL_VALIDATION_FAILED':
    case 'GRAPHQL_MAX_OPERATIONS_ERROR':
    case 'OPERATION_RESOLUTION_FAILURE':
    case 'BAD_REQUEST':
      return 'MALFORMED';
    default:
      return inDoubt(operation);
  }
}

/** For GraphQL's own errors, whatever the HTTP status: only `extensions.code` counts (facts 2.2 and 2.3). */
export function errorOfGraphql(operation: Operation, errors: readonly unknown[]): TrackdechetsError {
  const faults = errors.filter(isFault);
  const codes = faults.map(({ extensions }) => (typeof extensions?.code === 'string' ? extensions.code : ''));
  const code = codes[0] || 'NO_CODE';
  const trackdechetsMessage = faults.map(messageOf).filter(Boolean).join('\n');
  // An error below the root field comes from reading the result: the act itself is done.
  const afterTheAct = operation.mutation && faults.some(({ path }) => Array.isArray(path) && path.length > 1);
  const kind = afterTheAct ? 'UNKNOWN_OUTCOME' : kindOfCode(code, operation);
  return new TrackdechetsError(kind, operation.name, {
    code,
    trackdechetsMessage,
    issues: kind === 'REFUSED' ? faults.flatMap(issuesOf) : [],
    retryAfter: kind === 'RATE_LIMITED' ? SECURITY_CODE_LOCK : undefined,
  });
}

function isFault(value: unknown): value is GraphqlFault {
  return typeof value === 'object' && value !== null;
}

function messageOf(fault: { message?: unknown }): string {
  return typeof fault.message === 'string' ? fault.message : '';
}

function issuesOf(fault: GraphqlFault): TrackdechetsIssue[] {
  const issues = fault.extensions?.issues;
  if (Array.isArray(issues))
    return issues.filter(isFault).map((issue) => toIssue(pathOf(issue.path), messageOf(issue)));
  const variable = pathOfVariableFault(messageOf(fault));
  return variable ? [toIssue(variable, messageOf(fault))] : [];
}

function toIssue(path: IssuePath, message: string): TrackdechetsIssue {
  return { path, field: fieldOfIssue(path), message };
}

function pathOf(path: unknown): IssuePath {
  if (!Array.isArray(path)) return [];
  return path.filter((part): part is string | number => typeof part === 'string' || typeof part === 'number');
}
