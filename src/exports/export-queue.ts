import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppConfig } from '../config/app.config';
import { notify } from '../database/notifications';
import { BATCH_LIMIT } from '../trackdechets/trackdechets.client';
import { type ExportKind, type ExportMode } from './export.entity';
import { type ExportState } from './export-states';

/** A claimed export goes back to whoever asks when its holder has been silent this long. Seconds. */
export const LEASE_SECONDS = 20;

/** An export as its holder needs it. */
export interface ClaimedExport {
  id: string;
  bsffId: string;
  batchId: string | null;
  kind: ExportKind;
  mode: ExportMode | null;
  state: ExportState;
  attempts: number;
  bulk: boolean;
  mark: string | null;
  payload: Record<string, unknown> | null;
  trackdechetsId: string | null;
  requestedBy: string;
  requestId: string;
  firstSentAt: Date | null;
  sentAt: Date | null;
}

/** An export in doubt. Its times were read before any look-up that follows. */
export interface DoubtfulExport extends ClaimedExport {
  /** Milliseconds until Trackdéchets can no longer be executing the last request; zero or less once that has passed. */
  settlesInMs: number;
  /** Milliseconds until another look makes sense. */
  nextLookUpMs: number;
}

/** Most acts whose answer was lost are found at once; those that Trackdéchets was slow over, a little later. Milliseconds. */
const SECOND_LOOK_MS = 15_000;

const CLAIMED = `id, bsff_id AS "bsffId", batch_id AS "batchId", kind, mode, state, attempts, bulk, mark, payload,
  trackdechets_id AS "trackdechetsId", requested_by AS "requestedBy", request_id AS "requestId",
  first_sent_at AS "firstSentAt", sent_at AS "sentAt"`;
/** After a restoration creations stay where they are: what was sent meanwhile must be seen first (see src/restoration). */
const FREE = `not_before <= clock_timestamp() AND (lease_until IS NULL OR lease_until < clock_timestamp())
  AND (kind <> 'CREATE' OR (SELECT may_create_documents()))`;

/**
 * $1 holder, $2 loads wanted, $3 the last person served, $4 the lease, $5 people who have their share of this replica. Each person with
 * work that is free, found by jumping from one to the next in the index, gets an equal part of the loads; of theirs, what they wait
 * for goes before bulk work.
 */
const CLAIM_QUEUED = `
  WITH RECURSIVE askers AS (
    (SELECT requested_by FROM exports WHERE state = 'QUEUED' ORDER BY requested_by LIMIT 1)
    UNION ALL
    SELECT (SELECT next.requested_by FROM exports next
            WHERE next.state = 'QUEUED' AND next.requested_by > askers.requested_by ORDER BY next.requested_by LIMIT 1)
    FROM askers WHERE askers.requested_by IS NOT NULL
  ), turn AS (
    SELECT requested_by, ceil($2::numeric / count(*) OVER ())::int * ${BATCH_LIMIT} AS share
    FROM askers WHERE requested_by IS NOT NULL AND requested_by <> ALL($5::uuid[])
      AND EXISTS (SELECT 1 FROM exports WHERE state = 'QUEUED' AND requested_by = askers.requested_by AND ${FREE})
    ORDER BY requested_by <= coalesce($3::uuid, '00000000-0000-0000-0000-000000000000'), requested_by
    LIMIT $2::int
  ), picked AS (
    SELECT mine.id FROM turn CROSS JOIN LATERAL (
      SELECT id FROM exports WHERE state = 'QUEUED' AND requested_by = turn.requested_by AND ${FREE}
      ORDER BY bulk, requested_at, id LIMIT turn.share FOR UPDATE SKIP LOCKED
    ) mine
  )
  UPDATE exports SET lease_owner = $1, lease_until = clock_timestamp() + $4::int * interval '1 second'
  FROM picked WHERE exports.id = picked.id
  RETURNING ${CLAIMED.replace(/^id/, 'exports.id')}, requested_at AS "requestedAt"`;

const CLAIM_IN_DOUBT = `
  WITH picked AS (
    SELECT id FROM exports WHERE state = 'UNCERTAIN' AND ${FREE} ORDER BY not_before LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  UPDATE exports SET lease_owner = $1, lease_until = clock_timestamp() + $3::int * interval '1 second'
  FROM picked WHERE exports.id = picked.id
  RETURNING ${CLAIMED.replace(/^id/, 'exports.id')},
    extract(epoch FROM clock_timestamp() - coalesce(sent_at, requested_at))::float8 * 1000 AS "sinceSentMs"`;

/** Who works on what: claims with leases, so that any number of replicas share the exports and none is lost with one of them. */
@Injectable()
export class ExportQueue {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  /** Claims queued work for up to `loads` requests of five, shared fairly between people but `busy`, after `lastServed`. */
  async claimQueued(
    owner: string,
    loads: number,
    { lastServed, busy }: { lastServed: string | null; busy: string[] },
  ): Promise<ClaimedExport[]> {
    const parameters = [owner, loads, lastServed, LEASE_SECONDS, busy];
    const [rows] = await this.dataSource.query<[(ClaimedExport & { requestedAt: Date })[], number]>(
      CLAIM_QUEUED,
      parameters,
    );
    return rows.sort((a, b) => Number(a.bulk) - Number(b.bulk) || a.requestedAt.getTime() - b.requestedAt.getTime());
  }

  /** Claims exports whose outcome is to be looked up. */
  async claimInDoubt(owner: string, count: number): Promise<DoubtfulExport[]> {
    const parameters = [owner, count, LEASE_SECONDS];
    const [rows] = await this.dataSource.query<[(ClaimedExport & { sinceSentMs: number })[], number]>(
      CLAIM_IN_DOUBT,
      parameters,
    );
    return rows.map(({ sinceSentMs, ...item }) => {
      const settlesInMs = this.config.exportSettleMs - sinceSentMs;
      return {
        ...item,
        settlesInMs,
        nextLookUpMs: Math.min(Math.max(settlesInMs, 0), Math.max(SECOND_LOOK_MS, sinceSentMs)),
      };
    });
  }

  /** Keeps what `owner` still works on. */
  async heartbeat(owner: string, ids: string[]): Promise<void> {
    await this.dataSource.query(
      `UPDATE exports SET lease_until = clock_timestamp() + $3::int * interval '1 second'
       WHERE id = ANY($2::uuid[]) AND lease_owner = $1 AND finished_at IS NULL`,
      [owner, ids, LEASE_SECONDS],
    );
  }

  /** Gives back claims on which nothing was done, to be taken up again after `delayMs`. */
  async release(owner: string, ids: string[], delayMs = 0): Promise<void> {
    await this.dataSource.query(
      `UPDATE exports SET lease_owner = NULL, lease_until = NULL,
         not_before = greatest(not_before, clock_timestamp() + $3::int * interval '1 millisecond')
       WHERE id = ANY($2::uuid[]) AND lease_owner = $1 AND state IN ('QUEUED', 'UNCERTAIN')`,
      [owner, ids, Math.round(delayMs)],
    );
  }

  /** Gives back whatever `owner` still holds; what was being sent is for others to look up. */
  async releaseAll(owner: string): Promise<void> {
    await this.dataSource.query(
      'UPDATE exports SET lease_owner = NULL, lease_until = NULL WHERE lease_owner = $1 AND finished_at IS NULL',
      [owner],
    );
    await notify(this.dataSource.manager, 'exports');
  }

  /** Exports that were being sent by a holder who has been silent too long; locked by `em` until it commits. */
  async abandoned(em: EntityManager): Promise<ClaimedExport[]> {
    return em.query<ClaimedExport[]>(
      `SELECT ${CLAIMED} FROM exports
       WHERE state = 'SENDING' AND (lease_until IS NULL OR lease_until < clock_timestamp())
       ORDER BY id LIMIT 500 FOR UPDATE SKIP LOCKED`,
    );
  }

  /** People with exports that wait for `reason`. */
  async waitingFor(em: EntityManager, reason: string): Promise<string[]> {
    const rows = await em.query<{ requestedBy: string }[]>(
      `SELECT DISTINCT requested_by AS "requestedBy" FROM exports WHERE state = 'WAITING' AND reason = $1`,
      [reason],
    );
    return rows.map(({ requestedBy }) => requestedBy);
  }

  /** Exports that wait for `reason`, of these people or of everyone, whose pause is over; locked by `em`. */
  async due(em: EntityManager, reason: string, people: string[] | null): Promise<ClaimedExport[]> {
    return em.query<ClaimedExport[]>(
      `SELECT ${CLAIMED} FROM exports
       WHERE state = 'WAITING' AND reason = $1 AND ($2::uuid[] IS NULL OR requested_by = ANY($2)) AND not_before <= clock_timestamp()
       ORDER BY not_before LIMIT 500 FOR UPDATE SKIP LOCKED`,
      [reason, people],
    );
  }
}
