import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What all replicas behind one address share of the request budget (invariant 9). */
export class TrackdechetsBudget1700000000100 implements MigrationInterface {
  name = 'TrackdechetsBudget1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Dates are epoch seconds of the database's clock: they are only ever compared and added up.
      CREATE TABLE trackdechets_budget (
        address text PRIMARY KEY,
        -- When the permits handed out so far will all be paid for, at the regular pace.
        next_at double precision NOT NULL DEFAULT 0,
        -- Trackdéchets said no more (429): nothing leaves before.
        open_from double precision NOT NULL DEFAULT 0,
        -- Seconds between two bulk requests until paced_until, when Trackdéchets counts more than we do.
        pace double precision NOT NULL DEFAULT 0,
        paced_until double precision NOT NULL DEFAULT 0
      ) WITH (fillfactor = 10);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trackdechets_budget');
  }
}
