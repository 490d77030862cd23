import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What brings changes back from Trackdéchets: pulls, how far each establishment was read, and when the next pull is due. */
export class Pulls1700000000500 implements MigrationInterface {
  name = 'Pulls1700000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pulls (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- SCHEDULED, REQUESTED or HINTED (a webhook).
        cause text NOT NULL,
        state text NOT NULL DEFAULT 'QUEUED',
        -- Reads every open document again in full, changed or not.
        complete boolean NOT NULL DEFAULT false,
        requested_by uuid REFERENCES users ON DELETE SET NULL,
        requested_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        seen integer NOT NULL DEFAULT 0,
        created integer NOT NULL DEFAULT 0,
        updated integer NOT NULL DEFAULT 0,
        unchanged integer NOT NULL DEFAULT 0,
        removed integer NOT NULL DEFAULT 0,
        conflicts integer NOT NULL DEFAULT 0,
        -- Whose tokens read which establishments: [{userId, orgIds}].
        readers jsonb NOT NULL DEFAULT '[]',
        error text,
        lease_owner text,
        lease_until timestamptz
      );
      -- One pull runs and one may wait behind it: what is asked meanwhile is what the waiting one will do.
      CREATE UNIQUE INDEX pulls_one_queued ON pulls (state) WHERE state = 'QUEUED';
      CREATE UNIQUE INDEX pulls_one_running ON pulls (state) WHERE state = 'RUNNING';
      CREATE INDEX pulls_age ON pulls (requested_at);

      CREATE TABLE pull_watermarks (
        -- SIRET of the establishment.
        org_id text PRIMARY KEY,
        -- By Trackdéchets' clock: every change before it was read and applied.
        read_until timestamptz NOT NULL
      );

      CREATE TABLE pull_schedule (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        next_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO pull_schedule DEFAULT VALUES;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pull_schedule, pull_watermarks, pulls');
  }
}
