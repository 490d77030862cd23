import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Credentials } from '../credentials/credentials';
import { Establishments } from '../establishments/establishments.service';
import { TrackdechetsError } from '../trackdechets/errors';
import { ReaderPasses } from './reader-passes';
import { ReaderRoles, RoleLost } from './reader-roles';
import { planReaders } from './readers';

/** AWAY: Trackdéchets gave no answer, or asks for patience; that says nothing of the documents. */
export type ReadingOutcome = 'READ' | 'AWAY' | 'FAILED';

/** Documents named by their ids, read apart from any pull. */
@Injectable()
export class DocumentReading {
  private readonly logger = new Logger(DocumentReading.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly establishments: Establishments,
    private readonly credentials: Credentials,
    private readonly passes: ReaderPasses,
    private readonly roles: ReaderRoles,
  ) {}

  /** Reads and applies them with the token of somebody who may list the establishment. */
  async read(establishmentId: string, trackdechetsIds: string[]): Promise<ReadingOutcome> {
    const em = this.dataSource.manager;
    const own = await this.establishments.all(em);
    const asked = own.filter(({ id }) => id === establishmentId);
    const [reader] = planReaders(asked, await this.credentials.usableOwners(em)).readers;
    const token = reader && (await this.credentials.tokenFor(reader.userId));
    if (!token) return 'FAILED';
    try {
      const confirmRoles = (): Promise<void> => this.roles.confirm(reader, token);
      const pass = this.passes.of({ token, establishments: asked, own, confirmRoles, progress: async () => undefined });
      await pass.read(trackdechetsIds);
      return pass.refused.length === 0 ? 'READ' : 'FAILED';
    } catch (error) {
      if (!(error instanceof TrackdechetsError) && !(error instanceof RoleLost)) throw error;
      this.logger.warn(error.message);
      if (error instanceof TrackdechetsError && error.kind === 'CREDENTIALS')
        await this.credentials.reportUnauthenticated(reader.userId);
      return isAway(error) ? 'AWAY' : 'FAILED';
    }
  }
}

/** One that was reached and failed inside may do so for one document for ever. */
function isAway(error: Error): boolean {
  if (!(error instanceof TrackdechetsError)) return false;
  return error.kind === 'RATE_LIMITED' || (error.kind === 'UNAVAILABLE' && !error.failedInside);
}
