import { type EntityManager } from 'typeorm';
import { type Establishment } from '../establishments/establishment.entity';
import { TrackdechetsError } from '../trackdechets/errors';
import { Absences, type AbsencesContext } from './absences';
import { chunks } from './chunks';
import { databaseTime } from './clock';
import { isBroken, isForbidden, TOLD_AT_ONCE } from './full-reading';
import { PageIntake, type PageIntakeContext } from './page-intake';
import { PageSize } from './page-size';
import { type Reading } from './readings';

const NONE = { documents: [], downstream: [] };
/** Documents on which Trackdéchets breaks, one after the other: with more of them, it is broken altogether. */
const MOST_BROKEN = 5;

export interface ReadingQueueContext extends PageIntakeContext, AbsencesContext {
  /** Establishments that the token reads. */
  establishments: readonly Establishment[];
}

/** Documents to be read in full with one token, page by page, and what comes of them. */
export class ReadingQueue {
  private readonly pageSize = new PageSize();
  private readonly pages: PageIntake;
  private readonly absences: Absences;
  private readonly queue = new Set<string>();
  /** What came of documents on which Trackdéchets broke, since a page last came. */
  private broken: TrackdechetsError[] = [];

  constructor(private readonly context: ReadingQueueContext) {
    this.pages = new PageIntake(context);
    this.absences = new Absences(context);
  }

  /** Trackdéchets ids of documents that could not be read, or not be written. */
  get refused(): readonly string[] {
    return this.pages.refused;
  }

  add(trackdechetsIds: readonly string[]): void {
    for (const id of trackdechetsIds) this.queue.add(id);
  }

  /** Reads all that was added. @throws RoleLost, TrackdechetsError, LeaseLost */
  async work(): Promise<void> {
    while (this.queue.size > 0) {
      const ids = [...take(this.queue, this.pageSize.size)];
      await this.fetch(ids);
      // On all of them: it is no document that is broken.
      if (this.broken[0] && ids.length > 1 && this.broken.length >= ids.length) throw this.broken[0];
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
      if (this.maySplit(error, ids)) return null;
      if (this.mayLeave(error, ids)) return 'LEFT';
      throw error;
    });
    if (page === 'LEFT') return;
    if (!page) {
      for (const part of chunks(ids, Math.ceil(ids.length / 2))) await this.fetch(part);
      return;
    }
    this.broken = [];
    this.pageSize.took(performance.now() - started);
    await this.pages.take({ ...page, askedAt });
    const found = new Set(page.documents.map(({ id }) => id));
    const absent = ids.filter((id) => !found.has(id));
    if (absent.length === 0) return;
    const known = await readings.known(this.manager, absent);
    await this.lookFor([...known.values()]);
  }

  /** A page may be too long for Trackdéchets' 60 s, or refused as a whole for one document in it, or break on one. */
  private maySplit(error: unknown, { length }: string[]): boolean {
    if (isForbidden(error)) return true;
    if (isBroken(error)) return length > 1;
    return error instanceof TrackdechetsError && error.kind === 'UNAVAILABLE' && this.pageSize.shrink();
  }

  /** The one document on which Trackdéchets breaks is left for the next pull: the others do not wait until somebody mends it there. */
  private mayLeave(error: unknown, [id = '']: string[]): boolean {
    if (!isBroken(error) || this.broken.push(error) > MOST_BROKEN) return false;
    this.pages.leave(id, error);
    return true;
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

  /**
   * Tells deleted documents from those out of reach, and takes in those that were there after all. Of another establishment's
   * documents this token's silence says nothing. @throws RoleLost, TrackdechetsError, LeaseLost
   */
  async lookFor(missing: readonly Reading[]): Promise<void> {
    const ours = new Set<string | null>(this.context.establishments.map(({ id }) => id));
    const own = missing.filter(({ establishmentId }) => ours.has(establishmentId));
    for (const some of chunks(own, TOLD_AT_ONCE)) {
      const askedAt = await databaseTime(this.manager);
      const { documents, broken } = await this.absences.settle(some);
      for (const { id, error } of broken) this.pages.leave(id, error);
      if (documents.length === 0) continue;
      await this.takeKept();
      await this.pages.take({ documents, downstream: [], askedAt });
      await this.takeKept();
    }
  }

  private get manager(): EntityManager {
    return this.context.dataSource.manager;
  }
}

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  for (const item of items) {
    if (count-- <= 0) return;
    yield item;
  }
}
