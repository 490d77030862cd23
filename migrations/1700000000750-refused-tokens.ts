import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Which new token was refused while the valid one stayed: its owner is told until they give another. */
export class RefusedTokens1700000000750 implements MigrationInterface {
  name = 'RefusedTokens1700000000750';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credentials ADD COLUMN refused_last_four text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE credentials DROP COLUMN refused_last_four');
  }
}
