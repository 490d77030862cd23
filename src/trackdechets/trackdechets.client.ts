import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { call, dataOf, type Call, type Outcome, type Outcomes } from './call';
import {
  errorOfGraphql,
  errorOfHttp,
  errorOfTokenEndpoint,
  errorOfTransport,
  type HttpAnswer,
  type Operation,
  RATE_WINDOW,
  TrackdechetsError,
  TransportFailure,
} from './errors';
import { type TypedDocumentString } from './generated';
import { exchange, type Exchange, type ExecutionResult } from './graphql-exchange';
import { type HttpRequest, type HttpResponse, KeepAliveTransport } from './keep-alive-transport';
import { TRACKDECHETS_OPTIONS, type TrackdechetsOptions } from './options';
import { readRateLimit } from './rate-limit-headers';
import { BudgetExhausted, type Priority, RequestBudget } from './request-budget';
import { type TrackdechetsToken } from './token';

/** Trackdéchets takes at most five operations in one request. */
export const BATCH_LIMIT = 5;

const USER_AGENT = 'trackdechets-connector/1';

export interface CallOptions {
  /** Null for the few public operations. */
  token: TrackdechetsToken | null;
  /** `interactive` when a person waits for the answer. */
  priority: Priority;
  /** Milliseconds, from the sending to the end of the answer; the configured time-out when left out. */
  timeoutMs?: number;
  /** The permit was taken beforehand with RequestBudget.acquire: the request leaves at once. */
  permitted?: true;
}

/** One HTTP request that was answered, or not: for the metrics. */
export interface RequestReport {
  /** The operation's name, or the first one's of an array. */
  operation: string;
  operations: number;
  /** `OK`, or the kind of the first error among the operations. */
  outcome: 'OK' | TrackdechetsError['kind'];
  /** Zero when no whole answer came. */
  httpStatus: number;
  ms: number;
}

/** Trackdéchets' API: typed calls over kept connections, within the shared request budget. */
@Injectable()
export class TrackdechetsClient implements OnApplicationShutdown {
  private readonly transport = new KeepAliveTransport();
  private readonly url: URL;
  private readonly observers: ((report: RequestReport) => void)[] = [];

  constructor(
    @Inject(TRACKDECHETS_OPTIONS) private readonly options: TrackdechetsOptions,
    private readonly budget: RequestBudget,
  ) {
    this.url = new URL(options.apiUrl);
  }

  /** Has each HTTP request reported, for the metrics. */
  onRequest(observer: (report: RequestReport) => void): void {
    this.observers.push(observer);
  }

  /** Carries out one operation. Throws TrackdechetsError, whose kind says what may have happened. */
  async execute<Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
    options: CallOptions,
  ): Promise<Result> {
    const [outcome] = await this.executeBatch([call(document, variables)], options);
    return dataOf(outcome);
  }

  /**
   * Carries out up to five operations with one token in one HTTP request; each has its own outcome. Throws only a
   * RangeError, for a wrong number of them. Trackdéchets executes them side by side: they must not depend on each other.
   */
  async executeBatch<const Calls extends readonly Call<unknown>[]>(
    calls: Calls,
    options: CallOptions,
  ): Promise<Outcomes<Calls>> {
    const [first] = calls;
    if (!first || calls.length > BATCH_LIMIT)
      throw new RangeError(`1 to ${BATCH_LIMIT} operations, not ${calls.length}`);
    const withheld = options.permitted ? null : await this.permit(options.priority);
    if (withheld) return calls.map(({ operation }) => failed(withheld(operation))) as Outcomes<Calls>;

    const started = performance.now();
    const { outcomes, httpStatus } = await this.send(calls, options);
    this.report({
      operation: first.operation.name,
      operations: calls.length,
      outcome: outcomes.find((outcome) => !outcome.ok)?.error.kind ?? 'OK',
      httpStatus,
      ms: performance.now() - started,
    });
    return outcomes as Outcomes<Calls>;
  }

  /**
   * Fetches a file behind a link that Trackdéchets has just given (it lives ten seconds). Only the link's path is
   * followed, at the configured address. Throws TrackdechetsError.
   */
  async download(link: string, options: Omit<CallOptions, 'token'>): Promise<Buffer> {
    const { pathname, search } = new URL(link);
    const http = await this.beside(
      { name: 'download', mutation: false },
      pathname + search,
      { method: 'GET' },
      options,
    );
    return http.body;
  }

  /** Posts a form to OAuth2's token endpoint; the body of its answer. Throws TrackdechetsError. */
  async postTokenForm(form: URLSearchParams, authorization: string): Promise<string> {
    const path = `${this.url.pathname.replace(/\/$/, '')}/oauth2/token`;
    const headers = { authorization, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    const request = { method: 'POST', headers, body: form.toString() } as const;
    const operation = { name: 'oauth2Token', mutation: false };
    const http = await this.beside(operation, path, request, { priority: 'interactive' }, errorOfTokenEndpoint);
    return http.body.toString('utf8');
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }

  /** One HTTP request beside GraphQL, to which only a 200 is an answer. */
  private async beside(
    operation: Operation,
    path: string,
    request: Pick<HttpRequest, 'method' | 'body'> & { headers?: Record<string, string> },
    { priority, timeoutMs = this.options.timeoutMs }: Omit<CallOptions, 'token'>,
    errorOf = errorOfHttp,
  ): Promise<HttpResponse> {
    const withheld = await this.permit(priority);
    if (withheld) throw withheld(operation);
    const started = performance.now();
    const report = (outcome: RequestReport['outcome'], httpStatus: number): void =>
      this.report({ operation: operation.name, operations: 1, outcome, httpStatus, ms: performance.now() - started });
    try {
      const headers = { ...request.headers, 'user-agent': USER_AGENT };
      const http = await this.transport.send(new URL(path, this.url), { ...request, headers, timeoutMs });
      this.heed(http);
      if (http.status !== 200) throw errorOf(operation, plain(http));
      report('OK', http.status);
      return http;
    } catch (error) {
      const known = toTrackdechetsError(operation, error);
      report(known.kind, 0);
      throw known;
    }
  }

  /** Waits for the budget; the answer is null, or how to say to an operation that it was not sent. */
  private async permit(priority: Priority): Promise<((operation: Operation) => TrackdechetsError) | null> {
    try {
      await this.budget.acquire(priority);
      return null;
    } catch (error) {
      if (error instanceof BudgetExhausted) {
        const { retryAfter } = error;
        return ({ name }) => new TrackdechetsError('RATE_LIMITED', name, { code: 'BUDGET_EXHAUSTED', retryAfter });
      }
      return ({ name }) => new TrackdechetsError('UNAVAILABLE', name, { code: 'BUDGET_UNREACHABLE' });
    }
  }

  private async send(
    calls: readonly Call<unknown>[],
    { token, timeoutMs = this.options.timeoutMs }: CallOptions,
  ): Promise<{ outcomes: Outcome<unknown>[]; httpStatus: number }> {
    const headers = { 'user-agent': USER_AGENT, ...(token && { authorization: token.authorization() }) };
    try {
      const answer = await exchange(this.transport, this.url, calls, { headers, timeoutMs });
      this.heed(answer.http);
      return { outcomes: outcomesOf(calls, answer), httpStatus: answer.http.status };
    } catch (error) {
      return { outcomes: calls.map(({ operation }) => failed(toTrackdechetsError(operation, error))), httpStatus: 0 };
    }
  }

  /** Tells the budget what Trackdéchets says of its own count. */
  private heed(http: HttpResponse): void {
    const said = readRateLimit(http.headers);
    if (http.status === 429) this.budget.refused(said.retryAfter ?? RATE_WINDOW);
    else if (said.remaining !== null && said.resetIn !== null) this.budget.observe(said.remaining, said.resetIn);
  }

  private report(report: RequestReport): void {
    for (const observer of this.observers) observer(report);
  }
}

function failed(error: TrackdechetsError): Outcome<never> {
  return { ok: false, error };
}

function toTrackdechetsError(operation: Operation, error: unknown): TrackdechetsError {
  if (error instanceof TrackdechetsError) return error;
  // What is not a failure of the network happened on our side of an answer that may have come: in doubt, sent.
  return errorOfTransport(operation, error instanceof TransportFailure ? error : new TransportFailure(true, 'CLIENT'));
}

function plain(http: HttpResponse): HttpAnswer {
  const { retryAfter } = readRateLimit(http.headers);
  return { status: http.status, text: http.body.toString('utf8'), retryAfter };
}

function outcomesOf(calls: readonly Call<unknown>[], { http, results }: Exchange): Outcome<unknown>[] {
  if (Array.isArray(results)) {
    // With one too few, which is whose cannot be told: none is believed.
    const complete = results.length === calls.length;
    return calls.map(({ operation }, index) => outcomeOf(operation, http, complete ? results[index] : undefined));
  }
  // One answer for a whole array can only be a refusal of all of it.
  const result = calls.length > 1 && results ? { errors: results.errors } : results;
  return calls.map(({ operation }) => outcomeOf(operation, http, result));
}

function outcomeOf(
  operation: Operation,
  http: HttpResponse,
  result: ExecutionResult | null | undefined,
): Outcome<unknown> {
  if (Array.isArray(result?.errors) && result.errors.length > 0) {
    return failed(errorOfGraphql(operation, result.errors as unknown[]));
  }
  const data = result?.data;
  return isWhole(data) ? { ok: true, data } : failed(errorOfHttp(operation, plain(http)));
}

/** Trackdéchets leaves a root field null only beside an error: without one, it is no answer. */
function isWhole(data: unknown): boolean {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return false;
  const roots: unknown[] = Object.values(data);
  return roots.length > 0 && roots.every((root) => root !== null);
}
