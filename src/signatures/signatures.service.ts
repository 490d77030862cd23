import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { type BsffView } from '../bsff/bsff.view';
import { Bsffs } from '../bsff/bsffs.service';
import { transaction } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { databaseTime } from '../pulls/clock';
import { DocumentIntake } from '../pulls/document-intake';
import { type SignatureInput } from './dto/signature.input';
import { SignatureAttempts } from './signature-attempts';

/** Signatures made from here, each with the token of who signs. */
@Injectable()
export class Signatures {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: Bsffs,
    private readonly intake: DocumentIntake,
    private readonly attempts: SignatureAttempts,
    private readonly audit: Audit,
  ) {}

  /**
   * Signs on Trackdéchets, then takes the document in as it is there; whatever came of it, what was read is kept.
   * @throws Problem NOT_FOUND, NOT_EXPORTED, PRECONDITION_FAILED, NO_VALID_TOKEN, LOCAL_CHANGES_NOT_SENT, SIGNATURE_NOT_EXPECTED,
   * SECURITY_CODE_REQUIRED, SECURITY_CODE_REFUSED, NOT_READY, SIGNATURE_UNCERTAIN, TRACKDECHETS_REFUSED
   */
  async sign(caller: Caller, id: string, input: SignatureInput, ifMatch?: string): Promise<BsffView> {
    const bsff = await this.intake.exported(id);
    requireMatch(ifMatch, bsff.version);
    const askedAt = await databaseTime(this.dataSource.manager);
    const { remote, problem } = await this.attempts.attempt(caller, bsff, input);
    await transaction(this.dataSource, async (em) => {
      await this.intake.apply(em, { documents: [remote], downstream: [], askedAt });
      if (problem) return;
      const { type, packagingId, securityCode } = input;
      await this.audit.record(em, caller, {
        action: 'bsff.signed',
        subjectType: 'bsff',
        subjectId: id,
        after: { type, packagingId: packagingId ?? null, withSecurityCode: securityCode !== undefined },
      });
    });
    if (problem) throw problem;
    return this.bsffs.get(caller, id);
  }
}
