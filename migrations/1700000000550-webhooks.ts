import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Trackdéchets' webhooks: one registration for each establishment, and the hints that came. */
export class Webhooks1700000000550 implements MigrationInterface {
  name = 'Webhooks1700000000550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhooks (
        establishment_id uuid PRIMARY KEY REFERENCES establishments ON DELETE CASCADE,
        -- Trackdéchets' id of the setting.
        setting_id text NOT NULL,
        -- SHA-256 of the key in the address and of the bearer token: neither can be read here.
        key_hash bytea NOT NULL CONSTRAINT webhooks_key_hash_key UNIQUE,
        token_hash bytea NOT NULL,
        -- Whose Trackdéchets token watches over it.
        registered_by uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        activated boolean NOT NULL,
        reactivations integer NOT NULL DEFAULT 0,
        received_at timestamptz,
        checked_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now()
      );

      -- What a webhook says: this document moved. Repeats fall together, so that a flood is no more than its documents.
      CREATE TABLE pull_hints (
        trackdechets_id text PRIMARY KEY,
        establishment_id uuid NOT NULL REFERENCES establishments ON DELETE CASCADE,
        received_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        lease_until timestamptz NOT NULL DEFAULT '-infinity',
        attempts integer NOT NULL DEFAULT 0
      );
      CREATE INDEX pull_hints_due ON pull_hints (lease_until, received_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pull_hints, webhooks');
  }
}
