import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** Documents that changed a moment ago, found among all the others: a pull confirms them instead of having them listed again. */
export class RecentReadings1700000000740 implements MigrationInterface {
  name = 'RecentReadings1700000000740';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX bsff_readings_recent ON bsff_readings (updated_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bsff_readings_recent');
  }
}
