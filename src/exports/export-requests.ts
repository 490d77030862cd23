import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { type Bsff } from '../bsff/bsff.entity';
import { BsffExchange } from '../bsff/bsff-exchange';
import { type Finding } from '../bsff/readiness/finding';
import { transaction } from '../database/transaction';
import { rememberAnswer } from '../http/idempotency';
import { Problem } from '../http/problem';
import { type Language } from '../http/sentences';
import { type BatchView } from './dto/export.input';
import { ExportAdmission, type Inadmissible } from './export-admission';
import { ExportLedger } from './export-ledger';
import { Export, type ExportKind, type ExportMode } from './export.entity';
import { type ExportErrorView, exportView, type ExportView } from './export.view';

/** What is asked for: documents that Trackdéchets has are updated, the others created. */
interface Asked {
  kind: ExportKind;
  mode: ExportMode | null;
  batchId: string | null;
}

/** Takes requests for exports: what is admitted is queued with its audit and its event in one transaction. */
@Injectable()
export class ExportRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly admission: ExportAdmission,
    private readonly ledger: ExportLedger,
    private readonly audit: Audit,
  ) {}

  /** Queues the export of one document. Throws Problem: NOT_FOUND, EXPORT_UNDER_WAY, NOT_READY, NO_VALID_TOKEN, … */
  async request(caller: Caller, bsffId: string, mode: ExportMode): Promise<ExportView> {
    return transaction(this.dataSource, async (em) => {
      const bsff = await this.bsffs.lock(em, bsffId);
      const asked: Asked = { kind: bsff?.trackdechetsId ? 'UPDATE' : 'CREATE', mode, batchId: null };
      const body = exportView(await this.admit(em, caller, bsff, asked), caller.language);
      await rememberAnswer(em, { status: 202, body });
      return body;
    });
  }

  /** Queues those of the documents that can be, and says one by one why the others cannot. */
  async requestMany(caller: Caller, bsffIds: string[], mode: ExportMode): Promise<BatchView> {
    return transaction(this.dataSource, async (em) => {
      const body: BatchView = { batchId: randomUUID(), accepted: [], refused: [] };
      const found = new Map((await this.bsffs.lockAll(em, bsffIds)).map((bsff) => [bsff.id, bsff]));
      const circumstances = await this.admission.circumstances(em, caller, bsffIds);
      for (const bsffId of bsffIds) {
        const bsff = found.get(bsffId);
        const asked: Asked = { kind: bsff?.trackdechetsId ? 'UPDATE' : 'CREATE', mode, batchId: body.batchId };
        const objection = await this.admission.objection(em, caller, bsff, asked, circumstances);
        if (objection ?? !bsff) body.refused.push(refusedView(bsffId, objection, caller.language));
        else body.accepted.push(exportView(await this.queue(em, caller, bsff, asked), caller.language));
      }
      await rememberAnswer(em, { status: 202, body });
      return body;
    });
  }

  /** Admits and queues one export of a locked document, or throws the Problem that says why not. */
  async admit(em: EntityManager, caller: Caller, bsff: Bsff | null, asked: Asked): Promise<Export> {
    const circumstances = await this.admission.circumstances(em, caller, bsff ? [bsff.id] : []);
    const objection = await this.admission.objection(em, caller, bsff ?? undefined, asked, circumstances);
    if (objection) throw problemOf(objection, caller.language);
    if (!bsff) throw new Problem('NOT_FOUND');
    return this.queue(em, caller, bsff, asked);
  }

  private async queue(em: EntityManager, caller: Caller, bsff: Bsff, asked: Asked): Promise<Export> {
    const row = await em.save(Export, {
      bsffId: bsff.id,
      ...asked,
      bulk: asked.batchId !== null,
      trackdechetsId: bsff.trackdechetsId,
      requestedBy: caller.userId,
      requestId: caller.requestId,
    });
    await this.ledger.requested(em, row);
    await this.audit.record(em, caller, {
      action: 'export.requested',
      subjectType: 'export',
      subjectId: row.id,
      after: { bsffId: bsff.id, ...asked },
    });
    return em.findOneByOrFail(Export, { id: row.id });
  }
}

function errorsOf(errors: Finding[] | undefined, language: Language): ExportErrorView[] | undefined {
  return errors?.map(({ path, code, message }) => ({ path, code, message: message[language] }));
}

function refusedView(bsffId: string, objection: Inadmissible | null, language: Language): BatchView['refused'][number] {
  const errors = errorsOf(objection?.errors, language);
  return { bsffId, code: objection?.code ?? 'NOT_FOUND', ...(errors ? { errors } : {}) };
}

function problemOf({ code, errors }: Inadmissible, language: Language): Problem {
  return new Problem(code, errors ? { members: { errors: errorsOf(errors, language) } } : {});
}
