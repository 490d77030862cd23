import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { notify } from '../database/notifications';
import { PullMetrics } from './pull-metrics';
import { type Counts, type Pull, type PullCause, type ReaderNote } from './pull';

/** Seconds that a replica holds a pull without a sign of life. */
const LEASE = 30;

const COLUMNS = `id, cause, state, complete, requested_by AS "requestedBy", requested_at AS "requestedAt",
  started_at AS "startedAt", finished_at AS "finishedAt", seen, created, updated, unchanged, removed, conflicts, readers, error`;

/** The replica no longer holds the pull: another one took it over, and this one must write nothing more. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
}

export interface NewPull {
  cause: PullCause;
  complete?: boolean;
  requestedBy?: string;
}

/** The pulls as PostgreSQL holds them: one runs at a time, one may wait behind it. */
@Injectable()
export class PullStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: PullMetrics,
  ) {}

  /** Queues a pull, or joins the one that waits already. */
  async request(em: EntityManager, { cause, complete = false, requestedBy }: NewPull): Promise<Pull> {
    const [pull] = await em.query<Pull[]>(
      `INSERT INTO pulls AS p (cause, complete, requested_by) VALUES ($1, $2, $3)
       ON CONFLICT (state) WHERE state = 'QUEUED'
       DO UPDATE SET complete = p.complete OR excluded.complete, requested_by = coalesce(p.requested_by, excluded.requested_by)
       RETURNING ${COLUMNS}`,
      [cause, complete, requestedBy ?? null],
    );
    await notify(em, 'pulls');
    return pull as Pull;
  }

  async find(id: string): Promise<Pull | null> {
    const [pull] = await this.dataSource.query<Pull[]>(`SELECT ${COLUMNS} FROM pulls WHERE id = $1`, [id]);
    return pull ?? null;
  }

  /** Takes over the running pull whose holder died, or else starts the one that waits when none runs. */
  async claim(owner: string): Promise<Pull | null> {
    const [rows] = await this.dataSource.query<[(Pull & { resumed: boolean })[], number]>(
      `UPDATE pulls SET state = 'RUNNING', lease_owner = $1, lease_until = now() + make_interval(secs => $2),
         started_at = coalesce(started_at, now())
       WHERE id = (
         SELECT id FROM pulls
         WHERE (state = 'RUNNING' AND lease_until < now())
            OR (state = 'QUEUED' AND NOT EXISTS (SELECT FROM pulls WHERE state = 'RUNNING'))
         ORDER BY state DESC LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}, started_at < now() AS resumed`,
      [owner, LEASE],
    );
    const [pull] = rows;
    if (pull?.resumed) this.metrics.resumed();
    return pull ?? null;
  }

  /** Keeps the lease. @throws LeaseLost */
  async renew(id: string, owner: string): Promise<void> {
    const [, held] = await this.dataSource.query<[unknown, number]>(
      `UPDATE pulls SET lease_until = now() + make_interval(secs => $3) WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING'`,
      [id, owner, LEASE],
    );
    if (held === 0) throw new LeaseLost();
  }

  /** Adds to the counts, in the transaction of what is counted: only the lease's holder gets through. @throws LeaseLost */
  async progress(em: EntityManager, id: string, owner: string, more: Counts): Promise<void> {
    const [, held] = await em.query<[unknown, number]>(
      `UPDATE pulls SET seen = seen + $3, created = created + $4, updated = updated + $5, unchanged = unchanged + $6,
         removed = removed + $7, conflicts = conflicts + $8
       WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING'`,
      [id, owner, more.seen, more.created, more.updated, more.unchanged, more.removed, more.conflicts],
    );
    if (held === 0) throw new LeaseLost();
  }

  /** Ends the pull. @throws LeaseLost */
  async finish(
    em: EntityManager,
    id: string,
    owner: string,
    end: { state: 'SUCCEEDED' | 'FAILED'; error: string | null; readers: ReaderNote[] },
  ): Promise<Pull> {
    const [rows] = await em.query<[Pull[], number]>(
      `UPDATE pulls SET state = $3, error = $4, readers = $5, finished_at = now(), lease_owner = NULL, lease_until = NULL
       WHERE id = $1 AND lease_owner = $2 AND state = 'RUNNING' RETURNING ${COLUMNS}`,
      [id, owner, end.state, end.error, JSON.stringify(end.readers)],
    );
    const pull = rows[0];
    if (!pull) throw new LeaseLost();
    return pull;
  }

  /** Gives the pull back at once, for a replica that stops. */
  async release(id: string, owner: string): Promise<void> {
    await this.dataSource.query('UPDATE pulls SET lease_until = now() WHERE id = $1 AND lease_owner = $2', [id, owner]);
    await notify(this.dataSource.manager, 'pulls');
  }

  /** True for the one replica that finds the schedule due; the next is then due `seconds` later. */
  async takeTurn(em: EntityManager, seconds: number): Promise<boolean> {
    const [, turns] = await em.query<[unknown, number]>(
      'UPDATE pull_schedule SET next_at = now() + make_interval(secs => $1) WHERE next_at <= now()',
      [seconds],
    );
    return turns > 0;
  }

  /** Has the next scheduled pull come within `seconds`. */
  async hasten(em: EntityManager, seconds: number): Promise<void> {
    await em.query('UPDATE pull_schedule SET next_at = least(next_at, now() + make_interval(secs => $1))', [seconds]);
  }
}
