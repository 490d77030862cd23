import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What comes back of fiches that were edited on Trackdéchets: merged as documents are. */
export class FicheReturns1700000000731 implements MigrationInterface {
  name = 'FicheReturns1700000000731';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fiches
        -- What both sides last agreed on.
        ADD COLUMN base jsonb,
        -- As it was last read there, or as it was there before our last edit went.
        ADD COLUMN remote jsonb,
        -- {version, content} of what is on its way: the base once Trackdéchets has it.
        ADD COLUMN sending jsonb,
        -- {fields}: changed on both sides, until somebody chooses.
        ADD COLUMN conflict jsonb,
        ADD COLUMN synced_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fiches DROP COLUMN synced_at, DROP COLUMN conflict, DROP COLUMN sending, DROP COLUMN remote,
        DROP COLUMN base
    `);
  }
}
