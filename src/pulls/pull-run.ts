import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Credentials } from '../credentials/credentials';
import { type Establishment } from '../establishments/establishment.entity';
import { Establishments } from '../establishments/establishments.service';
import { TrackdechetsError } from '../trackdechets/errors';
import { type Counts, type Pull, type ReaderNote } from './pull';
import { ReaderPasses } from './reader-passes';
import { ReaderRoles, RoleLost } from './reader-roles';
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
    private readonly roles: ReaderRoles,
  ) {}

  /**
   * Reads every establishment with the token of somebody who may list it, the contact first; when a token turns out to be dead, or
   * its owner's role gone, the next person's takes over. @throws TrackdechetsError when Trackdéchets is out of reach, LeaseLost
   */
  async run(pull: Pull, progress: (em: EntityManager, counts: Counts) => Promise<void>): Promise<PullResult> {
    const own = await this.establishments.all(this.dataSource.manager);
    const readers: ReaderNote[] = [];
    const refused: string[] = [];
    const shut = new Set<string>();
    let remaining = own;
    for (;;) {
      const owners = await this.credentials.usableOwners(this.dataSource.manager);
      const able = owners.map(({ userId, companies }) => ({
        userId,
        companies: companies.filter(({ orgId }) => !shut.has(door(userId, orgId))),
      }));
      const plan = planReaders(remaining, able);
      const [next] = plan.readers;
      if (!next) return { readers, unread: plan.unread, refused };
      const { untaken, lost } = await this.read(pull, next, own, progress);
      for (const { siret } of lost) shut.add(door(next.userId, siret));
      if (lost.length > 0) continue;
      refused.push(...untaken);
      readers.push({ userId: next.userId, orgIds: next.establishments.map(({ siret }) => siret) });
      remaining = remaining.filter((establishment) => !next.establishments.includes(establishment));
    }
  }

  /** The documents that could not be written; `lost`: establishments that the reader cannot read any more, which another must. */
  private async read(
    pull: Pull,
    reader: Reader,
    own: readonly Establishment[],
    progress: (em: EntityManager, counts: Counts) => Promise<void>,
  ): Promise<{ untaken: readonly string[]; lost: readonly Establishment[] }> {
    const { userId, establishments } = reader;
    const token = await this.credentials.tokenFor(userId);
    if (!token) return { untaken: [], lost: establishments };
    try {
      const confirmRoles = (): Promise<void> => this.roles.confirm(reader, token);
      const pass = this.passes.of({ token, establishments, own, confirmRoles, progress });
      await pass.run({ complete: pull.complete, rereads: pull.cause === 'SCHEDULED' });
      return { untaken: pass.refused, lost: [] };
    } catch (error) {
      const lost = await this.lostBy(error, reader);
      if (!lost) throw error;
      return { untaken: [], lost };
    }
  }

  /** Establishments that the reader turned out not to be able to read; null when it is something else that went wrong. */
  private async lostBy(error: unknown, reader: Reader): Promise<readonly Establishment[] | null> {
    const { userId, establishments } = reader;
    if (error instanceof RoleLost) {
      this.logger.warn(`User ${userId} cannot read on: ${error.message}`);
      return error.establishments;
    }
    if (!(error instanceof TrackdechetsError) || !['CREDENTIALS', 'FORBIDDEN'].includes(error.kind)) return null;
    this.logger.warn(`The token of user ${userId} was refused in the middle of a pull (${error.code})`);
    // Somebody whom Trackdéchets shut out for a while still has a valid token.
    if (error.kind === 'CREDENTIALS') await this.credentials.reportUnauthenticated(userId);
    return establishments;
  }
}

/** Somebody's way to an establishment. */
const door = (userId: string, siret: string): string => `${userId} ${siret}`;
