import { type DataSource } from 'typeorm';
import { openDataSource } from '../src/database/data-source';
import { TRACES } from '../src/privacy/traces';
import { createTestDatabase, type TestDatabase } from './support/database';

/**
 * Columns where nothing of a person can be: codes, numbers of documents and of companies, what the connector itself writes. `*` for
 * a whole table.
 */
const OF_NOBODY: Record<string, string> = {
  alerts: 'code reason',
  audit_events: 'action request_id',
  // Destinations, as companies: a name, a number.
  bsff_chains: 'containers',
  bsff_changes: 'origin path',
  bsff_packagings: '*',
  bsff_readings: '*',
  // `search` holds words of `input`, which is looked at.
  bsffs: 'export_state trackdechets_id status removed search',
  companies: 'org_id name address phone company_types receipt lease_owner',
  credentials: 'platform last_four pending_last_four refused_last_four status companies failure lease_owner',
  database_restoration: '*',
  // Our own companies.
  establishments: '*',
  events: 'type',
  export_transitions: '*',
  exports: 'batch_id kind mode state reason mark trackdechets_id request_id lease_owner',
  fiches: 'numero postal_code trackdechets_id',
  idempotency_keys: 'route',
  partners: 'roles siret vat_number sort_name defaults',
  pull_hints: '*',
  pull_watermarks: '*',
  pulls: 'cause state error lease_owner',
  schema_migrations: '*',
  trackdechets_budget: '*',
  // The e-mail again; never shown.
  users: 'email_key password_hash',
  webhooks: 'setting_id',
};

interface Column {
  table: string;
  name: string;
  /** It refers to a person, whom a trace must then look for. */
  user: boolean;
}

describe('the traces of a person', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openDataSource(database.url, 1);
  });
  afterAll(async () => {
    await dataSource?.destroy();
    await database?.drop();
  });

  /** Texts, JSON and ids, but for a row's own id and for what leads to another table than the people's; bytes are hashes or encrypted. */
  const columns = (): Promise<Column[]> =>
    dataSource.query<Column[]>(
      `SELECT r.relname AS table, a.attname AS name, coalesce(f.confrelid = 'users'::regclass, false) AS user
       FROM pg_attribute a JOIN pg_class r ON r.oid = a.attrelid
         LEFT JOIN pg_constraint f ON f.conrelid = r.oid AND f.contype = 'f' AND f.conkey = ARRAY[a.attnum]
       WHERE r.relkind = 'r' AND r.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
         AND a.atttypid = ANY('{text,varchar,text[],json,jsonb,uuid,tsvector,inet}'::regtype[]) AND a.attname <> 'id'
         AND coalesce(f.confrelid = 'users'::regclass, true)
       ORDER BY 1, 2`,
    );

  const tracesOf = (table: string) => TRACES.filter((trace) => trace.table === table);
  const names = (sql: string, column: string): boolean => new RegExp(`\\b${column}\\b`).test(sql);
  const listed = ({ table, name }: Column): boolean =>
    ['*', name].some((one) => (OF_NOBODY[table] ?? '').split(' ').includes(one));

  it('look for whoever a column refers to', async () => {
    const users = (await columns()).filter(({ user }) => user);
    expect(users.length).toBeGreaterThan(5);
    for (const { table, name } of users) {
      const found = tracesOf(table).some(({ condition }) => condition.includes(`${name} = $1`));
      expect({ table, name, found }).toEqual({ table, name, found: true });
    }
  });

  it('look into every column that may speak of somebody, or it is listed here as being of nobody', async () => {
    const known = await columns();
    const own = new Set(['users', ...known.filter(({ user }) => user).map(({ table }) => table)]);
    const forgotten = known.filter((column) => {
      const { table, name } = column;
      const looked = tracesOf(table).some(
        // A row of a person's own is found by whose it is: that it is shown is enough.
        ({ condition, columns }) => names(condition, name) || (own.has(table) && names(columns, name)),
      );
      return !looked && !listed(column);
    });
    expect(forgotten.map(({ table, name }) => `${table}.${name}`)).toEqual([]);
  });

  it('are not listed for columns that are gone', async () => {
    const known = await columns();
    const gone = Object.entries(OF_NOBODY).flatMap(([table, list]) =>
      list
        .split(' ')
        .filter((name) => !known.some((column) => column.table === table && ['*', column.name].includes(name)))
        .map((name) => `${table}.${name}`),
    );
    expect(gone).toEqual([]);
  });
});
