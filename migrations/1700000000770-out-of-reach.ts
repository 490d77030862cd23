import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** The few documents that nobody could read when they were last asked about: pulls ask about them again. */
export class OutOfReach1700000000770 implements MigrationInterface {
  name = 'OutOfReach1700000000770';
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS bsffs_out_of_reach');
    await runner.query(`CREATE INDEX CONCURRENTLY bsffs_out_of_reach ON bsffs (id) WHERE removed = 'ACCESS_LOST'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Going back takes place in a transaction.
    await runner.query('DROP INDEX bsffs_out_of_reach');
  }
}
