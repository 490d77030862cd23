import 'reflect-metadata';
import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrations } from '../../migrations';
import { run } from '../../src/startup/run';

/** What the next version would add: a column with a default, a table. */
class Expansion1900000000000 implements MigrationInterface {
  name = 'Expansion1900000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bsffs ADD COLUMN urgency text NOT NULL DEFAULT 'none';
      CREATE TABLE bsff_notes (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bsff_id uuid NOT NULL REFERENCES bsffs, note text);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bsff_notes; ALTER TABLE bsffs DROP COLUMN urgency');
  }
}

/** An index on a table that is in use, built without keeping anyone waiting: outside any transaction, and so repeatable. */
class ExpansionIndex1900000000100 implements MigrationInterface {
  name = 'ExpansionIndex1900000000100';
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS bsffs_by_urgency');
    await runner.query('CREATE INDEX CONCURRENTLY bsffs_by_urgency ON bsffs (urgency)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY bsffs_by_urgency');
  }
}

/** What the version after that takes away, once none that uses it runs. */
class Contraction1900000000200 implements MigrationInterface {
  static contracts = 'nothing reads bsff_notes since the version before';
  name = 'Contraction1900000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE bsff_notes');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE bsff_notes (id uuid PRIMARY KEY, bsff_id uuid NOT NULL REFERENCES bsffs, note text)',
    );
  }
}

/** A mistake: half of it could be applied. */
class Mistake1900000000200 implements MigrationInterface {
  name = 'Mistake1900000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half_done (id integer)');
    await runner.query('ALTER TABLE no_such_table ADD COLUMN colour text');
  }

  async down(): Promise<void> {}
}

const NEXT = [...migrations, Expansion1900000000000, ExpansionIndex1900000000100];
const VERSIONS = {
  NEXT,
  AFTER_NEXT: [...NEXT, Contraction1900000000200],
  MISTAKEN: [...NEXT, Mistake1900000000200],
};

/** Later versions of the connector, as far as an upgrade sees them: this code, and more migrations. */
run({ migrations: VERSIONS[process.env.VERSION as keyof typeof VERSIONS] });
