import { type IncomingMessage } from 'node:http';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { span } from '../trail/tracing';
import { call, dataOf, type Call, type Outcome, type Outcomes } from './call';
import {
  errorOfHttp,
  errorOfTokenEndpoint,
  errorOfTransport,
  type Operation,
  RATE_WINDOW,
  TrackdechetsError,
  TransportFailure,
} from './errors';
import { type TypedDocumentString } from './generated';
import { FileContent } from './file-content';
import { exchange } from './graphql-exchange';
import { bodyOf, type HttpRequest, type HttpResponse, KeepAliveTransport } from './keep-alive-transport';
import { failed, outcomesOf, plain } from './outcomes';
import { TRACKDECHETS_OPTIONS, type TrackdechetsOptions } from './options';
import { readRateLimit } from './rate-limit-headers';
import { BudgetExhausted, type Priority, RequestBudget } from './request-budget';
import { aboutAll, reportOf, type RequestReport } from './request-report';
import { type TrackdechetsToken } from './token';

export type { RequestReport };

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

/** A file that is coming. */
export interface TrackdechetsFile {
  content: FileContent;
  /** In bytes; null when Trackdéchets does not say. */
  length: number | null;
  /** As Trackdéchets writes it. */
  disposition: string | null;
}

/** One request beside GraphQL, and how its answer is read. */
interface Beside<T> {
  path: string;
  request: HttpRequest;
  errorOf?: typeof errorOfHttp;
  /** Ends the request, whatever it has come to. */
  leaving?: AbortSignal;
  read(this: void, incoming: IncomingMessage, signal: AbortSignal): Promise<T>;
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

  /** Has each HTTP request reported, for the metrics and the logs. */
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
    const started = performance.now();
    const { outcomes, httpStatus } = withheld
      ? { outcomes: calls.map(({ operation }) => failed(withheld(operation))), httpStatus: 0 }
      : await span(`trackdechets ${first.operation.name}`, aboutAll(calls), () => this.send(calls, options));
    const ms = performance.now() - started;
    this.report({
      ...reportOf(calls, outcomes, options.token),
      httpStatus,
      ms,
      ...(withheld && { withheld: options.priority }),
    });
    return outcomes as Outcomes<Calls>;
  }

  /**
   * Begins to fetch a file behind a link that Trackdéchets has just given (it lives ten seconds); the time-out is for its first
   * byte. Only the link's path is followed, at the configured address. `leaving` ends it. Throws TrackdechetsError.
   */
  async download(link: string, options: Omit<CallOptions, 'token'>, leaving?: AbortSignal): Promise<TrackdechetsFile> {
    const { pathname, search } = new URL(link);
    return this.beside({ name: 'download', mutation: false }, options, {
      path: pathname + search,
      request: { method: 'GET', headers: { 'accept-encoding': 'identity' } },
      leaving,
      read: async (incoming) => {
        const { 'content-length': length, 'content-disposition': disposition } = incoming.headers;
        return {
          content: await FileContent.begun(incoming),
          length: length === undefined ? null : Number(length),
          disposition: disposition ?? null,
        };
      },
    });
  }

  /** Posts a form to OAuth2's token endpoint; the body of its answer. Throws TrackdechetsError. */
  async postTokenForm(form: URLSearchParams, authorization: string): Promise<string> {
    const path = `${this.url.pathname.replace(/\/$/, '')}/oauth2/token`;
    const headers = { authorization, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
    return this.beside(
      { name: 'oauth2Token', mutation: false },
      { priority: 'interactive' },
      {
        path,
        request: { method: 'POST', headers, body: form.toString() },
        errorOf: errorOfTokenEndpoint,
        read: async (incoming, signal) => (await bodyOf(incoming, signal)).toString('utf8'),
      },
    );
  }

  /** Closes every connection: what is under way ends with an unknown outcome, and nothing leaves any more. */
  hangUp(): void {
    this.transport.close();
  }

  onApplicationShutdown(): void {
    this.hangUp();
  }

  /** One HTTP request beside GraphQL, to which only a 200 is an answer. */
  private async beside<T>(
    operation: Operation,
    { priority, timeoutMs = this.options.timeoutMs }: Omit<CallOptions, 'token'>,
    { path, request, errorOf = errorOfHttp, leaving, read }: Beside<T>,
  ): Promise<T> {
    const withheld = await this.permit(priority);
    if (withheld) {
      const error = withheld(operation);
      const { name } = operation;
      this.report({ operation: name, operations: 1, outcome: error.kind, httpStatus: 0, ms: 0, withheld: priority });
      throw error;
    }
    const tooLong = new AbortController();
    const timer = setTimeout(() => tooLong.abort(), timeoutMs);
    const signal = leaving ? AbortSignal.any([tooLong.signal, leaving]) : tooLong.signal;
    const started = performance.now();
    const report = (outcome: RequestReport['outcome'], httpStatus: number): void =>
      this.report({ operation: operation.name, operations: 1, outcome, httpStatus, ms: performance.now() - started });
    try {
      const headers = { ...request.headers, 'user-agent': USER_AGENT };
      const incoming = await this.transport.open(new URL(path, this.url), { ...request, headers }, signal);
      const http = { status: incoming.statusCode ?? 0, headers: incoming.headers };
      this.heed(http);
      if (http.status !== 200) throw errorOf(operation, plain({ ...http, body: await bodyOf(incoming, signal) }));
      const answer = await read(incoming, signal);
      report('OK', http.status);
      return answer;
    } catch (error) {
      const known = toTrackdechetsError(operation, error);
      if (!leaving?.aborted) report(known.kind, 0);
      throw known;
    } finally {
      clearTimeout(timer);
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
  private heed(http: Pick<HttpResponse, 'status' | 'headers'>): void {
    const said = readRateLimit(http.headers);
    if (http.status === 429) this.budget.refused(said.retryAfter ?? RATE_WINDOW);
    else if (said.remaining !== null && said.resetIn !== null) this.budget.observe(said.remaining, said.resetIn);
  }

  private report(report: RequestReport): void {
    for (const observer of this.observers) observer(report);
  }
}

function toTrackdechetsError(operation: Operation, error: unknown): TrackdechetsError {
  if (error instanceof TrackdechetsError) return error;
  // What is not a failure of the network happened on our side of an answer that may have come: in doubt, sent.
  return errorOfTransport(operation, error instanceof TransportFailure ? error : new TransportFailure(true, 'CLIENT'));
}
