import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The instance's establishments, the local directory of companies, partners and fiches d'intervention. */
export class Partners1700000000150 implements MigrationInterface {
  name = 'Partners1700000000150';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE establishments (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        siret text NOT NULL CONSTRAINT establishments_siret_key UNIQUE,
        name text NOT NULL,
        address text NOT NULL DEFAULT '',
        phone text NOT NULL DEFAULT '',
        is_default boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX establishments_one_default ON establishments (is_default) WHERE is_default;
      CREATE INDEX establishments_listing ON establishments (created_at, id);

      -- What Trackdéchets last said of a SIRET or VAT number that a partner or a document names.
      CREATE TABLE companies (
        org_id text PRIMARY KEY,
        -- Null until Trackdéchets answered once; false when it knows no such number.
        found boolean,
        name text,
        address text,
        contact text,
        phone text,
        mail text,
        registered boolean NOT NULL DEFAULT false,
        company_types text[] NOT NULL DEFAULT '{}',
        closed boolean NOT NULL DEFAULT false,
        dormant boolean NOT NULL DEFAULT false,
        receipt jsonb,
        checked_at timestamptz,
        next_check_at timestamptz NOT NULL DEFAULT now(),
        failures integer NOT NULL DEFAULT 0,
        lease_owner text,
        lease_until timestamptz
      );
      CREATE INDEX companies_due ON companies (next_check_at);

      CREATE TABLE partners (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        roles text[] NOT NULL,
        siret text,
        vat_number text,
        name text NOT NULL,
        -- The name without case nor accents, by which lists are sorted and searched.
        sort_name text NOT NULL,
        address text NOT NULL DEFAULT '',
        contact text NOT NULL DEFAULT '',
        phone text NOT NULL DEFAULT '',
        mail text NOT NULL DEFAULT '',
        is_private_individual boolean NOT NULL DEFAULT false,
        defaults jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        -- A deleted partner leaves the lists; the documents that name it still find it.
        deleted_at timestamptz,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT partners_one_number CHECK (siret IS NULL OR vat_number IS NULL)
      );
      CREATE INDEX partners_listing ON partners (sort_name, id) WHERE deleted_at IS NULL;
      CREATE INDEX partners_number ON partners ((coalesce(siret, vat_number))) WHERE deleted_at IS NULL;

      CREATE TABLE fiches (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        establishment_id uuid CONSTRAINT fiches_establishment_fkey REFERENCES establishments,
        numero text NOT NULL DEFAULT '',
        -- Kilograms.
        weight double precision,
        postal_code text NOT NULL DEFAULT '',
        partner_id uuid CONSTRAINT fiches_partner_fkey REFERENCES partners,
        -- What was typed, or the partner as it was when it was last copied to go to Trackdéchets.
        detenteur jsonb NOT NULL DEFAULT '{}',
        is_private_individual boolean NOT NULL DEFAULT false,
        trackdechets_id text CONSTRAINT fiches_trackdechets_id_key UNIQUE,
        -- The version that Trackdéchets has; behind version when the fiche was edited since.
        synced_version integer,
        -- Whose token brings the edit to Trackdéchets.
        edited_by uuid,
        -- Not before: the lease of the replica that brings it, or the pause after a failure.
        sync_after timestamptz NOT NULL DEFAULT now(),
        sync_failures integer NOT NULL DEFAULT 0,
        -- Why the last edit is not there yet: code and Trackdéchets' own sentence.
        sync_error jsonb,
        version integer NOT NULL DEFAULT 1,
        -- A deleted fiche leaves the lists; the documents that list it still find it.
        deleted_at timestamptz,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
      CREATE INDEX fiches_listing ON fiches (created_at, id) WHERE deleted_at IS NULL;
      CREATE INDEX fiches_edited ON fiches (sync_after) WHERE trackdechets_id IS NOT NULL AND synced_version < version;
      CREATE INDEX fiches_numero ON fiches (lower(numero) text_pattern_ops);
      CREATE INDEX fiches_establishment ON fiches (establishment_id);
      CREATE INDEX fiches_partner ON fiches (partner_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fiches, partners, companies, establishments');
  }
}
