import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { call, type Call, dataOf } from '../trackdechets/call';
import {
  BsffDocument,
  BsffDownstreamDocument,
  BsffsChangedDocument,
  type BsffsChangedQuery,
  BsffsDocument,
  BsffsDownstreamDocument,
  type BsffWhere,
  type DownstreamFragment,
} from '../trackdechets/generated';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { BATCH_LIMIT, type CallOptions, TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsToken } from '../trackdechets/token';

/** Trackdéchets' longest page. */
const PAGE = 500;
/** Rows of the page before that the next one must begin with: what shows that nothing was skipped between them. */
const SHARED_ROWS = 2;
/** Documents whose existence is confirmed for nothing, in the request that lists the changes. */
export const CONFIRMED_PER_REQUEST = (BATCH_LIMIT - 1) * PAGE;

/** The page does not continue the one before: its cursor left the list. The listing must begin again. */
class BrokenSequence extends Error {
  override name = 'BrokenSequence';
}

/** Why a document no longer shows, or the document when it does. */
export type Presence = TrackdechetsBsff | 'DELETED' | 'ACCESS_LOST';

/** What bulk reading asks of Trackdéchets: few requests, each with as much as it may hold. */
@Injectable()
export class Listing {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * Yields `id updatedAt` of the documents that concern the establishments and changed since then, page by page; null reads
   * all of them. A row deleted under the cursor makes Trackdéchets skip the next one (facts 4.6): pages therefore overlap, and
   * the listing begins again when they do not. Rows may repeat. @throws TrackdechetsError
   */
  async *changedSince(
    since: Date | null,
    orgIds: string[],
    token: TrackdechetsToken,
    alongside: Alongside,
  ): AsyncGenerator<ChangedBsff[]> {
    const where: BsffWhere = {
      ...(since ? { updatedAt: { _gte: since.toISOString() } } : {}),
      _or: concerning(orgIds),
    };
    for (;;) {
      try {
        yield* this.pages(where, token, alongside);
        return;
      } catch (error) {
        if (!(error instanceof BrokenSequence)) throw error;
      }
    }
  }

  private async *pages(
    where: BsffWhere,
    token: TrackdechetsToken,
    alongside: Alongside,
  ): AsyncGenerator<ChangedBsff[]> {
    let shared: string[] = [];
    for (let after: string | null = null; ;) {
      const lists = [
        { where, after },
        ...alongside.take().map((ids) => ({ where: { id: { _in: ids } }, after: null })),
      ];
      const [changes, ...confirmed] = await this.lists(lists, token);
      if (!changes) return;
      for (const { edges } of confirmed) await alongside.confirm(edges.map(({ node }) => node));
      const rows = changes.edges.map(({ node }) => node);
      if (shared.length > 0 && !shared.includes(rows[0]?.id ?? '')) throw new BrokenSequence();
      yield rows;
      if (!changes.pageInfo.hasNextPage) return;
      const cursor = rows.at(-1 - SHARED_ROWS) ?? rows.at(-1);
      shared = rows.slice(-SHARED_ROWS).map(({ id }) => id);
      after = cursor?.id ?? null;
    }
  }

  /** `id updatedAt` of those of `ids` (2,500 at most) that still exist and may be read, in one request. */
  async existing(ids: string[], token: TrackdechetsToken): Promise<ChangedBsff[]> {
    const lists = chunks(ids, PAGE).map((some) => ({ where: { id: { _in: some } }, after: null }));
    const answers = await this.lists(lists, token);
    return answers.flatMap(({ edges }) => edges.map(({ node }) => node));
  }

  private async lists(
    lists: { where: BsffWhere; after: string | null }[],
    token: TrackdechetsToken,
  ): Promise<BsffsChangedQuery['bsffs'][]> {
    const calls: Call<BsffsChangedQuery>[] = lists.map((list) => call(BsffsChangedDocument, { ...list, first: PAGE }));
    return patiently(async () => {
      const outcomes = await this.client.executeBatch(calls, { token, priority: 'bulk' });
      return outcomes.map((outcome) => dataOf(outcome).bsffs);
    });
  }

  /** Those of `ids` (a page of them) that exist and may be read, in full. @throws TrackdechetsError */
  async full(ids: string[], token: TrackdechetsToken): Promise<TrackdechetsBsff[]> {
    const variables = { where: { id: { _in: ids } }, first: ids.length, after: null };
    const { bsffs } = await patiently(
      () => this.client.execute(BsffsDocument, variables, { token, priority: 'bulk' }),
      ['RATE_LIMITED'],
    );
    return bsffs.edges.map(({ node }) => node);
  }

  /**
   * The later documents of the containers of `ids`. A document whose chain may not be read is left out: what was known of it
   * stays. @throws TrackdechetsError
   */
  async downstream(ids: string[], options: CallOptions): Promise<DownstreamFragment[]> {
    if (ids.length === 0) return [];
    const variables = { where: { id: { _in: ids } }, first: ids.length };
    const insist = options.priority === 'bulk' ? patiently : <T>(ask: () => Promise<T>): Promise<T> => ask();
    try {
      const { bsffs } = await insist(() => this.client.execute(BsffsDownstreamDocument, variables, options));
      return bsffs.edges.map(({ node }) => node);
    } catch (error) {
      if (!isForbidden(error)) throw error;
      return this.downstreamOneByOne(ids, options);
    }
  }

  private async downstreamOneByOne(ids: string[], options: CallOptions): Promise<DownstreamFragment[]> {
    const found: DownstreamFragment[] = [];
    for (const some of chunks(ids, BATCH_LIMIT)) {
      const calls = some.map((id) => call(BsffDownstreamDocument, { id }));
      const outcomes = await this.client.executeBatch(calls, options);
      const readable = outcomes.filter((outcome) => outcome.ok || !isForbidden(outcome.error));
      found.push(...readable.map((outcome) => dataOf(outcome).bsff));
    }
    return found;
  }

  /** Asks for each document by its id: the only way to tell a deleted one from one out of reach. @throws TrackdechetsError */
  async presence(ids: string[], token: TrackdechetsToken): Promise<Map<string, Presence>> {
    const found = new Map<string, Presence>();
    for (const some of chunks(ids, BATCH_LIMIT)) {
      const calls = some.map((id) => call(BsffDocument, { id }));
      const presences = await patiently(async () => {
        const outcomes = await this.client.executeBatch(calls, { token, priority: 'bulk' });
        return outcomes.map((outcome) => (outcome.ok ? outcome.data.bsff : absence(outcome.error)));
      });
      presences.forEach((presence, index) => found.set(some[index] ?? '', presence));
    }
    return found;
  }
}

/** Documents to confirm in the requests of a listing, at no cost of their own. */
export interface Alongside {
  /** Up to four lists of 500 ids for the next request. */
  take(): string[][];
  /** Those that exist. */
  confirm(rows: ChangedBsff[]): Promise<void> | void;
}

/** One document out of reach refuses a whole list. */
function isForbidden(error: unknown): boolean {
  return error instanceof TrackdechetsError && ['FORBIDDEN', 'NOT_FOUND'].includes(error.whenRefusedNotFound().kind);
}

function absence(error: TrackdechetsError): 'DELETED' | 'ACCESS_LOST' {
  const { kind } = error.whenRefusedNotFound();
  if (kind === 'NOT_FOUND') return 'DELETED';
  if (kind === 'FORBIDDEN') return 'ACCESS_LOST';
  throw error;
}

/** Seconds before each new try of a request that did nothing. */
const PATIENCE = [1, 4, 15];
const LONGEST_WAIT = 65;

/** Asks again, in a while, what was refused for its rate or met an outage: bulk reading is in no hurry. */
async function patiently<T>(
  ask: () => Promise<T>,
  kinds: TrackdechetsError['kind'][] = ['RATE_LIMITED', 'UNAVAILABLE'],
): Promise<T> {
  for (const seconds of PATIENCE) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TrackdechetsError) || !kinds.includes(error.kind)) throw error;
      await sleep(Math.min(error.retryAfter ?? seconds, LONGEST_WAIT) * 1_000);
    }
  }
  return ask();
}

/** Any role gives a reader: emitter, transporter, destination, holder of a fiche (facts 3.3). */
function concerning(orgIds: string[]): BsffWhere[] {
  const company = { siret: { _in: orgIds } };
  return [
    { emitter: { company } },
    { transporter: { company } },
    { destination: { company } },
    { ficheInterventions: { detenteur: { company } } },
  ];
}

/** `items` cut in lists of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  const lists: T[][] = [];
  for (let start = 0; start < items.length; start += size) lists.push(items.slice(start, start + size));
  return lists;
}
