import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Credentials } from '../credentials/credentials';
import { type Establishment } from '../establishments/establishment.entity';
import { Establishments } from '../establishments/establishments.service';
import { TrackdechetsError } from '../trackdechets/errors';
import { type Counts, type Pull, type ReaderNote } from './pull';
import { ReaderPasses } from './reader-passes';
import { planReaders, type Reader } from './readers';

/** What a pull came to: whose tokens read what, which establishments nobody could read, which documents could not be written. */
export interface PullResult {
  readers: ReaderNote[];
  unread: Establishment[];
  /** Trackdéchets ids. */
  refused: string[];
}

/** One pull over every establishment of the instance. */
@Injectable()
export class PullRun {
  private readonly logger = new Logger(PullRun.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly establishments: Establishments,
    private readonly credentials: Credentials,
    private readonly passes: ReaderPasses,
  ) {}

  /**
   * Reads every establishment with the token of somebody who may list it, the contact first; when a token turns out to be dead,
   * the next person's takes over. @throws TrackdechetsError when Trackdéchets is out of reach, LeaseLost
   */
  async run(pull: Pull, progress: (em: EntityManager, counts: Counts) => Promise<void>): Promise<PullResult> {
    const own = await this.establishments.all(this.dataSource.manager);
    const readers: ReaderNote[] = [];
    const refused: string[] = [];
    const dead = new Set<string>();
    let remaining = own;
    for (;;) {
      const owners = await this.credentials.usableOwners(this.dataSource.manager);
      const plan = planReaders(
        remaining,
        owners.filter(({ userId }) => !dead.has(userId)),
      );
      const [next] = plan.readers;
      if (!next) return { readers, unread: plan.unread, refused };
      const untaken = await this.read(pull, next, own, progress);
      if (untaken) {
        refused.push(...untaken);
        readers.push({ userId: next.userId, orgIds: next.establishments.map(({ siret }) => siret) });
        remaining = remaining.filter((establishment) => !next.establishments.includes(establishment));
      } else {
        dead.add(next.userId);
      }
    }
  }

  /** The documents that could not be written; null when the reader's token does not open anything any more. */
  private async read(
    pull: Pull,
    { userId, establishments }: Reader,
    own: readonly Establishment[],
    progress: (em: EntityManager, counts: Counts) => Promise<void>,
  ): Promise<readonly string[] | null> {
    const token = await this.credentials.tokenFor(userId);
    if (!token) return null;
    try {
      const pass = this.passes.of({ token, establishments, own, progress });
      await pass.run({ complete: pull.complete, rereads: pull.cause === 'SCHEDULED' });
      return pass.refused;
    } catch (error) {
      if (!(error instanceof TrackdechetsError) || !['CREDENTIALS', 'FORBIDDEN'].includes(error.kind)) throw error;
      this.logger.warn(`The token of user ${userId} was refused in the middle of a pull (${error.code})`);
      // Somebody whom Trackdéchets shut out for a while still has a valid token.
      if (error.kind === 'CREDENTIALS') await this.credentials.reportUnauthenticated(userId);
      return null;
    }
  }
}
