import { type Trail } from '../trail/trail';
import { type TrackdechetsError, type Operation } from './errors';
import { type TypedDocumentString } from './generated';

/** One operation with its variables, ready to travel alone or with others. */
export interface Call<Result> {
  readonly operation: Operation;
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** What it is for, when it travels with others: for its line in the logs. */
  readonly about?: Trail;
  /** Only for the compiler: what the answer's `data` holds. */
  readonly result?: Result;
}

export type Outcome<Result> = { ok: true; data: Result } | { ok: false; error: TrackdechetsError };

export type Outcomes<Calls extends readonly Call<unknown>[]> = {
  [K in keyof Calls]: Calls[K] extends Call<infer Result> ? Outcome<Result> : never;
};

const OPERATION = /\b(query|mutation)\s+(\w+)/;

/** Pairs a document of `generated.ts` with its variables. */
export function call<Result, Variables extends Record<string, unknown>>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Call<Result> {
  const query = String(document);
  const [, type, name = 'operation'] = OPERATION.exec(query) ?? [];
  return { operation: { name, mutation: type === 'mutation' }, query, variables };
}

/** The data of a successful outcome; throws the error of the other. */
export function dataOf<Result>(outcome: Outcome<Result>): Result {
  if (!outcome.ok) throw outcome.error;
  return outcome.data;
}
