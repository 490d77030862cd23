import { TestApp } from './support/app';
import { OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

/** More than one pull confirms. */
const BURST = 1_700;

describe('What Trackdéchets commits late', () => {
  let app: TestApp;
  let admin: Person;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    const first = await app.people.administrator();
    const { operateur } = app.directory.companies;
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  const readUntil = async (): Promise<Date | undefined> => {
    const [row] = await app.dataSource.query<{ at: Date }[]>('SELECT read_until AS at FROM pull_watermarks');
    return row?.at;
  };

  it('is found among more slips than one pull confirms, whatever is changed meanwhile', async () => {
    await control(app.sandbox, 'POST /generate', { count: BURST });
    const { rows } = app.sandbox.platform.store;
    // Half an hour ago, all of them within five minutes.
    const last = Date.now() - 1_800_000;
    rows.forEach((row, index) => (row.updatedAt = new Date(last - (BURST - index) * 100).toISOString()));
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', created: BURST });
    const before = await readUntil();
    const late = rows[0];
    if (!late) throw new Error('nothing was generated');
    // Nothing but the overlap looks at final slips.
    await app.dataSource.query(`UPDATE pull_watermarks SET moved_at = now() - interval '10 minutes'`);
    await app.dataSource.query(
      `UPDATE bsff_readings SET state = 'FINAL', listed_at = now() - CASE WHEN trackdechets_id = $1
         THEN interval '8 minutes' ELSE interval '9 minutes' END`,
      [late.id],
    );
    late.destination.cap = 'TARD';
    late.updatedAt = new Date(Date.parse(late.updatedAt) + 1).toISOString();

    await there.create('APRES-1');
    expect(await pull(admin)).toMatchObject({ created: 1, updated: 0 });
    expect(await readUntil()).toEqual(before);
    await there.create('APRES-2');
    expect(await pull(admin)).toMatchObject({ created: 1, updated: 1 });
    expect(await shown(app, admin, late.id)).toMatchObject({ destination: { cap: 'TARD' } });
    expect(await readUntil()).not.toEqual(before);
  }, 120_000);
});
