import { DataSource } from 'typeorm';
import { dataSourceOptions, openDataSource } from '../src/database/data-source';
import { migrate, NewerSchema } from '../src/database/schema';
import { TestApp } from './support/app';
import { createTestDatabase, type TestDatabase } from './support/database';

describe('the schema', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase({ empty: true });
  });
  afterEach(() => database.drop());

  it('is what the entities say: nothing drifts apart', async () => {
    const app = await TestApp.start();
    const { upQueries } = await app.dataSource.driver.createSchemaBuilder().log();
    await app.close();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('is migrated once when several processes start together', async () => {
    const sources = await Promise.all([1, 2, 3].map(() => openDataSource(database.url)));
    const applied = await Promise.all(sources.map((source) => migrate(source)));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await Promise.all(sources.map((source) => source.destroy()));
  });

  it('goes back to nothing, and up again', async () => {
    const source = await openDataSource(database.url);
    await migrate(source);
    for (let left = source.migrations.length; left > 0; left--) await source.undoLastMigration();
    const tables = await source.query<{ name: string }[]>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    expect(tables.map(({ name }) => name)).toEqual(['schema_migrations']);
    expect(await migrate(source)).toHaveLength(source.migrations.length);
    await source.destroy();
  });

  it('refuses a database that a newer version migrated', async () => {
    const source = await openDataSource(database.url);
    await migrate(source);
    await source.query(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
    );
    await source.destroy();
    const older = await new DataSource(dataSourceOptions(database.url)).initialize();
    await expect(migrate(older)).rejects.toThrow(NewerSchema);
    await older.destroy();
  });
});
