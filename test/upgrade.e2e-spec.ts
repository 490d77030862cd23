import { Client } from 'pg';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { eventually } from './support/app';
import { createTestDatabase, type TestDatabase } from './support/database';
import { SECOND_TECHNICIAN, TECHNICIAN } from './support/documents';
import { Fleet } from './support/fleet';

jest.setTimeout(240_000);

const PROGRAM = 'test/support/next-version.ts';
const version = (name: string): { program: string; env: Record<string, string> } => ({
  program: PROGRAM,
  env: { VERSION: name },
});

describe('an upgrade without a pause', () => {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let fleet: Fleet;
  let establishmentId: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    sandbox = await startSandbox();
    fleet = await Fleet.start({ databaseUrl: database.url, sandbox, size: 1, env: { EXPORT_SETTLE_SECONDS: '2' } });
    establishmentId = await fleet.settle();
  });
  afterAll(async () => {
    await fleet.stop();
    await sandbox.close();
    await database.drop();
  });

  const succeeded = async (count: number): Promise<void> => {
    await eventually(async () => (await fleet.states()).SUCCEEDED === count, 60_000);
  };
  const applied = async (): Promise<string[]> =>
    (await fleet.sql<{ name: string }>('SELECT name FROM schema_migrations ORDER BY id DESC LIMIT 2')).map(
      ({ name }) => name,
    );

  /** Each of them serves: reads, writes and has exported. */
  async function serves(prefix: string, as: string): Promise<void> {
    const [id = ''] = await fleet.type(1, establishmentId, prefix);
    await fleet.ask('PATCH', `/bsffs/${id}`, { weight: { value: 3, isEstimate: true } }, as);
    expect(await fleet.ask('GET', `/bsffs/${id}`, undefined, as)).toMatchObject({ weight: { value: 3 } });
    await fleet.export([id], as);
  }

  let oldUrl: string;
  let nextUrl: string;
  let exported = 0;

  it('has the next version expand the schema while this one exports; both then serve and export', async () => {
    oldUrl = fleet.url;
    sandbox.faults.add({ kind: 'latency', ms: 200 });
    const ids = await fleet.type(120, establishmentId, 'OLD');
    await fleet.export(ids, TECHNICIAN);
    exported += ids.length;
    nextUrl = await fleet.add(1, version('NEXT'));
    expect(await applied()).toEqual(['ExpansionIndex1900000000100', 'Expansion1900000000000']);
    // The index is whole, though documents were written while it was built.
    const [index] = await fleet.sql<{ valid: boolean }>(
      `SELECT indisvalid AS valid FROM pg_index WHERE indexrelid = 'bsffs_by_urgency'::regclass`,
    );
    expect(index).toEqual({ valid: true });
    for (const [url, prefix] of [
      [oldUrl, 'BOTH-OLD'],
      [nextUrl, 'BOTH-NEXT'],
    ] as const) {
      fleet.turnTo(url);
      await serves(prefix, SECOND_TECHNICIAN);
      exported++;
    }
    const more = await fleet.type(60, establishmentId, 'BOTH');
    await fleet.export(more, SECOND_TECHNICIAN);
    exported += more.length;
    await succeeded(exported);
    expect(fleet.account('OLD', 120)).toEqual({ once: 120, lost: 0, duplicated: 0 });
    expect(fleet.account('BOTH', 60)).toEqual({ once: 60, lost: 0, duplicated: 0 });
    // What the old one wrote has the default of what it does not know.
    expect(await fleet.sql('SELECT DISTINCT urgency FROM bsffs')).toEqual([{ urgency: 'none' }]);
  });

  it('lets the old version end what it does, and refuses to start it again', async () => {
    fleet.turnTo(nextUrl);
    const ids = await fleet.type(60, establishmentId, 'LAST');
    await fleet.export(ids, TECHNICIAN);
    exported += ids.length;
    expect((await fleet.retire(0)).status).toBe(0);
    await succeeded(exported);
    expect(fleet.account('LAST', 60)).toEqual({ once: 60, lost: 0, duplicated: 0 });
    const { status, errors } = await fleet.tryToStart();
    expect(status).toBe(1);
    expect(errors).toContain('The database was migrated by a newer version');
    expect(errors).toContain('Expansion1900000000000');
    expect(errors).not.toContain('    at ');
  });

  it('leaves everything as it was when a migration fails, and the running version serves on', async () => {
    const { status, errors } = await fleet.tryToStart(version('MISTAKEN'));
    expect(status).toBe(1);
    expect(errors).toContain('Migration Mistake1900000000200 failed and was rolled back');
    expect(errors).not.toContain('    at ');
    expect(await fleet.sql(`SELECT to_regclass('half_done') AS found`)).toEqual([{ found: null }]);
    await serves('STILL', TECHNICIAN);
    await succeeded(++exported);
  });

  it('waits for a table in use without keeping others waiting behind it, then contracts beside the version before', async () => {
    const reader = new Client({ connectionString: database.url });
    await reader.connect();
    await reader.query('BEGIN; SELECT FROM bsff_notes');
    const contracting = fleet.add(2, version('AFTER_NEXT'));
    const waiting = `SELECT FROM pg_locks WHERE relation = 'bsff_notes'::regclass AND NOT granted`;
    await eventually(async () => (await fleet.sql(waiting)).length > 0, 30_000);
    // It steps back: somebody who came after it is served before it.
    await eventually(async () => (await fleet.sql(waiting)).length === 0, 30_000);
    await fleet.sql(`SELECT FROM bsff_notes`);
    await reader.query('COMMIT');
    await reader.end();
    await contracting;
    expect(await applied()).toEqual(['Contraction1900000000200', 'ExpansionIndex1900000000100']);
    fleet.turnTo(nextUrl);
    await serves('CONTRACTED', TECHNICIAN);
    await succeeded(++exported);
    expect((await fleet.retire(1)).status).toBe(0);
  });
});
