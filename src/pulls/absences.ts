import { type DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsToken } from '../trackdechets/token';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { BATCH_LIMIT } from '../trackdechets/trackdechets.client';
import { chunks } from './chunks';
import { type FullReading, type Presence } from './full-reading';
import { type Intake } from './intake';
import { type Counts } from './pull';
import { type Reading, type Readings } from './readings';

export interface AbsencesContext {
  dataSource: DataSource;
  full: FullReading;
  readings: Readings;
  intake: Intake;
  token: TrackdechetsToken;
  /** Throws unless the token's owner may still list what it reads. */
  confirmRoles: () => Promise<void>;
  progress: (em: EntityManager, counts: Counts) => Promise<void>;
}

interface Settled {
  documents: TrackdechetsBsff[];
  broken: { id: string; error: TrackdechetsError }[];
}

/** Documents that no list shows any more: deleted there, or out of reach. */
export class Absences {
  private rolesConfirmed?: Promise<void>;

  constructor(private readonly context: AbsencesContext) {}

  /**
   * Records what became of the documents (`TOLD_AT_ONCE` at most); answers those that are there after all, and those of which nothing can
   * be known as Trackdéchets breaks on them.
   * @throws RoleLost, TrackdechetsError, LeaseLost
   */
  async settle(missing: readonly Reading[]): Promise<Settled> {
    const { dataSource, intake, progress } = this.context;
    const presences = await this.presences(missing);
    const removals = missing.flatMap(({ bsffId, trackdechetsId }) => {
      const reason = presences.get(trackdechetsId);
      return typeof reason === 'string' ? [{ bsffId, reason }] : [];
    });
    if (removals.length > 0) {
      await transaction(dataSource, async (em) => progress(em, await intake.remove(em, removals)));
    }
    const settled: Settled = { documents: [], broken: [] };
    for (const [id, presence] of presences) {
      if (presence instanceof TrackdechetsError) settled.broken.push({ id, error: presence });
      else if (typeof presence === 'object') settled.documents.push(presence);
    }
    return settled;
  }

  /** Each is asked for by its id, unless so many are missing that finding the deleted ones together first is worth a request. */
  private async presences(missing: readonly Reading[]): Promise<Map<string, Presence>> {
    const { dataSource, full, token, readings } = this.context;
    const ids = missing.map(({ trackdechetsId }) => trackdechetsId);
    const together = ids.length > BATCH_LIMIT ? await readings.published(dataSource.manager, missing) : [];
    const deleted = await full.deletedAmong(together, token);
    const presences = new Map<string, Presence>([...deleted].map((id) => [id, 'DELETED']));
    const others = ids.filter((id) => !deleted.has(id));
    for (const some of chunks(others, BATCH_LIMIT)) {
      for (const [id, presence] of await full.presence(some, token)) {
        if (presence === 'ACCESS_LOST') await this.confirmRoles();
        presences.set(id, presence);
      }
    }
    return presences;
  }

  /** Once: with a role lost in the middle, the next pull says so. */
  private confirmRoles(): Promise<void> {
    return (this.rolesConfirmed ??= this.context.confirmRoles());
  }
}
