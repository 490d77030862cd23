import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What administrators are to know as long as it lasts, and when webhooks were last switched on again. */
export class Alerts1700000000730 implements MigrationInterface {
  name = 'Alerts1700000000730';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE alerts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code text NOT NULL,
        -- Id of the establishment or user that it is about.
        subject_id uuid NOT NULL,
        reason text,
        -- What its sentence names.
        params jsonb NOT NULL DEFAULT '{}',
        since timestamptz(3) NOT NULL DEFAULT now(),
        CONSTRAINT alerts_once UNIQUE (code, subject_id)
      );
      ALTER TABLE webhooks ADD COLUMN reactivated_at timestamptz;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE webhooks DROP COLUMN reactivated_at; DROP TABLE alerts');
  }
}
