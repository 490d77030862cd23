import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Bsff } from '../bsff/bsff.entity';
import { type BsffBody } from '../bsff/bsff-body';
import { BsffExchange } from '../bsff/bsff-exchange';
import { type Composition, composeInput, journeyOf } from '../bsff/compose';
import { lockDocument } from '../bsff/document-locks';
import { type JsonObject } from '../bsff/merge/canonical';
import { remoteChanges } from '../bsff/merge/remote-document';
import { mergeThreeWays } from '../bsff/merge/three-way';
import { AppConfig } from '../config/app.config';
import { transaction } from '../database/transaction';
import { type BsffInput } from '../trackdechets/generated';
import { markOf, withMark } from '../trackdechets/mark';
import { type TrackdechetsBsff, type TrackdechetsBsffWithMetadata } from '../trackdechets/trackdechets.bsffs';
import { Exporters } from '../users/exporters';
import { changePlan } from './change-plan';
import { ExportLedger, type Step } from './export-ledger';
import { type ExportLoad } from './export-load';
import { type ClaimedExport } from './export-queue';
import { refused, sentAgain } from './outcome';
import { fault } from './refusals';
import { transporterPlan, type TransporterPlan } from './transporter-plan';

/** What an update still has to do on Trackdéchets. */
export interface Acts {
  update: BsffInput | null;
  /** Of a document that changes hands: they go before the document. */
  transporters?: TransporterPlan | null;
  publish: boolean;
}

/** The database's side of an update or a deletion: what remains to be done, and what became of it. */
@Injectable()
export class ChangeRecorder {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly ledger: ExportLedger,
    private readonly exporters: Exporters,
    private readonly config: AppConfig,
  ) {}

  /**
   * Compares the document with what Trackdéchets holds now and commits the intent to send the difference. Null when nothing is
   * to be sent by this holder: all is there already, both sides changed the same field, or a signature seals what changed;
   * OUTDATED when it names a fiche by now that is not there.
   */
  async commitUpdate(
    load: ExportLoad,
    item: ClaimedExport,
    read: TrackdechetsBsffWithMetadata,
  ): Promise<Acts | 'OUTDATED' | null> {
    const { metadata, ...remote } = read;
    return transaction(this.dataSource, async (em) => {
      const bsff = await lockDocument(em, item.bsffId);
      if (!bsff) return this.refuse(em, load, item, refused('NOT_FOUND', []));
      const conflicts = await this.takeIn(em, bsff, remote);
      if (conflicts.length > 0) {
        const faults = conflicts.map((path) => fault('CHANGED_ON_BOTH_SIDES', path));
        return this.refuse(em, load, item, refused('CHANGED_ON_BOTH_SIDES', faults));
      }
      const desired = await this.desired(em, item.bsffId, load, remote);
      if (!desired.fichesThere) return 'OUTDATED';
      const held = await this.held(em, bsff, remote);
      const transporters = transporterPlan(journeyOf(desired), journeyOf(held), remote.transporters);
      // Named by their ids, none of them travels in the document.
      const { input, sealed } = changePlan(
        transporters ? withoutTransporter(desired.input) : desired.input,
        held.input,
        metadata.fields.sealed,
      );
      const refusedPaths = [...sealed, ...(transporters?.sealed ?? [])];
      // Signatures leave to the emitter what they seal to others: a colleague who looks does not see what is sealed to who asked.
      if (refusedPaths.length > 0 && load.userId === item.requestedBy) {
        const faults = refusedPaths.map((path) => fault('FIELD_SEALED', path));
        return this.refuse(em, load, item, refused('FIELD_SEALED', faults));
      }
      const acts: Acts = { update: input, transporters, publish: item.mode === 'PUBLISHED' && remote.isDraft };
      if (!acts.update && !acts.transporters && !acts.publish) return this.nothingLeft(em, load, item, remote);
      return (await this.commitIntent(em, load, item, { acts })) ? acts : null;
    });
  }

  /** Commits the intent to delete; false when it does not leave now, or somebody else holds it. */
  async commitDeletion(load: ExportLoad, item: ClaimedExport): Promise<boolean> {
    return transaction(this.dataSource, (em) => this.commitIntent(em, load, item, { deletes: item.trackdechetsId }));
  }

  /** The acts were done and the document read again. */
  async recordUpdated(load: ExportLoad, item: ClaimedExport, remote: TrackdechetsBsff): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      await lockDocument(em, item.bsffId);
      if (!(await this.ledger.move(em, item, load.owner, { to: 'SUCCEEDED', cause: 'ANSWERED' }))) return;
      await this.bsffs.recordExported(em, item.bsffId, { remote, userId: item.requestedBy });
    });
  }

  /** Trackdéchets no longer has the document: what a deletion asked for, and the end of any other act. */
  async recordGone(load: ExportLoad, item: ClaimedExport, step: Step): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      await lockDocument(em, item.bsffId);
      if (!(await this.ledger.move(em, item, load.owner, step))) return;
      if (item.kind === 'DELETE') await this.bsffs.markDeleted(em, item.bsffId);
      else await this.bsffs.markRemoved(em, item.bsffId, 'DELETED');
    });
  }

  async move(load: ExportLoad, item: ClaimedExport, step: Step): Promise<void> {
    await transaction(this.dataSource, (em) => this.ledger.move(em, item, load.owner, step));
  }

  /** Merges what changed there into the document, as a pull would; answers the fields that both sides changed. */
  private async takeIn(em: EntityManager, bsff: Bsff, remote: TrackdechetsBsff): Promise<string[]> {
    const body = await this.bsffs.bodyOf(em, remote, bsff);
    const merged = mergeThreeWays({ base: asJson(bsff.base ?? body), local: asJson(bsff.input), remote: asJson(body) });
    await this.bsffs.saveRemote(em, bsff.id, {
      remote,
      input: merged.input,
      base: merged.base,
      conflict: merged.conflicts.length > 0 ? { fields: merged.conflicts } : null,
      changes: remoteChanges(bsff.remote, remote),
    });
    return merged.conflicts.map(({ path }) => path);
  }

  /** The document as it should be there, under the mark that it has. */
  private async desired(
    em: EntityManager,
    bsffId: string,
    { contact }: ExportLoad,
    remote: TrackdechetsBsff,
  ): Promise<Composition> {
    const composition = await this.bsffs.compose(em, bsffId, { contact });
    const { input } = composition;
    const mark = markOf(remote.emitter?.customInfo);
    if (!mark || !input.emitter) return composition;
    const emitter = { ...input.emitter, customInfo: withMark(input.emitter.customInfo, mark) };
    return { ...composition, input: { ...input, emitter } };
  }

  /** What Trackdéchets holds, in the form of an input. */
  private async held(em: EntityManager, bsff: Bsff, remote: TrackdechetsBsff): Promise<Composition> {
    const body = await this.bsffs.bodyOf(em, remote, bsff);
    const nothing = { establishment: null, partners: new Map(), fiches: new Map(), contact: null };
    const composition = composeInput(body, nothing);
    const { input } = composition;
    const ficheInterventions = remote.ficheInterventions.map(({ id }) => id);
    const emitter = input.emitter && { ...input.emitter, customInfo: remote.emitter?.customInfo };
    return { ...composition, input: { ...input, emitter, ficheInterventions } };
  }

  private async commitIntent(
    em: EntityManager,
    load: ExportLoad,
    item: ClaimedExport,
    payload: Record<string, unknown>,
  ): Promise<boolean> {
    const notNow = await this.notNow(em, load, item);
    if (notNow) await this.ledger.move(em, item, load.owner, notNow);
    const step: Step = { to: 'SENDING', cause: 'INTENT_COMMITTED', intent: { mark: null, payload } };
    return !notNow && this.ledger.move(em, item, load.owner, step);
  }

  /** Where it goes instead of leaving: who looked for it need not be who asked for it, or the right was lost while it waited. */
  private async notNow(em: EntityManager, load: ExportLoad, item: ClaimedExport): Promise<Step | null> {
    if (item.state === 'UNCERTAIN') return sentAgain(item, this.config.exportSettleMs);
    const reason = 'NO_EXPORT_RIGHT';
    return (await this.exporters.includes(em, load.userId)) ? null : { to: 'WAITING', cause: reason, reason };
  }

  private async nothingLeft(
    em: EntityManager,
    load: ExportLoad,
    item: ClaimedExport,
    remote: TrackdechetsBsff,
  ): Promise<null> {
    const cause = item.state === 'QUEUED' ? 'NOTHING_TO_SEND' : 'FOUND';
    if (await this.ledger.move(em, item, load.owner, { to: 'SUCCEEDED', cause })) {
      await this.bsffs.recordExported(em, item.bsffId, { remote, userId: item.requestedBy });
    }
    return null;
  }

  private async refuse(em: EntityManager, load: ExportLoad, item: ClaimedExport, step: Step): Promise<null> {
    await this.ledger.move(em, item, load.owner, step);
    return null;
  }
}

function asJson(body: BsffBody): JsonObject {
  return body as unknown as JsonObject;
}

function withoutTransporter({ transporter: _, ...input }: BsffInput): BsffInput {
  return input;
}
