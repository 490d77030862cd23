import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What became of containers that were only passed on: their later documents, which this instance need not hold. */
export class ContainerChains1700000000600 implements MigrationInterface {
  name = 'ContainerChains1700000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE bsff_chains (
        bsff_id uuid PRIMARY KEY REFERENCES bsffs ON DELETE CASCADE,
        -- By container id on Trackdéchets: [{trackdechetsId, type, status, destination, operationCode, signedAt}], nearest first.
        containers jsonb NOT NULL,
        read_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bsff_chains');
  }
}
