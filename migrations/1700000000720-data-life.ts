import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The audit may shed what is too old or too personal and still be verified; a restored database is told from the one it copies. */
export class DataLife1700000000720 implements MigrationInterface {
  name = 'DataLife1700000000720';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Hashed with the row, and gone when the row is redacted: nobody can then confirm a guess of what it said. Rows written
      -- before have none; the default comes apart from the column so that they are not rewritten.
      ALTER TABLE audit_events ADD COLUMN salt bytea;
      ALTER TABLE audit_events ALTER COLUMN salt SET DEFAULT uuid_send(gen_random_uuid());

      CREATE OR REPLACE FUNCTION audit_hash(previous bytea, event audit_events) RETURNS bytea
        LANGUAGE sql STABLE AS $$
          SELECT sha256(previous || convert_to((jsonb_build_array(
            event.id, to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event.actor_id, event.action,
            event.subject_type, event.subject_id, event.ip, event.request_id, event.before, event.after)
            || CASE WHEN event.salt IS NULL THEN '[]' ELSE jsonb_build_array(encode(event.salt, 'hex')) END)::text, 'UTF8'))
        $$;

      -- Where the chain begins once retention removed its oldest rows: the last one removed.
      CREATE TABLE audit_anchor (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        seq bigint NOT NULL,
        hash bytea NOT NULL
      );

      -- Guards against accidents; what somebody with the database's rights does shows in the chain.
      CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' AND current_setting('connector.audit', true) = 'retention'
            OR TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'audit_events' AND current_setting('connector.audit', true) = 'redaction'
          THEN
            RETURN NULL;
          END IF;
          RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
        END $$;

      -- The cluster, the database in it and the timeline it writes: a dump restored elsewhere, a copy, a return to a point in
      -- time and a failover each change one of them. A provider that hides one leaves the others.
      CREATE FUNCTION database_identity() RETURNS text LANGUAGE plpgsql STABLE AS $$
        DECLARE
          cluster text := '';
          timeline text := '';
        BEGIN
          BEGIN
            SELECT system_identifier::text INTO cluster FROM pg_control_system();
          EXCEPTION WHEN OTHERS THEN NULL;
          END;
          BEGIN
            timeline := left(pg_walfile_name(pg_current_wal_lsn()), 8);
          EXCEPTION WHEN OTHERS THEN NULL;
          END;
          RETURN concat_ws('/', cluster, (SELECT oid FROM pg_database WHERE datname = current_database()), timeline);
        END $$;

      CREATE TABLE database_restoration (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        -- The database that this one is known to be; null before the first start.
        known text,
        -- Set while it is another one: documents may have left for Trackdéchets that it does not know of.
        noticed text,
        noticed_at timestamptz
      );
      INSERT INTO database_restoration DEFAULT VALUES;

      -- Invariant 1 after a restoration: nothing is created on Trackdéchets before a pull has shown what is there already.
      CREATE FUNCTION may_create_documents() RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT NOT EXISTS (SELECT FROM database_restoration WHERE known <> database_identity())
      $$;
    `);
  }

  /** The hashes of rows written since hold a salt: the audit's chain no longer verifies before this migration. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION may_create_documents, database_identity;
      DROP TABLE database_restoration, audit_anchor;
      CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
        END $$;
      CREATE OR REPLACE FUNCTION audit_hash(previous bytea, event audit_events) RETURNS bytea
        LANGUAGE sql STABLE AS $$
          SELECT sha256(previous || convert_to(jsonb_build_array(
            event.id, to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event.actor_id, event.action,
            event.subject_type, event.subject_id, event.ip, event.request_id, event.before, event.after)::text, 'UTF8'))
        $$;
      ALTER TABLE audit_events DROP COLUMN salt;
    `);
  }
}
