import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Documents, their containers and their changes. */
export class Bsffs1700000000200 implements MigrationInterface {
  name = 'Bsffs1700000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bsffs (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        version integer NOT NULL DEFAULT 1,
        input jsonb NOT NULL,
        remote jsonb,
        base jsonb,
        conflict jsonb,
        export_state text NOT NULL DEFAULT 'LOCAL',
        trackdechets_id text,
        status text,
        trackdechets_updated_at timestamptz(3),
        pulled_at timestamptz,
        exported_at timestamptz,
        exported_by uuid,
        removed text,
        establishment_id uuid CONSTRAINT bsffs_establishment_fkey REFERENCES establishments,
        reference text,
        search tsvector NOT NULL,
        created_by uuid,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        deleted_at timestamptz
      );
      -- Invariant 5: one local document per Trackdéchets id, even a deleted one, so that a pull knows what was deleted here.
      CREATE UNIQUE INDEX bsffs_trackdechets_id_key ON bsffs (trackdechets_id) WHERE trackdechets_id IS NOT NULL;
      CREATE UNIQUE INDEX bsffs_reference_key ON bsffs (reference) WHERE reference IS NOT NULL AND deleted_at IS NULL;
      CREATE INDEX bsffs_newest ON bsffs (created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX bsffs_by_export_state ON bsffs (export_state, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX bsffs_by_status ON bsffs (status, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX bsffs_by_establishment ON bsffs (establishment_id, created_at DESC, id DESC) WHERE deleted_at IS NULL;
      CREATE INDEX bsffs_by_update ON bsffs (updated_at) WHERE deleted_at IS NULL;
      CREATE INDEX bsffs_search ON bsffs USING gin (search) WHERE deleted_at IS NULL;

      CREATE TABLE bsff_packagings (
        bsff_id uuid NOT NULL CONSTRAINT bsff_packagings_bsff_fkey REFERENCES bsffs ON DELETE CASCADE,
        position integer NOT NULL,
        numero_key text NOT NULL,
        PRIMARY KEY (bsff_id, position)
      );
      CREATE INDEX bsff_packagings_numero ON bsff_packagings (numero_key);

      CREATE TABLE bsff_changes (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        bsff_id uuid NOT NULL CONSTRAINT bsff_changes_bsff_fkey REFERENCES bsffs ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        origin text NOT NULL,
        actor_id uuid,
        path text NOT NULL,
        before jsonb,
        after jsonb
      );
      CREATE INDEX bsff_changes_history ON bsff_changes (bsff_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bsff_changes, bsff_packagings, bsffs');
  }
}
