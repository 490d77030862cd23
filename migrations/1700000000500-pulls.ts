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
        read_until timestamptz NOT NULL,
        -- The latest \`updatedAt\` seen, and when it was first seen, by our clock.
        latest timestamptz NOT NULL,
        moved_at timestamptz NOT NULL DEFAULT now(),
        -- Nothing can be committed before \`latest\` any more: the next list needs no overlap.
        settled boolean NOT NULL DEFAULT false
      );

      -- How well each document is known, apart from the documents so that confirming thousands of them costs next to nothing.
      CREATE TABLE bsff_readings (
        bsff_id uuid PRIMARY KEY REFERENCES bsffs ON DELETE CASCADE,
        trackdechets_id text NOT NULL CONSTRAINT bsff_readings_trackdechets_id_key UNIQUE,
        establishment_id uuid,
        -- OPEN: signatures are still expected. FINAL: corrections only. REMOVED: gone from there. DELETED: by a person here.
        state text NOT NULL,
        -- Trackdéchets' \`updatedAt\` of what is held here; null before the first full reading.
        updated_at timestamptz(3),
        -- Last seen in a list, with that \`updatedAt\`.
        listed_at timestamptz,
        -- Last read in full: some changes move no \`updatedAt\`.
        read_at timestamptz
      );
      CREATE INDEX bsff_readings_to_list ON bsff_readings (state, listed_at NULLS FIRST);
      CREATE INDEX bsff_readings_to_read ON bsff_readings (state, read_at NULLS FIRST);

      CREATE FUNCTION bsff_reading_follows() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO bsff_readings AS r (bsff_id, trackdechets_id, establishment_id, state, updated_at, listed_at, read_at)
          VALUES (NEW.id, NEW.trackdechets_id, NEW.establishment_id,
            CASE WHEN NEW.deleted_at IS NOT NULL THEN 'DELETED' WHEN NEW.removed IS NOT NULL THEN 'REMOVED'
                 WHEN NEW.status IN ('PROCESSED', 'REFUSED') THEN 'FINAL' ELSE 'OPEN' END,
            NEW.trackdechets_updated_at, now(), now())
          ON CONFLICT (bsff_id) DO UPDATE SET trackdechets_id = excluded.trackdechets_id, state = excluded.state,
            establishment_id = excluded.establishment_id, updated_at = excluded.updated_at,
            listed_at = excluded.listed_at, read_at = excluded.read_at;
          RETURN NULL;
        END $$;
      CREATE TRIGGER bsff_reading_follows
        AFTER INSERT OR UPDATE OF trackdechets_id, establishment_id, status, remote, removed, deleted_at ON bsffs
        FOR EACH ROW WHEN (NEW.trackdechets_id IS NOT NULL) EXECUTE FUNCTION bsff_reading_follows();

      CREATE TABLE pull_schedule (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        next_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO pull_schedule DEFAULT VALUES;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER bsff_reading_follows ON bsffs; DROP FUNCTION bsff_reading_follows;
      DROP TABLE pull_schedule, bsff_readings, pull_watermarks, pulls;
    `);
  }
}
