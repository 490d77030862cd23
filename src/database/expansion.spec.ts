import { type MigrationInterface, type QueryRunner } from 'typeorm';
import { migrations } from '../../migrations';

/** Until this one, everything was installed at once: no version ran beside another. */
const LAST_BEFORE_UPGRADES = 1_700_000_000_600;

type Migration = (new () => MigrationInterface) & { contracts?: string };

/** What the version before could not live with, and what would keep it waiting (see docs/adr/0014). */
const CONTRACTIONS: [RegExp, string][] = [
  [/\bDROP\s+(TABLE|COLUMN|SCHEMA|TYPE|VIEW|SEQUENCE|FUNCTION|TRIGGER|CONSTRAINT|DEFAULT|NOT NULL)\b/i, 'takes away'],
  [/\bALTER\s+TABLE\s+\S+\s+DROP\b/i, 'takes away'],
  [/\bRENAME\b/i, 'renames'],
  [/\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b/i, 'changes a type'],
  [/\bSET\s+NOT\s+NULL\b/i, 'asks for more'],
  [
    /\bADD\s+(COLUMN\s+)?(?!CONSTRAINT)(?:(?!DEFAULT|GENERATED)[^,;])*\bNOT\s+NULL\b(?:(?!DEFAULT|GENERATED)[^,;])*(?=[,;]|$)/i,
    'asks for more',
  ],
  [/\bADD\s+CONSTRAINT\b(?:(?!NOT\s+VALID)[^,;])*(?=[,;]|$)/i, 'asks for more'],
  [/\bTRUNCATE\b/i, 'takes away'],
];

/** Without comments and bodies of functions; what it drops to make it again is not taken away. */
function essence(sql: string): string {
  const bare = sql.replace(/--.*$/gm, '').replace(/\$(\w*)\$[\s\S]*?\$\1\$/g, "''");
  return bare.replace(
    /\bDROP\s+(TABLE|INDEX|TRIGGER|FUNCTION)\s+(?:CONCURRENTLY\s+)?IF\s+EXISTS\s+(\w+)[^;]*/gi,
    (drop, kind: string, name: string) =>
      new RegExp(`\\bCREATE\\s+(OR\\s+REPLACE\\s+|UNIQUE\\s+)?${kind}\\s+(CONCURRENTLY\\s+)?${name}\\b`, 'i').test(bare)
        ? ''
        : drop,
  );
}

/** Tables that it makes are nobody else's yet. */
function contractionsOf(statements: string[]): string[] {
  const sql = essence(statements.join(';\n'));
  const own = [...sql.matchAll(/\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)/gi)].map(([, name]) => name);
  return sql
    .split(';')
    .filter((statement) => !/^\s*CREATE\s+TABLE\b/i.test(statement))
    .filter(
      (statement) => !own.some((name) => new RegExp(`\\bALTER\\s+TABLE\\s+(ONLY\\s+)?${name}\\b`, 'i').test(statement)),
    )
    .flatMap((statement) =>
      CONTRACTIONS.filter(([words]) => words.test(statement)).map(([, what]) => `${what}: ${statement.trim()}`),
    );
}

/** What it would say to PostgreSQL. */
async function statementsOf(migration: MigrationInterface): Promise<string[]> {
  const said: string[] = [];
  const runner = {
    query: async (sql: string) => {
      said.push(sql);
      return [];
    },
  } as unknown as QueryRunner;
  await migration.up(runner);
  return said;
}

const numberOf = ({ name }: { name: string }): number => Number(/\d{13}$/.exec(name)?.[0]);

describe('migrations beside the version before', () => {
  const upgrades = (migrations as Migration[]).filter((migration) => numberOf(migration) > LAST_BEFORE_UPGRADES);

  it.each(upgrades.map((migration) => [migration.name, migration] as const))(
    '%s only expands, or says why it may contract',
    async (_, migration) => {
      if (migration.contracts) expect(migration.contracts.length).toBeGreaterThan(20);
      else expect(contractionsOf(await statementsOf(new migration()))).toEqual([]);
    },
  );

  it('come in the order of their numbers, one for each', () => {
    const numbers = migrations.map(numberOf);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  });

  it.each([
    'ALTER TABLE bsffs ADD COLUMN urgency text',
    `ALTER TABLE bsffs ADD COLUMN urgency text NOT NULL DEFAULT 'none', ADD COLUMN due date`,
    `ALTER TABLE bsffs ADD COLUMN rank bigint NOT NULL GENERATED ALWAYS AS IDENTITY`,
    'ALTER TABLE bsffs ADD CONSTRAINT positive CHECK (weight > 0) NOT VALID',
    'CREATE TABLE notes (id uuid PRIMARY KEY, note text NOT NULL)',
    'CREATE TABLE notes (id uuid); ALTER TABLE notes ADD CONSTRAINT n UNIQUE (id)',
    'CREATE UNIQUE INDEX CONCURRENTLY bsffs_by_urgency ON bsffs (urgency)',
    'DROP INDEX CONCURRENTLY IF EXISTS by_urgency; CREATE INDEX CONCURRENTLY by_urgency ON bsffs (urgency)',
    `DROP TRIGGER IF EXISTS follows ON bsffs; CREATE TRIGGER follows AFTER INSERT ON bsffs EXECUTE FUNCTION f()`,
    `CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DROP TABLE x; RETURN NULL; END $$`,
    `UPDATE bsffs SET urgency = 'none' -- DROP TABLE bsffs`,
  ])('may: %s', (sql) => {
    expect(contractionsOf([sql])).toEqual([]);
  });

  it.each([
    'DROP TABLE bsffs',
    'ALTER TABLE bsffs DROP COLUMN search',
    'ALTER TABLE bsffs DROP search',
    'ALTER TABLE bsffs RENAME COLUMN search TO searched',
    'ALTER TABLE bsffs RENAME TO slips',
    'ALTER TABLE bsffs ALTER COLUMN weight TYPE numeric',
    'ALTER TABLE bsffs ALTER weight SET DATA TYPE numeric',
    'ALTER TABLE bsffs ALTER COLUMN search SET NOT NULL',
    'ALTER TABLE bsffs ALTER COLUMN search DROP DEFAULT',
    'ALTER TABLE bsffs ADD COLUMN urgency text NOT NULL',
    `ALTER TABLE bsffs ADD COLUMN due date DEFAULT now(), ADD COLUMN urgency text NOT NULL`,
    'ALTER TABLE bsffs ADD CONSTRAINT positive CHECK (weight > 0)',
    'DROP TRIGGER IF EXISTS follows ON bsffs',
    'TRUNCATE bsffs',
  ])('may not: %s', (sql) => {
    expect(contractionsOf([sql])).not.toEqual([]);
  });
});
