import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Documents in conflict are few and are counted often. */
export class OpenConflicts1700000000710 implements MigrationInterface {
  name = 'OpenConflicts1700000000710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX bsffs_in_conflict ON bsffs (id) WHERE conflict IS NOT NULL AND deleted_at IS NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bsffs_in_conflict');
  }
}
