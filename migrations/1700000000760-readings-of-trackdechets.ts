import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** A document was read there when a reading says so: an edit made here writes the same columns. */
export class ReadingsOfTrackdechets1700000000760 implements MigrationInterface {
  name = 'ReadingsOfTrackdechets1700000000760';

  async up(runner: QueryRunner): Promise<void> {
    // `pulled_at` goes through JavaScript, which holds it to the millisecond.
    await runner.query(
      bsffReadingFollows(`
          read_there boolean := TG_OP = 'INSERT'
            OR date_trunc('milliseconds', NEW.pulled_at) IS DISTINCT FROM date_trunc('milliseconds', OLD.pulled_at)
            OR NEW.removed IS DISTINCT FROM OLD.removed;`),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(bsffReadingFollows('read_there boolean := true;'));
  }
}

function bsffReadingFollows(declarations: string): string {
  return `
      CREATE OR REPLACE FUNCTION bsff_reading_follows() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE ${declarations}
        BEGIN
          INSERT INTO bsff_readings AS r (bsff_id, trackdechets_id, establishment_id, state, updated_at, listed_at, read_at)
          VALUES (NEW.id, NEW.trackdechets_id, NEW.establishment_id,
            CASE WHEN NEW.deleted_at IS NOT NULL THEN 'DELETED' WHEN NEW.removed IS NOT NULL THEN 'REMOVED'
                 WHEN NEW.status IN ('PROCESSED', 'REFUSED') THEN 'FINAL' ELSE 'OPEN' END,
            NEW.trackdechets_updated_at, now(), now())
          ON CONFLICT (bsff_id) DO UPDATE SET trackdechets_id = excluded.trackdechets_id, state = excluded.state,
            establishment_id = excluded.establishment_id, updated_at = excluded.updated_at,
            listed_at = CASE WHEN read_there THEN excluded.listed_at ELSE r.listed_at END,
            read_at = CASE WHEN read_there THEN excluded.read_at ELSE r.read_at END;
          RETURN NULL;
        END $$;`;
}
