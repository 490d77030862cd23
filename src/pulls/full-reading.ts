import { Injectable } from '@nestjs/common';
import { call, dataOf, type Outcome } from '../trackdechets/call';
import { TrackdechetsError } from '../trackdechets/errors';
import {
  BsffDocument,
  BsffDownstreamDocument,
  BsffPackagingsHeldDocument,
  type BsffsDownstreamQuery,
  BsffsDocument,
  BsffsDownstreamDocument,
  type DownstreamFragment,
} from '../trackdechets/generated';
import { type TrackdechetsToken } from '../trackdechets/token';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { BATCH_LIMIT, type CallOptions, TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { chunks } from './chunks';
import { patiently } from './patience';

/** Why a document no longer shows, or the document when it does; the error of one on which Trackdéchets breaks says neither. */
export type Presence = TrackdechetsBsff | 'DELETED' | 'ACCESS_LOST' | TrackdechetsError;

/** Documents of which one request can tell whether they were deleted: some containers for each have room in its pages. */
export const TOLD_AT_ONCE = 500;
const LONGEST_PAGE = 500;

/** Reads documents whole, and where their containers went. Every method throws TrackdechetsError. */
@Injectable()
export class FullReading {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * Those of `ids` (a page of them) that exist and may be read, and the later documents of the containers of `passedOn`, which were
   * read before: two questions in one request.
   */
  async page(
    ids: string[],
    passedOn: string[],
    token: TrackdechetsToken,
  ): Promise<{ documents: TrackdechetsBsff[]; downstream: DownstreamFragment[] }> {
    const options: CallOptions = { token, priority: 'bulk' };
    const page = call(BsffsDocument, { where: { id: { _in: ids } }, first: ids.length, after: null });
    const [documents, downstream] = await patiently(async () => {
      const [first, second] =
        passedOn.length === 0
          ? await this.client.executeBatch([page], options)
          : await this.client.executeBatch([page, downstreamOf(passedOn)], options);
      return [dataOf(first).bsffs.edges.map(({ node }) => node), second] as const;
    }, ['RATE_LIMITED']);
    if (!downstream) return { documents, downstream: [] };
    return {
      documents,
      downstream: await patiently(() => this.readable(downstream, passedOn, options), ['RATE_LIMITED']),
    };
  }

  /**
   * The later documents of the containers of `ids`. A document whose chain may not be read is left out: what was known of it
   * stays.
   */
  async downstream(ids: string[], options: CallOptions): Promise<DownstreamFragment[]> {
    if (ids.length === 0) return [];
    const ask = async (): Promise<DownstreamFragment[]> => {
      const [outcome] = await this.client.executeBatch([downstreamOf(ids)], options);
      return this.readable(outcome, ids, options);
    };
    return options.priority === 'bulk' ? patiently(ask) : ask();
  }

  private async readable(
    outcome: Outcome<BsffsDownstreamQuery>,
    ids: string[],
    options: CallOptions,
  ): Promise<DownstreamFragment[]> {
    if (outcome.ok) return outcome.data.bsffs.edges.map(({ node }) => node);
    if (!isForbidden(outcome.error)) throw outcome.error;
    const found: DownstreamFragment[] = [];
    for (const some of chunks(ids, BATCH_LIMIT)) {
      const calls = some.map((id) => call(BsffDownstreamDocument, { id }));
      for (const one of await this.client.executeBatch(calls, options)) {
        if (one.ok) found.push(one.data.bsff);
        else absence(one.error);
      }
    }
    return found;
  }

  /**
   * Of published documents (at most `TOLD_AT_ONCE`) that no list shows any more, those that were deleted, in one request.
   * Of the others this tells nothing: `presence` does.
   */
  async deletedAmong(ids: string[], token: TrackdechetsToken): Promise<Set<string>> {
    const calls = chunks(ids, TOLD_AT_ONCE / BATCH_LIMIT).map((some) =>
      call(BsffPackagingsHeldDocument, { where: { bsff: { id: { _in: some } } }, first: LONGEST_PAGE }),
    );
    if (calls.length === 0) return new Set();
    const lists = await patiently(async () => {
      const outcomes = await this.client.executeBatch(calls, { token, priority: 'bulk' });
      return outcomes.map((outcome) => dataOf(outcome).bsffPackagings.edges.map(({ node }) => node.bsffId));
    });
    return new Set(lists.flat());
  }

  /** Asks for each document (`BATCH_LIMIT` at most) by its id: what tells for certain a deleted one from one out of reach. */
  async presence(ids: string[], token: TrackdechetsToken): Promise<Map<string, Presence>> {
    const calls = ids.map((id) => call(BsffDocument, { id }));
    const presences = await patiently(async () => {
      const outcomes = await this.client.executeBatch(calls, { token, priority: 'bulk' });
      // On all of them, it is no document that is broken.
      const mayBreak = outcomes.some((outcome) => outcome.ok || !isBroken(outcome.error)) || ids.length === 1;
      return outcomes.map((outcome) => {
        if (outcome.ok) return outcome.data.bsff;
        return mayBreak && isBroken(outcome.error) ? outcome.error : absence(outcome.error);
      });
    });
    return new Map(presences.map((presence, index) => [ids[index] ?? '', presence]));
  }
}

const downstreamOf = (ids: string[]) =>
  call(BsffsDownstreamDocument, { where: { id: { _in: ids } }, first: ids.length });

/** One document out of reach refuses a whole list. Somebody whom Trackdéchets shut out is refused everything: that says nothing. */
export function isForbidden(error: unknown): boolean {
  return error instanceof TrackdechetsError && error.kind === 'FORBIDDEN' && error.code !== ACCOUNT_BLOCKED;
}

/** Trackdéchets was reached and failed inside: it may do so for one document for ever. */
export function isBroken(error: unknown): error is TrackdechetsError {
  return error instanceof TrackdechetsError && error.kind === 'UNAVAILABLE' && error.failedInside;
}

const ACCOUNT_BLOCKED = 'ACCOUNT_BLOCKED';

/** Why one document asked for by its id does not show. @throws TrackdechetsError when that is not what went wrong */
function absence(error: TrackdechetsError): 'DELETED' | 'ACCESS_LOST' {
  if (isForbidden(error)) return 'ACCESS_LOST';
  if (error.whenRefusedNotFound().kind === 'NOT_FOUND') return 'DELETED';
  throw error;
}
