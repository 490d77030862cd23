import { type DataSource, type EntityManager } from 'typeorm';
import { type Pacing } from './pacing';

export interface Grant {
  interactive: number;
  bulk: number;
  /** Seconds until one more of each can be had. */
  interactiveIn: number;
  bulkIn: number;
}

/**
 * The shared part of the request budget: one row per Trackdéchets address, by the database's clock. It holds the time at which
 * the permits handed out are paid for at the regular pace; a permit is granted while that time is not too far ahead
 * (a leaky bucket, as in GCRA), and nearer for bulk work than for people, which keeps a reserve for them.
 */
export class PermitLedger {
  /** `clock` (epoch seconds) replaces the database's, to prove things about time. */
  constructor(
    private readonly dataSource: DataSource,
    private readonly address: string,
    private readonly pacing: Pacing,
    private readonly clock?: () => number,
  ) {}

  /** Takes up to so many permits, people first; grants what can be had at once. */
  async take(want: { interactive: number; bulk: number }): Promise<Grant> {
    const { interval, burst, reserve } = this.pacing;
    const ahead = [(burst - 1) * interval, (burst - 1 - reserve) * interval];
    const parameters = [this.address, this.clock?.() ?? null, interval, ...ahead, want.interactive, want.bulk];
    for (;;) {
      const [grant] = await this.dataSource.query<Grant[]>(TAKE, parameters);
      if (grant) return grant;
      await this.dataSource.query('INSERT INTO trackdechets_budget (address) VALUES ($1) ON CONFLICT DO NOTHING', [
        this.address,
      ]);
    }
  }

  /** Gives back permits that were not used. */
  async giveBack(permits: number): Promise<void> {
    await this.dataSource.query('UPDATE trackdechets_budget SET next_at = next_at - $2::float8 WHERE address = $1', [
      this.address,
      permits * this.pacing.interval,
    ]);
  }

  /** Spaces bulk requests by `pace` seconds for the next `seconds`, for all replicas. */
  async slowDown(pace: number, seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE trackdechets_budget SET pace = $2::float8, paced_until = ${NOW('$4')} + $3::float8 WHERE address = $1`,
      [this.address, pace, seconds, this.clock?.() ?? null],
    );
  }

  /** Lets nothing leave for so many seconds, from any replica. */
  async shut(seconds: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE trackdechets_budget SET open_from = greatest(open_from, ${NOW('$3')} + $2::float8) WHERE address = $1`,
      [this.address, seconds, this.clock?.() ?? null],
    );
  }

  /** How far the shared budget is drawn on, from 0 to 1, and the seconds until anything may leave; null before the first permit. */
  async standing(em: EntityManager): Promise<{ saturation: number; pausedSeconds: number } | null> {
    const [row] = await em.query<{ saturation: number; pausedSeconds: number }[]>(
      `SELECT least(1, greatest(0, (next_at - now) / $2::float8)) AS saturation, greatest(0, open_from - now) AS "pausedSeconds"
       FROM trackdechets_budget, (SELECT ${NOW('$3')} AS now) clock WHERE address = $1`,
      [this.address, (this.pacing.burst - 1) * this.pacing.interval, this.clock?.() ?? null],
    );
    return row ?? null;
  }
}

const NOW = (simulated: string): string =>
  `coalesce(${simulated}::float8, extract(epoch FROM clock_timestamp())::float8)`;

/** $3 the interval, $4 and $5 how far ahead people and bulk work may draw, $6 and $7 the permits wanted by each. */
const TAKE = `
  WITH budget AS (
    SELECT greatest(shared.next_at, clock.now) AS next_at, shared.open_from, clock.now,
           CASE WHEN shared.paced_until > clock.now THEN greatest(shared.pace, $3::float8) ELSE $3::float8 END AS pace
    FROM trackdechets_budget shared, (SELECT ${NOW('$2')} AS now) clock
    WHERE shared.address = $1
    FOR UPDATE OF shared
  ), limits AS (
    SELECT *, now + $4::float8 + (pace - $3::float8) AS people_until, now + $5::float8 AS bulk_until, open_from <= now AS open
    FROM budget
  ), people AS (
    SELECT *, CASE WHEN open THEN least($6::float8, greatest(0, floor((people_until - next_at) / $3::float8) + 1)) ELSE 0 END AS interactive
    FROM limits
  ), bulk AS (
    SELECT *, CASE WHEN open THEN least($7::float8, greatest(0, floor((bulk_until - next_at - interactive * $3::float8) / pace) + 1)) ELSE 0 END AS bulk
    FROM people
  ), after AS (
    SELECT *, next_at + interactive * $3::float8 + bulk * pace AS paid_at FROM bulk
  ), written AS (
    UPDATE trackdechets_budget shared SET next_at = after.paid_at
    FROM after WHERE shared.address = $1 AND after.interactive + after.bulk > 0
  )
  SELECT interactive, bulk,
         greatest(0, open_from - now, paid_at - people_until) AS "interactiveIn",
         greatest(0, open_from - now, paid_at - bulk_until) AS "bulkIn"
  FROM after`;
