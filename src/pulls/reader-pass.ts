import { type DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction';
import { type Establishment } from '../establishments/establishment.entity';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsToken } from '../trackdechets/token';
import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { Absences } from './absences';
import { chunks } from './chunks';
import { databaseTime } from './clock';
import { Confirmations } from './confirmations';
import { type FullReading, isForbidden, TOLD_AT_ONCE } from './full-reading';
import { type Intake } from './intake';
import { CONFIRMED_PER_REQUEST, type Listing } from './listing';
import { PageIntake } from './page-intake';
import { PageSize } from './page-size';
import { type Counts, NOTHING } from './pull';
import { earliestOf, MOST_KNOWN, type Overlap, overlapOf } from './overlap';
import { type Reading, type Readings, type Start } from './readings';

const CONFIRMED_AT_ONCE = 2_500;
const SORTED_AT_ONCE = 500;
const NONE = { documents: [], downstream: [] };

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

/** One token's reading of the establishments it covers. */
export class ReaderPass {
  private readonly pageSize = new PageSize();
  private readonly pages: PageIntake;
  private readonly absences: Absences;
  private readonly listed = new Set<string>();
  private readonly queue = new Set<string>();

  constructor(private readonly context: PassContext) {
    this.pages = new PageIntake(context);
    this.absences = new Absences(context);
  }

  /** Trackdéchets ids of documents that were read and could not be written. */
  get refused(): readonly string[] {
    return this.pages.refused;
  }

  /** What changed, what no longer shows, and, when `complete`, every document in full. @throws TrackdechetsError, LeaseLost */
  async run({ complete, rereads }: { complete: boolean; rereads: boolean }): Promise<void> {
    const confirmations = await this.confirmations(complete);
    for (const lane of await this.lanes()) await this.changes(lane, confirmations);
    await this.confirmTheRest(confirmations);
    if (complete) await this.reread({ OPEN: { seconds: 0, limit: 1e9 }, FINAL: { seconds: 0, limit: 1e9 } });
    else if (rereads) await this.reread(REREADING);
  }

  /** Reads these documents in full, whatever is known of them. @throws TrackdechetsError */
  async read(trackdechetsIds: readonly string[]): Promise<void> {
    for (const id of trackdechetsIds) this.queue.add(id);
    await this.fetchQueued();
  }

  private get manager(): EntityManager {
    return this.context.dataSource.manager;
  }

  private get establishmentIds(): string[] {
    return this.context.establishments.map(({ id }) => id);
  }

  private async confirmations(complete: boolean): Promise<Confirmations> {
    const limit = complete ? 1e9 : CONFIRMED_PER_REQUEST;
    return new Confirmations(
      await this.context.readings.leastRecentlyListed(this.manager, this.establishmentIds, limit),
      complete,
    );
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
   * All that changed is listed, then read in full. The watermark moves once every document is written and all of the overlap was
   * looked at, or not at all.
   */
  private async changes({ start, establishments }: Lane, confirmations: Confirmations): Promise<void> {
    const { dataSource, listing, readings, token, progress } = this.context;
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
    await this.fetchQueued();
    const looked = overlap.confirmed.every((reading) => overlap.isDone(reading) || confirmations.wasAsked(reading));
    if (latest === 0 || this.refused.length > 0 || !looked) return;
    await transaction(dataSource, async (em) => {
      await readings.moveWatermarks(em, orgIds, { latest: new Date(latest), began, elapsedMs });
      await progress(em, NOTHING);
    });
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
    for (const { id } of stale) this.queue.add(id);
    const unchanged = fresh.length - stale.length;
    if (unchanged === 0) return;
    await transaction(dataSource, (em) => progress(em, { ...NOTHING, seen: unchanged, unchanged }));
  }

  private async fetchQueued(): Promise<void> {
    while (this.queue.size > 0) {
      const ids = [...take(this.queue, this.pageSize.size)];
      await this.fetch(ids);
      for (const id of ids) this.queue.delete(id);
    }
    await this.takeKept();
  }

  /** Reads documents in full and takes them in; those that do not come back are looked for one by one. */
  private async fetch(ids: string[]): Promise<void> {
    const { full, token, readings } = this.context;
    const askedAt = await databaseTime(this.manager);
    const started = performance.now();
    const page = await full.page(ids, this.pages.awaited, token).catch((error: unknown) => {
      if (isForbidden(error) && ids.length === 1) return NONE;
      if (this.maySplit(error)) return null;
      throw error;
    });
    if (!page) {
      for (const part of chunks(ids, Math.ceil(ids.length / 2))) await this.fetch(part);
      return;
    }
    this.pageSize.took(performance.now() - started);
    await this.pages.take({ ...page, askedAt });
    const found = new Set(page.documents.map(({ id }) => id));
    const absent = ids.filter((id) => !found.has(id));
    if (absent.length === 0) return;
    const known = await readings.known(this.manager, absent);
    await this.lookFor([...known.values()]);
  }

  /** A page may be too long for Trackdéchets' 60 s, or refused as a whole for one document in it. */
  private maySplit(error: unknown): boolean {
    if (isForbidden(error)) return true;
    return error instanceof TrackdechetsError && error.kind === 'UNAVAILABLE' && this.pageSize.shrink();
  }

  /** The documents that waited to know where their containers went. */
  private async takeKept(): Promise<void> {
    const { full, token } = this.context;
    const { awaited } = this.pages;
    if (awaited.length === 0) return;
    const askedAt = await databaseTime(this.manager);
    const downstream = await full.downstream(awaited, { token, priority: 'bulk' });
    await this.pages.take({ documents: [], downstream, askedAt });
  }

  private async confirmTheRest(confirmations: Confirmations): Promise<void> {
    const { listing, token, readings, dataSource } = this.context;
    for (const some of chunks(confirmations.takeTheRest(), CONFIRMED_AT_ONCE)) {
      const ids = some.map(({ trackdechetsId }) => trackdechetsId);
      confirmations.confirm(await listing.existing(ids, token));
    }
    for (const { id } of confirmations.stale) if (!this.listed.has(id)) this.queue.add(id);
    await this.fetchQueued();
    await this.lookFor(confirmations.missing);
    await transaction(dataSource, (em) => readings.markListed(em, confirmations.present));
  }

  /**
   * Tells deleted documents from those out of reach, and takes in those that were there after all. Of another establishment's
   * documents this token's silence says nothing.
   */
  private async lookFor(missing: readonly Reading[]): Promise<void> {
    const ours = new Set<string | null>(this.establishmentIds);
    const own = missing.filter(({ establishmentId }) => ours.has(establishmentId));
    for (const some of chunks(own, TOLD_AT_ONCE)) {
      const askedAt = await databaseTime(this.manager);
      const documents = await this.absences.settle(some);
      if (documents.length === 0) continue;
      await this.takeKept();
      await this.pages.take({ documents, downstream: [], askedAt });
      await this.takeKept();
    }
  }

  private async reread(due: Record<'OPEN' | 'FINAL', { seconds: number; limit: number }>): Promise<void> {
    const { readings } = this.context;
    for (const state of ['OPEN', 'FINAL'] as const) {
      const rows = await readings.dueForReading(this.manager, this.establishmentIds, { state, ...due[state] });
      for (const { trackdechetsId } of rows) this.queue.add(trackdechetsId);
      await this.fetchQueued();
    }
  }
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  for (const item of items) {
    if (count-- <= 0) return;
    yield item;
  }
}

/** A person's deletion here stands; anything else that is not held as it is now is to be read. */
function isNews(known: Reading | undefined, updatedAt: string): boolean {
  if (!known) return true;
  if (known.state === 'DELETED') return false;
  return known.state === 'REMOVED' || known.updatedAt === null || Date.parse(known.updatedAt) !== Date.parse(updatedAt);
}
