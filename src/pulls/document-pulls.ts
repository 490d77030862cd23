import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { type BsffView } from '../bsff/bsff.view';
import { Bsffs } from '../bsff/bsffs.service';
import { transaction } from '../database/transaction';
import { Problem } from '../http/problem';
import { TrackdechetsError } from '../trackdechets/errors';
import { type DownstreamFragment } from '../trackdechets/generated';
import { type TrackdechetsBsff, TrackdechetsBsffs } from '../trackdechets/trackdechets.bsffs';
import { databaseTime } from './clock';
import { isPassedOn } from './container-chains';
import { DocumentIntake } from './document-intake';
import { FullReading } from './full-reading';
import { PersonalCalls } from './personal-calls';

/** One document read again while somebody waits. */
@Injectable()
export class DocumentPulls {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: Bsffs,
    private readonly trackdechets: TrackdechetsBsffs,
    private readonly calls: PersonalCalls,
    private readonly intake: DocumentIntake,
    private readonly full: FullReading,
  ) {}

  /**
   * The document, fresh from Trackdéchets; `removed` when it no longer exists there. Nobody waits for a platform that is away or
   * asks for patience: the answer says when to try again, and the document is read meanwhile as soon as that is possible.
   * @throws Problem NOT_FOUND, NOT_EXPORTED, NO_VALID_TOKEN, TRACKDECHETS_UNAVAILABLE, …
   */
  async pull(caller: Caller, id: string): Promise<BsffView> {
    const bsff = await this.intake.exported(id);
    const askedAt = await databaseTime(this.dataSource.manager);
    const { remote, downstream } = await this.read(caller, bsff.trackdechetsId).catch(async (error: unknown) => {
      if (error instanceof Problem && error.code === 'TRACKDECHETS_UNAVAILABLE') await this.intake.readLater(bsff);
      throw error;
    });
    await transaction(this.dataSource, async (em) => {
      if (remote) await this.intake.apply(em, { documents: [remote], downstream, askedAt });
      else await this.intake.remove(em, id, 'DELETED');
    });
    return this.bsffs.get(caller, id);
  }

  private async read(
    caller: Caller,
    trackdechetsId: string,
  ): Promise<{ remote: TrackdechetsBsff | null; downstream: DownstreamFragment[] }> {
    return this.calls.as(caller, async (options) => {
      const remote = await this.trackdechets.get(trackdechetsId, options).catch((error: unknown) => {
        if (error instanceof TrackdechetsError && error.kind === 'NOT_FOUND') return null;
        throw error;
      });
      const passedOn = remote && isPassedOn(remote) ? [trackdechetsId] : [];
      return { remote, downstream: await this.full.downstream(passedOn, options) };
    });
  }
}
