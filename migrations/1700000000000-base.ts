import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** People, sessions, tokens for outside platforms, events, audit, idempotency. */
export class Base1700000000000 implements MigrationInterface {
  name = 'Base1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL,
        -- What two spellings of one address share: case and Unicode form folded by the application.
        email_key text NOT NULL CONSTRAINT users_email_key UNIQUE,
        first_name text NOT NULL DEFAULT '',
        last_name text NOT NULL DEFAULT '',
        phone text NOT NULL DEFAULT '',
        active boolean NOT NULL DEFAULT true,
        administrator boolean NOT NULL DEFAULT false,
        rights text[] NOT NULL DEFAULT '{}',
        is_contact boolean NOT NULL DEFAULT false,
        password_hash text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        updated_at timestamptz(3) NOT NULL DEFAULT now()
      );
      -- Invariant 5: one contact for the instance.
      CREATE UNIQUE INDEX users_one_contact ON users (is_contact) WHERE is_contact;
      CREATE INDEX users_listing ON users (created_at, id);

      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT sessions_token_hash_key UNIQUE,
        ip text NOT NULL DEFAULT '',
        user_agent text NOT NULL DEFAULT '',
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sessions_user ON sessions (user_id);
      CREATE INDEX sessions_expiry ON sessions (expires_at);

      CREATE TABLE invitations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT invitations_token_hash_key UNIQUE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX invitations_user ON invitations (user_id);

      CREATE TABLE sign_in_attempts (
        -- 'account:…' or 'address:…'
        key text PRIMARY KEY,
        failures integer NOT NULL,
        window_ends_at timestamptz NOT NULL
      );

      CREATE TABLE credentials (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        platform text NOT NULL,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        -- Format byte, key id and check, IV, tag and ciphertext: see src/credentials/secret-cipher.ts.
        secret bytea NOT NULL,
        -- A new token pasted while the platform was away: it takes the place of the valid one when it is found good.
        pending_secret bytea,
        pending_last_four text,
        last_four text NOT NULL,
        status text NOT NULL,
        account jsonb,
        companies jsonb NOT NULL DEFAULT '[]',
        failure text,
        -- Checks in a row that got no answer: they space out the next ones.
        unanswered integer NOT NULL DEFAULT 0,
        verified_at timestamptz,
        checked_at timestamptz,
        next_check_at timestamptz NOT NULL DEFAULT now(),
        lease_owner text,
        lease_until timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT credentials_platform_user_key UNIQUE (platform, user_id)
      );
      CREATE INDEX credentials_due ON credentials (next_check_at);

      CREATE TABLE idempotency_keys (
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        route text NOT NULL,
        key_hash bytea NOT NULL,
        salt bytea NOT NULL,
        request_hmac bytea NOT NULL,
        -- Null until the answer is known; committed with the creation itself. Encrypted under the client's own key, since an
        -- answer may hold what is shown once.
        answer bytea,
        locked_until timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, route, key_hash)
      );
      CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

      CREATE TABLE events (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        -- The writing transaction: readers stay behind the oldest one that runs, so that none is skipped.
        tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
        type text NOT NULL,
        subject_id text NOT NULL,
        -- Null: for everyone signed in.
        user_id uuid REFERENCES users ON DELETE CASCADE,
        data jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX events_order ON events (tx, id);
      CREATE INDEX events_age ON events (created_at);

      CREATE TABLE audit_events (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        -- Null: the connector itself. No foreign key: the trail outlives the people.
        actor_id uuid,
        action text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        ip text NOT NULL DEFAULT '',
        request_id text NOT NULL DEFAULT '',
        before jsonb,
        after jsonb
      );
      CREATE TABLE audit_chain (
        seq bigint PRIMARY KEY,
        event_id uuid NOT NULL CONSTRAINT audit_chain_event_key UNIQUE REFERENCES audit_events,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL
      );
      CREATE INDEX audit_events_listing ON audit_events (at DESC, id DESC);
      CREATE INDEX audit_events_subject ON audit_events (subject_type, subject_id, at);

      CREATE FUNCTION audit_hash(previous bytea, event audit_events) RETURNS bytea
        LANGUAGE sql STABLE AS $$
          SELECT sha256(previous || convert_to(jsonb_build_array(
            event.id, to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), event.actor_id, event.action,
            event.subject_type, event.subject_id, event.ip, event.request_id, event.before, event.after)::text, 'UTF8'))
        $$;

      -- Runs at commit: the chain's lock is held for an instant, and no deadlock can come of it.
      CREATE FUNCTION audit_link() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE
          last audit_chain;
        BEGIN
          PERFORM pg_advisory_xact_lock(7253002);
          SELECT * INTO last FROM audit_chain ORDER BY seq DESC LIMIT 1;
          INSERT INTO audit_chain (seq, event_id, previous_hash, hash) VALUES (
            coalesce(last.seq, 0) + 1, NEW.id, coalesce(last.hash, '\\x00'::bytea),
            audit_hash(coalesce(last.hash, '\\x00'::bytea), NEW));
          RETURN NULL;
        END $$;
      CREATE CONSTRAINT TRIGGER audit_link AFTER INSERT ON audit_events
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link();

      CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION 'the audit is append-only' USING ERRCODE = 'insufficient_privilege';
        END $$;
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
      CREATE TRIGGER audit_chain_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_chain
        FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_chain; DROP FUNCTION audit_hash; DROP TABLE audit_events, events, idempotency_keys, credentials, sign_in_attempts, invitations, sessions, users;
      DROP FUNCTION audit_link, audit_append_only;
    `);
  }
}
