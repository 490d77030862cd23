import { Injectable } from '@nestjs/common';
import { call, type Call, dataOf } from '../trackdechets/call';
import { BsffsChangedDocument, type BsffsChangedQuery, type BsffWhere } from '../trackdechets/generated';
import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { BATCH_LIMIT, TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { type TrackdechetsToken } from '../trackdechets/token';
import { patiently } from './patience';

/** Trackdéchets' longest page. */
const PAGE = 500;
/** Rows of the page before that the next one must begin with: what shows that nothing was skipped between them. */
const SHARED_ROWS = 2;
/** Documents whose existence is confirmed for nothing, in the request that lists the changes. */
export const CONFIRMED_PER_REQUEST = (BATCH_LIMIT - 1) * PAGE;
/** The same beside the two lists that there are while an overlap has not done its work. */
export const CONFIRMED_AT_LEAST = (BATCH_LIMIT - 2) * PAGE;

/** The page does not continue the one before: its cursor left the list. The listing must begin again. */
class BrokenSequence extends Error {
  override name = 'BrokenSequence';
}

/** What changed since then, by Trackdéchets' clock, but for documents that are asked about otherwise; null is ever. */
export interface Span {
  since: Date | null;
  but: readonly string[];
}

interface NextPage {
  where: BsffWhere;
  after: string | null;
  /** Rows of the page before that this one must begin with. */
  shared: string[];
}

const wholeList = (where: BsffWhere): Pick<NextPage, 'where' | 'after'> => ({ where, after: null });

/** Finds out which documents changed and which still exist: few requests, each with as much as it may hold. */
@Injectable()
export class Listing {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * Yields `id updatedAt` of the documents that concern the establishments and that one of the `spans` holds, page by page. A row
   * deleted under the cursor makes Trackdéchets skip the next one (facts 4.6): pages therefore overlap, and the listing begins
   * again when they do not. Rows may repeat. @throws TrackdechetsError
   */
  async *changed(
    spans: readonly Span[],
    orgIds: string[],
    token: TrackdechetsToken,
    alongside: Alongside,
  ): AsyncGenerator<ChangedBsff[]> {
    const lists = spans.map(({ since, but }): BsffWhere => ({
      ...(since ? { updatedAt: { _gte: since.toISOString() } } : {}),
      ...(but.length > 0 ? { _not: { id: { _in: [...but] } } } : {}),
      _or: concerning(orgIds),
    }));
    for (;;) {
      try {
        yield* this.pages(lists, token, alongside);
        return;
      } catch (error) {
        if (!(error instanceof BrokenSequence)) throw error;
      }
    }
  }

  private async *pages(
    lists: readonly BsffWhere[],
    token: TrackdechetsToken,
    alongside: Alongside,
  ): AsyncGenerator<ChangedBsff[]> {
    let pages = lists.map((where): NextPage => ({ where, after: null, shared: [] }));
    while (pages.length > 0) {
      const confirmed = alongside.take(BATCH_LIMIT - pages.length);
      const answers = await this.lists([...pages, ...confirmed.map(wholeList)], token);
      for (const { edges } of answers.slice(pages.length)) await alongside.confirm(edges.map(({ node }) => node));
      const next: NextPage[] = [];
      for (const [index, page] of pages.entries()) {
        const { edges = [], pageInfo } = answers[index] ?? {};
        const rows = edges.map(({ node }) => node);
        if (page.shared.length > 0 && !page.shared.includes(rows[0]?.id ?? '')) throw new BrokenSequence();
        yield rows;
        const cursor = rows.at(-1 - SHARED_ROWS) ?? rows.at(-1);
        const shared = rows.slice(-SHARED_ROWS).map(({ id }) => id);
        if (pageInfo?.hasNextPage) next.push({ where: page.where, after: cursor?.id ?? null, shared });
      }
      pages = next;
    }
  }

  /** `id updatedAt` of what each of these lists (`BATCH_LIMIT` at most) shows, in one request. */
  async existing(lists: readonly BsffWhere[], token: TrackdechetsToken): Promise<ChangedBsff[]> {
    const answers = await this.lists(lists.map(wholeList), token);
    return answers.flatMap(({ edges }) => edges.map(({ node }) => node));
  }

  private async lists(
    lists: Pick<NextPage, 'where' | 'after'>[],
    token: TrackdechetsToken,
  ): Promise<BsffsChangedQuery['bsffs'][]> {
    const calls: Call<BsffsChangedQuery>[] = lists.map(({ where, after }) =>
      call(BsffsChangedDocument, { where, after, first: PAGE }),
    );
    return patiently(async () => {
      const outcomes = await this.client.executeBatch(calls, { token, priority: 'bulk' });
      return outcomes.map((outcome) => dataOf(outcome).bsffs);
    });
  }
}

/** Documents to confirm in the requests of a listing, at no cost of their own. */
export interface Alongside {
  /** Up to that many lists, of 500 documents at most, for the next request. */
  take(lists: number): BsffWhere[];
  /** Those that exist. */
  confirm(rows: ChangedBsff[]): Promise<void> | void;
}

/** Any role gives a reader: emitter, transporter, destination, holder of a fiche (facts 3.3). */
export function concerning(orgIds: string[]): BsffWhere[] {
  const company = { siret: { _in: orgIds } };
  return [
    { emitter: { company } },
    { transporter: { company } },
    { destination: { company } },
    { ficheInterventions: { detenteur: { company } } },
  ];
}
