import { type DataSource } from 'typeorm';
import { type AppConfig } from '../src/config/app.config';
import { openDataSource } from '../src/database/data-source';
import { ExportQueue } from '../src/exports/export-queue';
import { createTestDatabase, type TestDatabase } from './support/database';

const LOADS = 16;

describe('claiming exports', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let queue: ExportQueue;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openDataSource(database.url);
    queue = new ExportQueue(dataSource, { exportSettleMs: 1_000 } as AppConfig);
  });
  beforeEach(() => dataSource.query('TRUNCATE users CASCADE'));
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  /** The n-th person, with queued exports, leased to another replica or free. */
  async function queued(n: number, count: number, leased = false): Promise<void> {
    await dataSource.query(
      `WITH person AS (
         INSERT INTO users (id, email, email_key)
         VALUES (('00000000-0000-4000-8000-' || lpad($1::text, 12, '0'))::uuid, $1::text, $1::text) RETURNING id
       ), documents AS (
         INSERT INTO bsffs (created_by, input, search) SELECT id, '{}', '' FROM person, generate_series(1, $2::int) RETURNING id, created_by
       )
       INSERT INTO exports (bsff_id, kind, mode, requested_by, lease_owner, lease_until)
       SELECT id, 'CREATE', 'DRAFT', created_by,
         CASE WHEN $3 THEN 'elsewhere' END, CASE WHEN $3 THEN now() + interval '1 hour' END FROM documents`,
      [n, count, leased],
    );
  }

  const claimed = async (): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {};
    for (const { requestedBy } of await queue.claimQueued('me', LOADS, { lastServed: null, busy: [] })) {
      const person = Number(requestedBy.slice(-12));
      counts[person] = (counts[person] ?? 0) + 1;
    }
    return counts;
  };

  it('gives one person all the room while nobody else has work', async () => {
    await queued(1, 100);
    expect(await claimed()).toEqual({ 1: LOADS * 5 });
  });

  it('shares the room equally', async () => {
    await queued(1, 100);
    await queued(2, 100);
    await queued(3, 1);
    expect(await claimed()).toEqual({ 1: 30, 2: 30, 3: 1 });
  });

  it('passes over people whose work others hold', async () => {
    for (let n = 1; n <= LOADS; n++) await queued(n, 1, true);
    await queued(LOADS + 1, 2);
    expect(await claimed()).toEqual({ [LOADS + 1]: 2 });
  });
});
