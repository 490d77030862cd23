import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager, In } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { type Bsff } from '../bsff/bsff.entity';
import { lockDocument, lockDocuments } from '../bsff/document-locks';
import { type Finding } from '../bsff/readiness/finding';
import { transaction } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { rememberAnswer } from '../http/idempotency';
import { Problem } from '../http/problem';
import { type Language } from '../http/sentences';
import { note } from '../trail/trail';
import { type BatchView } from './dto/export.input';
import { type Candidate, ExportAdmission, type Inadmissible } from './export-admission';
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
    private readonly admission: ExportAdmission,
    private readonly ledger: ExportLedger,
    private readonly audit: Audit,
  ) {}

  /** Queues the export of one document. Throws Problem: NOT_FOUND, PRECONDITION_FAILED, EXPORT_UNDER_WAY, NOT_READY, NO_VALID_TOKEN, … */
  async request(caller: Caller, bsffId: string, mode: ExportMode, ifMatch?: string): Promise<ExportView> {
    return transaction(this.dataSource, async (em) => {
      const bsff = await lockDocument(em, bsffId);
      if (bsff) requireMatch(ifMatch, bsff.version);
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
      const found = new Map((await lockDocuments(em, bsffIds)).map((bsff) => [bsff.id, bsff]));
      const candidates = bsffIds.map((bsffId) => candidateOf(bsffId, found.get(bsffId)));
      const objections = await this.admission.objections(em, caller, candidates, mode);
      for (const bsffId of objections.keys()) found.delete(bsffId);
      const admitted = candidates.filter(({ bsffId }) => found.has(bsffId));
      for (const { bsffId } of candidates) {
        const objection = objections.get(bsffId);
        if (objection) body.refused.push(refusedView(bsffId, objection, caller.language));
      }
      const rows = await this.queue(em, caller, admitted, { mode, batchId: body.batchId });
      body.accepted = rows.map((row) => exportView(row, caller.language));
      await rememberAnswer(em, { status: 202, body });
      return body;
    });
  }

  /** Admits and queues one export of a locked document, or throws the Problem that says why not. */
  async admit(em: EntityManager, caller: Caller, bsff: Bsff | null, asked: Asked): Promise<Export> {
    if (!bsff) throw new Problem('NOT_FOUND');
    const candidate: Candidate = { bsffId: bsff.id, bsff, kind: asked.kind };
    const objections = await this.admission.objections(em, caller, [candidate], asked.mode);
    const objection = objections.get(bsff.id);
    if (objection) throw problemOf(objection, caller.language);
    const [row] = await this.queue(em, caller, [candidate], asked);
    if (!row) throw new Problem('NOT_FOUND');
    return row;
  }

  /** In the order of `admitted`, in a few statements whatever their number. */
  private async queue(
    em: EntityManager,
    caller: Caller,
    admitted: readonly Candidate[],
    { mode, batchId }: Pick<Asked, 'mode' | 'batchId'>,
  ): Promise<Export[]> {
    if (admitted.length === 0) return [];
    const rows = admitted.map(({ bsffId, bsff, kind }) => ({
      id: randomUUID(),
      bsffId,
      kind,
      mode,
      batchId,
      bulk: batchId !== null,
      trackdechetsId: bsff?.trackdechetsId ?? null,
      requestedBy: caller.userId,
      requestId: caller.requestId,
    }));
    await em.createQueryBuilder().insert().into(Export).values(rows).updateEntity(false).execute();
    const ids = rows.map(({ id }) => id);
    note(ids.length === 1 ? { exportId: ids[0] } : { ...(batchId && { batchId }) });
    const queued = new Map((await em.findBy(Export, { id: In(ids) })).map((row) => [row.id, row]));
    const inOrder = ids.flatMap((id) => queued.get(id) ?? []);
    await this.ledger.requested(em, inOrder);
    await this.audit.recordAll(
      em,
      inOrder.map(({ id, bsffId, kind }) => ({
        actor: caller,
        action: 'export.requested',
        subjectType: 'export',
        subjectId: id,
        after: { bsffId, kind, mode, batchId },
      })),
    );
    return inOrder;
  }
}

function candidateOf(bsffId: string, bsff: Bsff | undefined): Candidate {
  return { bsffId, bsff, kind: bsff?.trackdechetsId ? 'UPDATE' : 'CREATE' };
}

function errorsOf(errors: Finding[] | undefined, language: Language): ExportErrorView[] | undefined {
  return errors?.map(({ path, code, message }) => ({ path, code, message: message[language] }));
}

function refusedView(bsffId: string, objection: Inadmissible, language: Language): BatchView['refused'][number] {
  const errors = errorsOf(objection.errors, language);
  return { bsffId, code: objection.code, ...(errors ? { errors } : {}) };
}

function problemOf({ code, errors }: Inadmissible, language: Language): Problem {
  return new Problem(code, errors ? { members: { errors: errorsOf(errors, language) } } : {});
}
