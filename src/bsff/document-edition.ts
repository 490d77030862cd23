import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { allows } from '../auth/access/rights';
import { read } from '../database/reading';
import { type InputFault, invalidInput, Problem } from '../http/problem';
import { type Bsff } from './bsff.entity';
import { BsffExchange } from './bsff-exchange';
import { type BsffBody } from './bsff-body';
import { changesBetween, recordChanges } from './changes';
import { DocumentDeletion } from './document-deletion';
import { lockDocument } from './document-locks';
import { document, insertDocuments, updateDocuments } from './documents.sql';
import { type BsffEdit, edited, editFaults, sayTheSame } from './edit';
import { EditChecks } from './edit-checks';
import { type JsonObject } from './merge/canonical';
import { settledByEdit } from './merge/resolution';
import { CompanyQuestions } from './readiness/company-questions';

/** Writes documents as people edit them: each act belongs to the caller's transaction, with its history and audit. */
@Injectable()
export class DocumentEdition {
  constructor(
    private readonly checks: EditChecks,
    private readonly questions: CompanyQuestions,
    private readonly exchange: BsffExchange,
    private readonly deletion: DocumentDeletion,
    private readonly audit: Audit,
  ) {}

  /** The document, locked when asked. @throws Problem NOT_FOUND */
  async existing(em: EntityManager, id: string, lock = false): Promise<Bsff> {
    const bsff = lock ? await lockDocument(em, id) : await read(em, document(em, id));
    if (!bsff) throw new Problem('NOT_FOUND');
    return bsff;
  }

  /** Returns the id of the new document. */
  async create(em: EntityManager, caller: Caller, edit: BsffEdit): Promise<string> {
    const input = await this.checked(em, caller, { id: null, input: {}, trackdechetsId: null, status: null }, edit);
    const [id = ''] = await insertDocuments(em, [{ input, createdBy: caller.userId }]);
    await this.tell(em, caller, id, 'created', {}, input);
    return id;
  }

  /** Does nothing when the edit changes nothing. */
  async change(em: EntityManager, caller: Caller, bsff: Bsff, edit: BsffEdit): Promise<void> {
    if (bsff.exportState === 'SENDING' || bsff.exportState === 'UNCERTAIN') throw new Problem('BSFF_BEING_SENT');
    const input = await this.checked(em, caller, bsff, edit);
    if (sayTheSame(input, bsff.input)) return;
    await this.checks.refuseSealed(em, caller, bsff, changesBetween(bsff.input, input));
    await updateDocuments(em, [{ ...bsff, input, ...(await this.settled(em, bsff, input)) }]);
    await this.tell(em, caller, bsff.id, 'changed', bsff.input, input);
  }

  /** Undefined when the document is gone; else the request for its deletion on Trackdéchets. */
  async remove(em: EntityManager, caller: Caller, bsff: Bsff): Promise<object | undefined> {
    const { id, exportState, removed, remote } = bsff;
    if (exportState === 'SENDING' || exportState === 'UNCERTAIN') throw new Problem('BSFF_BEING_SENT');
    if (exportState === 'QUEUED' || exportState === 'WAITING') throw new Problem('EXPORT_UNDER_WAY');
    if (remote && removed !== 'DELETED') {
      if (removed === 'ACCESS_LOST') throw new Problem('ACCESS_LOST');
      if (!allows(caller.rights, 'EXPORT_BSFF')) throw new Problem('FORBIDDEN', { params: { right: 'EXPORT_BSFF' } });
      if (remote.status !== 'INITIAL' && remote.status !== 'SIGNED_BY_EMITTER') throw new Problem('BSFF_NOT_DELETABLE');
      return this.deletion.request(em, caller, bsff);
    }
    await this.exchange.markDeleted(em, id);
    const { reference, type } = bsff.input;
    await this.audit.record(em, caller, {
      action: 'bsff.deleted',
      subjectType: 'bsff',
      subjectId: id,
      before: { type, reference, exportState, trackdechetsId: bsff.trackdechetsId },
    });
    return undefined;
  }

  /** A field that was given Trackdéchets' own value is in conflict no more. */
  private async settled(
    em: EntityManager,
    bsff: Bsff,
    input: BsffBody,
  ): Promise<Partial<Pick<Bsff, 'base' | 'conflict'>>> {
    if (!bsff.conflict || !bsff.remote) return {};
    const body = await this.exchange.bodyOf(em, bsff.remote, bsff);
    const asJson = (side: BsffBody): JsonObject => side as JsonObject;
    const sides = { base: asJson(bsff.base ?? body), local: asJson(input), remote: asJson(body) };
    return settledByEdit(sides, bsff.conflict.fields);
  }

  private async checked(
    em: EntityManager,
    caller: Caller,
    bsff: Pick<Bsff, 'input' | 'trackdechetsId' | 'status'> & { id: string | null },
    edit: BsffEdit,
  ): Promise<BsffBody> {
    const faults: InputFault[] = editFaults(edit);
    if (bsff.trackdechetsId && edit.type !== undefined && edit.type !== bsff.input.type) {
      faults.push({ path: 'type', code: 'BSFF_TYPE_FIXED', sentence: 'BSFF_TYPE_FIXED' });
    }
    if (faults.length > 0) throw invalidInput(faults);
    const input = await this.checks.withDefaults(em, edited(bsff.input, edit), bsff.input);
    await this.checks.refuseReferences(em, input, bsff);
    await this.checks.refuseNeverValid(em, caller, { ...bsff, input });
    return input;
  }

  private async tell(
    em: EntityManager,
    caller: Caller,
    id: string,
    verb: 'created' | 'changed',
    before: BsffBody,
    after: BsffBody,
  ): Promise<void> {
    const changes = changesBetween(before, after);
    await recordChanges(em, id, { origin: 'LOCAL', actorId: caller.userId }, changes);
    await this.questions.later(em, { input: after });
    await this.exchange.tell(em, id, { [verb]: true });
    await this.audit.record(em, caller, {
      action: `bsff.${verb}`,
      subjectType: 'bsff',
      subjectId: id,
      ...(verb === 'created'
        ? { after: { type: after.type, reference: after.reference } }
        : { after: { fields: changes.map(({ path }) => path) } }),
    });
  }
}
