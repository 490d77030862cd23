import { Injectable } from '@nestjs/common';
import {
  BsffsByMarkDocument,
  BsffsChangedDocument,
  BsffsDocument,
  type BsffsByMarkQuery,
  type BsffWhere,
} from './generated';
import { type CallOptions, TrackdechetsClient } from './trackdechets.client';
import { type TrackdechetsBsff } from './trackdechets.bsffs';

export interface ChangedBsff {
  id: string;
  updatedAt: string;
}

export type MarkedBsff = BsffsByMarkQuery['bsffs']['edges'][number]['node'];

interface Page<Node> {
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
  edges: { node: Node }[];
}

/** Trackdéchets' own maximum for a page. */
const LONGEST_PAGE = 500;
/** Documents in full cost it some 5 ms each, and a request is cut after 60 s. */
const FULL_PAGE = 100;

/** Finding documents again. Every method throws TrackdechetsError, and then nothing may be concluded from what is missing. */
@Injectable()
export class TrackdechetsBsffLists {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * What changed since `since` (Trackdéchets' clock, included), all pages. Only the lower bound is used: with an upper one,
   * a document changed while paging leaves the list and takes its neighbour with it (facts 4.6).
   */
  async changedSince(since: Date, options: CallOptions, where: BsffWhere = {}): Promise<ChangedBsff[]> {
    const filter: BsffWhere = { ...where, updatedAt: { _gte: since.toISOString() } };
    return this.allPages(async (after) => {
      const variables = { where: filter, first: LONGEST_PAGE, after };
      return (await this.client.execute(BsffsChangedDocument, variables, options)).bsffs;
    });
  }

  /** Those of `ids` that still exist and may be read, in full. The absent ones are deleted or out of reach: `get` tells which. */
  async byIds(ids: readonly string[], options: CallOptions): Promise<TrackdechetsBsff[]> {
    const found: TrackdechetsBsff[] = [];
    for (let start = 0; start < ids.length; start += FULL_PAGE) {
      const where: BsffWhere = { id: { _in: ids.slice(start, start + FULL_PAGE) } };
      const variables = { where, first: FULL_PAGE, after: null };
      const { bsffs } = await this.client.execute(BsffsDocument, variables, options);
      found.push(...bsffs.edges.map(({ node }) => node));
    }
    return found;
  }

  /** Those of `ids` that still exist and may be read, with the date of their last change only. */
  async existing(ids: readonly string[], options: CallOptions): Promise<ChangedBsff[]> {
    const found: ChangedBsff[] = [];
    for (let start = 0; start < ids.length; start += LONGEST_PAGE) {
      const where: BsffWhere = { id: { _in: ids.slice(start, start + LONGEST_PAGE) } };
      const variables = { where, first: LONGEST_PAGE, after: null };
      const { bsffs } = await this.client.execute(BsffsChangedDocument, variables, options);
      found.push(...bsffs.edges.map(({ node }) => node));
    }
    return found;
  }

  /**
   * Documents whose `emitter.customInfo` holds the mark. Trackdéchets cannot filter on it: the establishment, the creation
   * date (leave a margin for its clock) and the container numbers narrow the list, the mark decides.
   */
  async byMark(
    sought: { mark: string; emitterSiret: string | null; createdSince: Date; numeros: readonly string[] },
    options: CallOptions,
  ): Promise<MarkedBsff[]> {
    const where: BsffWhere = {
      // A draft may have been created without an emitter.
      ...(sought.emitterSiret && { emitter: { company: { siret: { _eq: sought.emitterSiret } } } }),
      createdAt: { _gte: sought.createdSince.toISOString() },
      // A document without containers (a draft) is not in a list filtered by their numbers.
      ...(sought.numeros.length > 0 && { packagings: { numero: { _in: [...sought.numeros] } } }),
    };
    const candidates = await this.allPages(async (after) => {
      const variables = { where, first: LONGEST_PAGE, after };
      return (await this.client.execute(BsffsByMarkDocument, variables, options)).bsffs;
    });
    return candidates.filter(({ emitter }) => emitter?.customInfo?.includes(sought.mark));
  }

  /** Asks for nothing, to see whether Trackdéchets answers at all. */
  async ping(options: CallOptions): Promise<void> {
    await this.client.execute(BsffsChangedDocument, { where: { id: { _in: [] } }, first: 1, after: null }, options);
  }

  private async allPages<Node>(page: (after: string | null) => Promise<Page<Node>>): Promise<Node[]> {
    const nodes: Node[] = [];
    for (let after: string | null = null; ;) {
      const { edges, pageInfo } = await page(after);
      for (const { node } of edges) nodes.push(node);
      if (!pageInfo.hasNextPage || !pageInfo.endCursor) return nodes;
      after = pageInfo.endCursor;
    }
  }
}
