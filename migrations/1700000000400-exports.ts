import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Exports: the queue, the intents and what became of them. */
export class Exports1700000000400 implements MigrationInterface {
  name = 'Exports1700000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exports (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        batch_id uuid,
        bsff_id uuid NOT NULL REFERENCES bsffs ON DELETE CASCADE,
        kind text NOT NULL,
        mode text,
        state text NOT NULL DEFAULT 'QUEUED',
        reason text,
        errors jsonb NOT NULL DEFAULT '[]',
        attempts integer NOT NULL DEFAULT 0,
        -- Bulk work yields to what a person waits for.
        bulk boolean NOT NULL DEFAULT false,
        -- Travels in emitter.customInfo; never served twice.
        mark text CONSTRAINT exports_mark_key UNIQUE,
        -- What is or was sent, frozen with the intent.
        payload jsonb,
        trackdechets_id text,
        requested_by uuid NOT NULL REFERENCES users,
        request_id text NOT NULL DEFAULT '',
        requested_at timestamptz(3) NOT NULL DEFAULT now(),
        first_sent_at timestamptz,
        sent_at timestamptz,
        finished_at timestamptz,
        not_before timestamptz NOT NULL DEFAULT now(),
        lease_owner text,
        lease_until timestamptz
      );
      -- Invariant 5: one export under way per document.
      CREATE UNIQUE INDEX exports_one_under_way ON exports (bsff_id) WHERE finished_at IS NULL;
      CREATE INDEX exports_queue ON exports (requested_by, bulk, requested_at, id) WHERE state = 'QUEUED';
      CREATE INDEX exports_in_doubt ON exports (not_before) WHERE state IN ('SENDING', 'UNCERTAIN');
      CREATE INDEX exports_waiting ON exports (reason, not_before) WHERE state = 'WAITING';
      CREATE INDEX exports_newest ON exports (requested_at DESC, id DESC);
      CREATE INDEX exports_by_state ON exports (state, requested_at DESC, id DESC);
      CREATE INDEX exports_by_batch ON exports (batch_id, requested_at DESC, id DESC) WHERE batch_id IS NOT NULL;
      CREATE INDEX exports_by_bsff ON exports (bsff_id, requested_at DESC);

      CREATE TABLE export_transitions (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        export_id uuid NOT NULL REFERENCES exports ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT clock_timestamp(),
        from_state text,
        to_state text NOT NULL,
        cause text NOT NULL,
        attempt integer NOT NULL
      );
      CREATE INDEX export_transitions_life ON export_transitions (export_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE export_transitions, exports');
  }
}
