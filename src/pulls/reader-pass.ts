import { type DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction';
import { type Establishment } from '../establishments/establishment.entity';
import { type TrackdechetsToken } from '../trackdechets/token';
import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { BATCH_LIMIT } from '../trackdechets/trackdechets.client';
import { chunks } from './chunks';
import { databaseTime } from './clock';
import { Confirmations } from './confirmations';
import { type FullReading } from './full-reading';
import { type Intake } from './intake';
import { CONFIRMED_AT_LEAST, CONFIRMED_PER_REQUEST, type Listing } from './listing';
import { type Counts, NOTHING } from './pull';
import { earliestOf, MOST_KNOWN, type Overlap, overlapOf } from './overlap';
import { ReadingQueue } from './reading-queue';
import { isNews, type Readings, type Start, type WholeList } from './readings';

const SORTED_AT_ONCE = 500;

/** Seconds after which a document is read again in full, since some changes move no `updatedAt`; and how many in one pull. */
const REREADING = {
  OPEN: { seconds: 3_600, limit: 500 },
  FINAL: { seconds: 7 * 86_400, limit: 250 },
} as const;

export interface PassScope {
  token: TrackdechetsToken;
  /** Establishments that this token reads in this pass. */
  establishments: readonly Establishment[];
  /** Every establishment of the instance. */
  own: readonly Establishment[];
  /** Throws RoleLost unless the token's owner may still list `establishments`. */
  confirmRoles: () => Promise<void>;
  /** Counts in the transaction of what is counted; throws when the pull is no longer ours. */
  progress: (em: EntityManager, counts: Counts) => Promise<void>;
}

interface PassContext extends PassScope {
  dataSource: DataSource;
  listing: Listing;
  full: FullReading;
  readings: Readings;
  intake: Intake;
}

/** Establishments that are read together, from where they were read until; null from their beginning. */
interface Lane {
  start: Start | null;
  establishments: Establishment[];
}

/** Up to where establishments were read. */
interface Mark {
  orgIds: string[];
  list: WholeList;
}

/** One token's reading of the establishments it covers. */
export class ReaderPass {
  private readonly listed = new Set<string>();
  private readonly queue: ReadingQueue;

  constructor(private readonly context: PassContext) {
    this.queue = new ReadingQueue(context);
  }

  /** Trackdéchets ids of documents that were read and could not be written. */
  get refused(): readonly string[] {
    return this.queue.refused;
  }

  /**
   * What changed, what no longer shows, and, when `complete`, every document in full.
   * @throws RoleLost, TrackdechetsError, LeaseLost
   */
  async run({ complete, rereads }: { complete: boolean; rereads: boolean }): Promise<void> {
    const confirmations = await this.confirmations(complete);
    const marks: Mark[] = [];
    for (const lane of await this.lanes()) marks.push(...(await this.changes(lane, confirmations)));
    await this.confirmTheRest(confirmations);
    await this.move(marks);
    if (complete) await this.reread({ OPEN: { seconds: 0, limit: 1e9 }, FINAL: { seconds: 0, limit: 1e9 } });
    else if (rereads) await this.reread(REREADING);
  }

  /** Reads these documents in full, whatever is known of them. @throws RoleLost, TrackdechetsError */
  async read(trackdechetsIds: readonly string[]): Promise<void> {
    this.queue.add(trackdechetsIds);
    await this.queue.work();
  }

  private get manager(): EntityManager {
    return this.context.dataSource.manager;
  }

  private get establishmentIds(): string[] {
    return this.context.establishments.map(({ id }) => id);
  }

  /** Those out of reach have their turn between the open ones that every first request has room for and the others. */
  private async confirmations(complete: boolean): Promise<Confirmations> {
    const { readings, establishments } = this.context;
    const limit = complete ? 1e9 : CONFIRMED_PER_REQUEST;
    const open = await readings.leastRecentlyListed(this.manager, this.establishmentIds, limit);
    const lost = await readings.outOfReach(this.manager, this.establishmentIds, limit);
    return new Confirmations([...open.slice(0, CONFIRMED_AT_LEAST), ...lost, ...open.slice(CONFIRMED_AT_LEAST)], {
      all: complete,
      orgIds: establishments.map(({ siret }) => siret),
    });
  }

  /** Establishments read before continue from where they were; those read for the first time begin at the beginning. */
  private async lanes(): Promise<Lane[]> {
    const { readings, establishments } = this.context;
    const sirets = establishments.map(({ siret }) => siret);
    const starts = await readings.starts(this.manager, sirets);
    const fresh = establishments.filter(({ siret }) => !starts.has(siret));
    const known = establishments.filter(({ siret }) => starts.has(siret));
    return [
      { start: earliestOf([...starts.values()]), establishments: known },
      { start: null, establishments: fresh },
    ].filter((lane) => lane.establishments.length > 0);
  }

  /**
   * All that changed is listed, then read in full. The watermark has somewhere to move once every document is written and all of
   * the overlap was looked at.
   */
  private async changes({ start, establishments }: Lane, confirmations: Confirmations): Promise<Mark[]> {
    const { listing, token } = this.context;
    const orgIds = establishments.map(({ siret }) => siret);
    const overlap = await this.overlap(start, establishments);
    confirmations.askFirst(overlap.confirmed);
    let latest = 0;
    const sorted = async (rows: readonly ChangedBsff[]): Promise<void> => {
      for (const { updatedAt } of rows) latest = Math.max(latest, Date.parse(updatedAt));
      await this.sort(rows);
    };
    const began = await databaseTime(this.manager);
    const started = performance.now();
    for await (const rows of listing.changed(overlap.spans, orgIds, token, confirmations)) await sorted(rows);
    const elapsedMs = performance.now() - started;
    for (const rows of chunks(confirmations.answersFor(overlap.confirmed), SORTED_AT_ONCE)) await sorted(rows);
    await this.queue.work();
    const looked = overlap.confirmed.every((reading) => overlap.isDone(reading) || confirmations.wasAsked(reading));
    if (latest === 0 || this.refused.length > 0 || !looked) return [];
    return [{ orgIds, list: { latest: new Date(latest), began, elapsedMs } }];
  }

  /** Only now that missing documents have shown no lost role: a list without one keeps its establishment's changes back. */
  private async move(marks: readonly Mark[]): Promise<void> {
    const { dataSource, readings, progress } = this.context;
    for (const { orgIds, list } of marks) {
      await transaction(dataSource, async (em) => {
        await readings.moveWatermarks(em, orgIds, list);
        await progress(em, NOTHING);
      });
    }
  }

  private async overlap(start: Start | null, lane: readonly Establishment[]): Promise<Overlap> {
    if (!start) return overlapOf(null, []);
    const ids = lane.map(({ id }) => id);
    return overlapOf(start, await this.context.readings.changedSince(this.manager, ids, start.since, MOST_KNOWN + 1));
  }

  /** Queues the rows that are not known as they are now; counts the others as unchanged. */
  private async sort(rows: readonly ChangedBsff[]): Promise<void> {
    const { dataSource, readings, progress } = this.context;
    const fresh = rows.filter(({ id }) => !this.listed.has(id));
    for (const { id } of fresh) this.listed.add(id);
    const known = await readings.known(
      this.manager,
      fresh.map(({ id }) => id),
    );
    const stale = fresh.filter(({ id, updatedAt }) => isNews(known.get(id), updatedAt));
    this.queue.add(stale.map(({ id }) => id));
    const unchanged = fresh.length - stale.length;
    if (unchanged === 0) return;
    await transaction(dataSource, (em) => progress(em, { ...NOTHING, seen: unchanged, unchanged }));
  }

  private async confirmTheRest(confirmations: Confirmations): Promise<void> {
    const { listing, token, readings, dataSource } = this.context;
    for (const lists of chunks(confirmations.takeTheRest(), BATCH_LIMIT)) {
      confirmations.confirm(await listing.existing(lists, token));
    }
    const stale = confirmations.stale.filter(({ id }) => !this.listed.has(id));
    this.queue.add(stale.map(({ id }) => id));
    await this.queue.work();
    await this.queue.lookFor(confirmations.missing);
    await transaction(dataSource, (em) => readings.markListed(em, confirmations.looked));
  }

  private async reread(due: Record<'OPEN' | 'FINAL', { seconds: number; limit: number }>): Promise<void> {
    const { readings } = this.context;
    for (const state of ['OPEN', 'FINAL'] as const) {
      const rows = await readings.dueForReading(this.manager, this.establishmentIds, { state, ...due[state] });
      this.queue.add(rows.map(({ trackdechetsId }) => trackdechetsId));
      await this.queue.work();
    }
  }
}
