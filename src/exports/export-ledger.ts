import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Actor, Audit, type AuditEntry } from '../audit/audit';
import { type ExportState as BsffExportState } from '../bsff/bsff.entity';
import { BsffExchange } from '../bsff/bsff-exchange';
import { notify } from '../database/notifications';
import { afterCommit } from '../database/transaction';
import { Events } from '../events/events';
import { ExportMetrics } from './export-metrics';
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

/** One export and its next step. */
export interface Move {
  item: ClaimedExport;
  step: Step;
}

/** What NOTIFY says for a queued export: there is work, and nothing that others wait for has come. */
export const QUEUED_NOTICE = 'queued';

/** Only the holder of its lease moves a claimed export; `null` is for what nobody may hold: an abandoned or a waiting one. */
export type Holder = string | null;

const MOVE = `
  WITH step AS (
    SELECT * FROM jsonb_to_recordset($1) AS step (
      id uuid, "from" text, "to" text, cause text, reason text, errors jsonb, mark text, payload jsonb,
      "trackdechetsId" text, finished boolean, "pauseMs" integer)
  ), moved AS (
    UPDATE exports SET
      state = step."to", reason = step.reason, errors = step.errors,
      attempts = attempts + CASE WHEN step."to" = 'SENDING' THEN 1 ELSE 0 END,
      first_sent_at = CASE WHEN step."to" = 'SENDING' THEN coalesce(first_sent_at, clock_timestamp()) ELSE first_sent_at END,
      sent_at = CASE WHEN step."to" = 'SENDING' THEN clock_timestamp() ELSE sent_at END,
      mark = coalesce(step.mark, exports.mark), payload = coalesce(step.payload, exports.payload),
      trackdechets_id = coalesce(step."trackdechetsId", trackdechets_id),
      finished_at = CASE WHEN step.finished THEN clock_timestamp() END,
      not_before = clock_timestamp() + step."pauseMs" * interval '1 millisecond',
      lease_owner = CASE WHEN step."to" = 'SENDING' THEN lease_owner END,
      lease_until = CASE WHEN step."to" = 'SENDING' THEN lease_until END
    FROM step
    WHERE exports.id = step.id AND state = step."from" AND ($2::text IS NULL OR lease_owner = $2)
    RETURNING exports.id, step."from", step."to", step.cause, attempts
  )
  INSERT INTO export_transitions (export_id, from_state, to_state, cause, attempt)
  SELECT id, "from", "to", cause, attempts FROM moved RETURNING export_id AS id`;

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
    private readonly metrics: ExportMetrics,
  ) {}

  /**
   * Moves `item` along the table of export-states. False when it is no longer where it was or no longer held by `holder`:
   * whoever holds it now decides, and nothing was written. Throws on a step that the table does not have.
   */
  async move(em: EntityManager, item: ClaimedExport, holder: Holder, step: Step, actor?: Actor): Promise<boolean> {
    return (await this.moveAll(em, [{ item, step }], holder, actor)).has(item.id);
  }

  /** The same for several at once, in as many statements as for one; the ids of those that moved. */
  async moveAll(em: EntityManager, moves: readonly Move[], holder: Holder, actor?: Actor): Promise<Set<string>> {
    if (moves.length === 0) return new Set();
    const written = await em.query<{ id: string }[]>(MOVE, [JSON.stringify(moves.map(rowOf)), holder]);
    const moved = new Set(written.map(({ id }) => id));
    const steps = moves.filter(({ item }) => moved.has(item.id));
    afterCommit(em, () => steps.forEach(({ step }) => this.metrics.moved(step.to, step.cause)));
    await this.tell(em, steps);
    if (steps.some(({ step: { to } }) => to === 'QUEUED' || to === 'UNCERTAIN')) {
      await notify(em, 'exports', QUEUED_NOTICE);
    }
    await this.audit.recordAll(
      em,
      steps.filter(({ step }) => isFinished(step.to)).map((move) => endOf(move, actor)),
    );
    return moved;
  }

  /** Writes the first line of each export's life, and wakes the workers. */
  async requested(em: EntityManager, items: readonly ClaimedExport[]): Promise<void> {
    if (items.length === 0) return;
    await em.query(
      `INSERT INTO export_transitions (export_id, to_state, cause, attempt)
       SELECT unnest($1::uuid[]), 'QUEUED', 'REQUESTED', 0`,
      [items.map(({ id }) => id)],
    );
    await this.tell(
      em,
      items.map((item) => ({ item, step: { to: 'QUEUED' } })),
    );
    await notify(em, 'exports', QUEUED_NOTICE);
  }

  private async tell(
    em: EntityManager,
    told: readonly { item: ClaimedExport; step: Pick<Step, 'to' | 'reason' | 'trackdechetsId'> }[],
  ): Promise<void> {
    const states = told.map(({ item, step }) => ({ id: item.bsffId, state: documentStateAt(step.to, item) }));
    await this.bsffs.setExportStates(
      em,
      states.flatMap(({ id, state }) => (state ? { id, state } : [])),
    );
    await this.events.publish(
      em,
      ...told.map(({ item, step }) => ({
        type: 'export' as const,
        subjectId: item.id,
        data: {
          id: item.id,
          bsffId: item.bsffId,
          batchId: item.batchId,
          state: step.to,
          reason: step.reason ?? null,
          trackdechetsId: step.trackdechetsId ?? item.trackdechetsId,
        },
      })),
    );
  }
}

function rowOf({ item, step }: Move): object {
  const { to, cause } = step;
  if (!mayMove(item.state, to, cause)) throw new Error(`No way from ${item.state} to ${to} for ${cause}`);
  return {
    id: item.id,
    from: item.state,
    to,
    cause,
    reason: step.reason ?? null,
    errors: step.errors ?? [],
    mark: step.intent?.mark ?? null,
    payload: step.intent?.payload ?? null,
    trackdechetsId: step.trackdechetsId ?? null,
    finished: isFinished(to),
    pauseMs: Math.round(step.pauseMs ?? 0),
  };
}

/** The worker acts for the person who asked: the audit names them. */
function endOf({ item, step }: Move, actor?: Actor): AuditEntry & { actor: Actor } {
  return {
    actor: actor ?? { userId: item.requestedBy, ip: '', requestId: item.requestId },
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
  };
}
