import { Injectable, StreamableFile } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { removalObjection } from '../bsff/allowed-actions';
import { Credentials } from '../credentials/credentials';
import { Problem } from '../http/problem';
import { DocumentIntake, type ExportedBsff } from '../pulls/document-intake';
import { RETRY_SECONDS, trackdechetsProblem } from '../pulls/personal-calls';
import { partiesOf } from '../bsff/merge/remote-document';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsFile } from '../trackdechets/trackdechets.client';
import { TrackdechetsBsffs } from '../trackdechets/trackdechets.bsffs';

const READ = 'BSD_CAN_READ';

/** Trackdéchets' PDF of a document, passed on as it comes; nothing of it is kept here. */
@Injectable()
export class Pdfs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly intake: DocumentIntake,
    private readonly credentials: Credentials,
    private readonly trackdechets: TrackdechetsBsffs,
    private readonly audit: Audit,
  ) {}

  /**
   * The document's PDF, read with the caller's token when it may read it, else with that of somebody who may, the contact first:
   * whoever may see the document here may see its PDF. Whose token served is in the audit. `leaving` ends the request to
   * Trackdéchets when the caller is gone.
   * @throws Problem NOT_FOUND, NOT_EXPORTED, NO_VALID_TOKEN, REMOVED_ON_TRACKDECHETS, ACCESS_LOST, TRACKDECHETS_UNAVAILABLE
   */
  async of(caller: Caller, id: string, leaving: AbortSignal): Promise<StreamableFile> {
    const bsff = await this.intake.exported(id);
    const removal = removalObjection(bsff);
    if (removal) throw new Problem(removal);
    for (const userId of await this.readers(caller, bsff)) {
      const file = await this.openedAs(userId, bsff.trackdechetsId, leaving);
      if (!file) continue;
      try {
        await this.audit.record(this.dataSource.manager, caller, {
          action: 'bsff.pdf_read',
          subjectType: 'bsff',
          subjectId: id,
          after: { tokenOf: userId },
        });
      } catch (error) {
        file.content.destroy();
        throw error;
      }
      if (file.content.errored) throw new Problem('TRACKDECHETS_UNAVAILABLE', { retryAfter: RETRY_SECONDS });
      return streamed(file, `${bsff.trackdechetsId}.pdf`);
    }
    throw new Problem('NO_VALID_TOKEN');
  }

  /** Those whose token may read it, the caller before all others. */
  private async readers(caller: Caller, bsff: ExportedBsff): Promise<string[]> {
    const parties = partiesOf(bsff.remote);
    const owners = await this.credentials.usableOwners(this.dataSource.manager);
    const able = owners.filter(({ companies }) =>
      companies.some(({ orgId, permissions }) => parties.has(orgId) && permissions.includes(READ)),
    );
    return [caller.userId, ...able.map(({ userId }) => userId).filter((userId) => userId !== caller.userId)];
  }

  /** Null when this person's token does not open it. */
  private async openedAs(
    userId: string,
    trackdechetsId: string,
    leaving: AbortSignal,
  ): Promise<TrackdechetsFile | null> {
    const token = await this.credentials.tokenFor(userId);
    if (!token) return null;
    try {
      return await this.trackdechets.pdf(trackdechetsId, { token, priority: 'interactive' }, leaving);
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      if (error.kind === 'CREDENTIALS') await this.credentials.reportUnauthenticated(userId);
      if (error.kind === 'CREDENTIALS' || error.kind === 'FORBIDDEN') return null;
      throw trackdechetsProblem(error);
    }
  }
}

/** An error in the middle destroys the connection: what was cut short never looks whole. */
function streamed({ content, length, disposition }: TrackdechetsFile, name: string): StreamableFile {
  const file = new StreamableFile(content, {
    type: 'application/pdf',
    disposition: disposition ?? `inline; filename="${name}"`,
    length: length ?? undefined,
  });
  return file.setErrorHandler((_, response) => response.destroy?.());
}
