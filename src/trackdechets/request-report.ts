import { type Trail, together } from '../trail/trail';
import { type Call, type Outcome } from './call';
import { type TrackdechetsErrorKind } from './errors';
import { type Priority } from './request-budget';
import { type TrackdechetsToken } from './token';

type OutcomeKind = 'OK' | TrackdechetsErrorKind;

/** What became of one operation of a request. */
export interface CallReport {
  operation: string;
  outcome: OutcomeKind;
  /** Trackdéchets' or the network's own code; null when it went well. */
  code: string | null;
  /** What it was for, where that is narrower than what the request was for. */
  about: Trail;
}

/** One HTTP request that was answered, or not: for the metrics and the logs. */
export interface RequestReport {
  /** The operation's name, or the first one's of an array. */
  operation: string;
  operations: number;
  /** `OK`, or the kind of the first error among the operations. */
  outcome: OutcomeKind;
  /** Zero when no whole answer came. */
  httpStatus: number;
  ms: number;
  /** Who waited for a permit that could not be had: nothing was sent. */
  withheld?: Priority;
  /** Each operation; left out for a request beside GraphQL, which has one. */
  calls?: readonly CallReport[];
  /** Whose token it bore; null for nobody's. */
  tokenUserId?: string | null;
}

/** The part of a report that comes from the operations. */
export function reportOf(
  calls: readonly Call<unknown>[],
  outcomes: readonly Outcome<unknown>[],
  token: TrackdechetsToken | null,
): Pick<RequestReport, 'operation' | 'operations' | 'outcome' | 'calls' | 'tokenUserId'> {
  const each = calls.map(({ operation: { name }, about = {} }, index): CallReport => {
    const outcome = outcomes[index];
    const error = outcome && !outcome.ok ? outcome.error : null;
    return { operation: name, outcome: error?.kind ?? 'OK', code: error?.code ?? null, about };
  });
  return {
    operation: each[0]?.operation ?? '',
    operations: each.length,
    outcome: each.find(({ outcome }) => outcome !== 'OK')?.outcome ?? 'OK',
    calls: each,
    tokenUserId: token?.userId ?? null,
  };
}

/** What a request is for: what its operations have in common, and the ids of each. */
export function aboutAll(calls: readonly Call<unknown>[]): Trail {
  return together(calls.map(({ about = {} }) => about));
}
