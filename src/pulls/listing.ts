import { Injectable } from '@nestjs/common';
import { call, type Call, dataOf } from '../trackdechets/call';
import { BsffsChangedDocument, type BsffsChangedQuery, type BsffWhere } from '../trackdechets/generated';
import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { BATCH_LIMIT, TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { type TrackdechetsToken } from '../trackdechets/token';
import { chunks } from './chunks';
import { patiently } from './patience';

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

/** Finds out which documents changed and which still exist: few requests, each with as much as it may hold. */
@Injectable()
export class Listing {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * Yields `id updatedAt` of the documents that concern the establishments and changed since then, page by page; null reads
   * all of them, and `known` are left out. A row deleted under the cursor makes Trackdéchets skip the next one (facts 4.6): pages therefore overlap, and
   * the listing begins again when they do not. Rows may repeat. @throws TrackdechetsError
   */
  async *changedSince(
    { since, orgIds, known }: { since: Date | null; orgIds: string[]; known: string[] },
    token: TrackdechetsToken,
    alongside: Alongside,
  ): AsyncGenerator<ChangedBsff[]> {
    const where: BsffWhere = {
      ...(since ? { updatedAt: { _gte: since.toISOString() } } : {}),
      ...(known.length > 0 ? { _not: { id: { _in: known } } } : {}),
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
}

/** Documents to confirm in the requests of a listing, at no cost of their own. */
export interface Alongside {
  /** Up to four lists of 500 ids for the next request. */
  take(): string[][];
  /** Those that exist. */
  confirm(rows: ChangedBsff[]): Promise<void> | void;
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
