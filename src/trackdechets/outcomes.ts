import { type Call, type Outcome } from './call';
import { errorOfGraphql, errorOfHttp, type HttpAnswer, type Operation, type TrackdechetsError } from './errors';
import { type Exchange, type ExecutionResult } from './graphql-exchange';
import { type HttpResponse } from './keep-alive-transport';
import { readRateLimit } from './rate-limit-headers';

export function failed(error: TrackdechetsError): Outcome<never> {
  return { ok: false, error };
}

/** An answer as the classification of errors reads it. */
export function plain(http: HttpResponse): HttpAnswer {
  const { retryAfter } = readRateLimit(http.headers);
  return { status: http.status, text: http.body.toString('utf8'), retryAfter };
}

/** What became of each call of a request that was answered. */
export function outcomesOf(calls: readonly Call<unknown>[], { http, results }: Exchange): Outcome<unknown>[] {
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
