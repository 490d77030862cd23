import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Actor, Audit } from '../audit/audit';
import { type ExportState as BsffExportState } from '../bsff/bsff.entity';
import { BsffExchange } from '../bsff/bsff-exchange';
import { notify } from '../database/notifications';
import { Events } from '../events/events';
import { type ExportFault } from './export.entity';
import { type ClaimedExport } from './export-queue';
import { type ExportCause, type ExportState, isFinished, mayMove } from './export-states';

/** What a step of an export's life writes beside its state. */
export interface Step {
  to: ExportState;
  cause: ExportCause;
  reason?: string | null;
  errors?: ExportFault[];
  /** Milliseconds during which workers leave it alone. */
  pauseMs?: number;
  trackdechetsId?: string;
  /** The intent: what is about to be sent, under which mark. */
  intent?: { mark: string | null; payload: Record<string, unknown> };
}

/** What NOTIFY says for a queued export: there is work, and nothing that others wait for has come. */
export const QUEUED_NOTICE = 'queued';

/** Only the holder of its lease moves a claimed export; `null` is for what nobody may hold: an abandoned or a waiting one. */
export type Holder = string | null;

const MOVE = `
  WITH moved AS (
    UPDATE exports SET
      state = $3, reason = $4, errors = $5,
      attempts = attempts + CASE WHEN $3 = 'SENDING' THEN 1 ELSE 0 END,
      first_sent_at = CASE WHEN $3 = 'SENDING' THEN coalesce(first_sent_at, clock_timestamp()) ELSE first_sent_at END,
      sent_at = CASE WHEN $3 = 'SENDING' THEN clock_timestamp() ELSE sent_at END,
      mark = coalesce($6, mark), payload = coalesce($7, payload), trackdechets_id = coalesce($8, trackdechets_id),
      finished_at = CASE WHEN $9 THEN clock_timestamp() END,
      not_before = clock_timestamp() + $10::int * interval '1 millisecond',
      lease_owner = CASE WHEN $3 = 'SENDING' THEN lease_owner END,
      lease_until = CASE WHEN $3 = 'SENDING' THEN lease_until END
    WHERE id = $1 AND state = $2 AND ($11::text IS NULL OR lease_owner = $11)
    RETURNING id, attempts
  )
  INSERT INTO export_transitions (export_id, from_state, to_state, cause, attempt)
  SELECT id, $2, $3, $12, attempts FROM moved RETURNING id`;

/** What the document shows; null when what was exported is recorded on it anyway. */
function documentStateAt(to: ExportState, { trackdechetsId }: ClaimedExport): BsffExportState | null {
  switch (to) {
    case 'SUCCEEDED':
      return null;
    case 'REFUSED':
      return trackdechetsId ? 'EXPORTED' : 'REFUSED';
    case 'CANCELLED':
      return trackdechetsId ? 'EXPORTED' : 'LOCAL';
    default:
      return to;
  }
}

/** Writes each step of an export's life: state, history, audit, event and the document's own state in one transaction. */
@Injectable()
export class ExportLedger {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly bsffs: BsffExchange,
  ) {}

  /**
   * Moves `item` along the table of export-states. False when it is no longer where it was or no longer held by `holder`:
   * whoever holds it now decides, and nothing was written. Throws on a step that the table does not have.
   */
  async move(em: EntityManager, item: ClaimedExport, holder: Holder, step: Step, actor?: Actor): Promise<boolean> {
    const { to, cause } = step;
    if (!mayMove(item.state, to, cause)) throw new Error(`No way from ${item.state} to ${to} for ${cause}`);
    const [written] = await em.query<{ id: string }[]>(MOVE, [
      item.id,
      item.state,
      to,
      step.reason ?? null,
      JSON.stringify(step.errors ?? []),
      step.intent?.mark ?? null,
      step.intent ? JSON.stringify(step.intent.payload) : null,
      step.trackdechetsId ?? null,
      isFinished(to),
      Math.round(step.pauseMs ?? 0),
      holder,
      cause,
    ]);
    if (!written) return false;
    await this.tell(em, item, step);
    if (to === 'QUEUED' || to === 'UNCERTAIN') await notify(em, 'exports', QUEUED_NOTICE);
    if (isFinished(to)) await this.recordEnd(em, item, step, actor);
    return true;
  }

  /** Writes the first line of an export's life, and wakes the workers. */
  async requested(em: EntityManager, item: ClaimedExport): Promise<void> {
    await em.query(
      `INSERT INTO export_transitions (export_id, to_state, cause, attempt) VALUES ($1, 'QUEUED', 'REQUESTED', 0)`,
      [item.id],
    );
    await this.tell(em, item, { to: 'QUEUED' });
    await notify(em, 'exports', QUEUED_NOTICE);
  }

  private async tell(
    em: EntityManager,
    item: ClaimedExport,
    { to, reason, trackdechetsId }: Pick<Step, 'to' | 'reason' | 'trackdechetsId'>,
  ): Promise<void> {
    const documentState = documentStateAt(to, item);
    if (documentState) await this.bsffs.setExportState(em, item.bsffId, documentState);
    await this.events.publish(em, {
      type: 'export',
      subjectId: item.id,
      data: {
        id: item.id,
        bsffId: item.bsffId,
        batchId: item.batchId,
        state: to,
        reason: reason ?? null,
        trackdechetsId: trackdechetsId ?? item.trackdechetsId,
      },
    });
  }

  /** The worker acts for the person who asked: the audit names them. */
  private async recordEnd(em: EntityManager, item: ClaimedExport, step: Step, actor?: Actor): Promise<void> {
    await this.audit.record(em, actor ?? { userId: item.requestedBy, ip: '', requestId: item.requestId }, {
      action: `export.${step.to.toLowerCase()}`,
      subjectType: 'export',
      subjectId: item.id,
      after: {
        bsffId: item.bsffId,
        kind: item.kind,
        cause: step.cause,
        reason: step.reason ?? null,
        trackdechetsId: step.trackdechetsId ?? item.trackdechetsId,
      },
    });
  }
}
