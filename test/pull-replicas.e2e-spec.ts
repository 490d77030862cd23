import { PullRun } from '../src/pulls/pull-run';
import { eventually, TestApp } from './support/app';
import { OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN } from './support/sandbox-client';

describe('Pulls over two replicas', () => {
  let one: TestApp;
  let two: TestApp;
  let there: OtherSide;
  let admin: Person;
  let running = 0;
  let most = 0;
  let runs = 0;

  beforeAll(async () => {
    const env = { PULL_INTERVAL_SECONDS: '3600' };
    one = await TestApp.start({ env });
    two = await TestApp.start({ env, beside: one });
    there = new OtherSide(one);
    const first = await one.people.administrator();
    const { operateur } = one.directory.companies;
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await one.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
    for (const app of [one, two]) {
      const pullRun = app.nest.get(PullRun);
      const run = pullRun.run.bind(pullRun);
      jest.spyOn(pullRun, 'run').mockImplementation(async (...args) => {
        runs++;
        most = Math.max(most, ++running);
        try {
          return await run(...args);
        } finally {
          running--;
        }
      });
    }
  });
  afterAll(async () => {
    await two?.close();
    await one?.close();
  });

  const scheduled = async (): Promise<number> =>
    (await one.dataSource.query(`SELECT FROM pulls WHERE cause = 'SCHEDULED'`)).length;

  it('has one of them queue the scheduled pull when it is due, and one carry it out', async () => {
    await eventually(async () => (await scheduled()) === 1);
    await pull(admin);
    runs = 0;
    const { id } = await there.create('DUE-1');
    await one.dataSource.query('UPDATE pull_schedule SET next_at = now()');
    await one.dataSource.query(`SELECT pg_notify('pulls', '')`);
    await eventually(async () => (await scheduled()) === 2);
    await eventually(() => shown(one, admin, id).catch(() => null));
    await eventually(
      async () => (await one.dataSource.query(`SELECT FROM pulls WHERE state <> 'SUCCEEDED'`)).length <= 1,
    );
    expect({ scheduled: await scheduled(), runs }).toEqual({ scheduled: 2, runs: 1 });
  });

  it('never has two pulls run at once, however many are asked for of both', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) {
      ids.push((await there.create(`DEUX-${n}`)).id);
      const ask = (app: TestApp) =>
        app.http.post('/api/v1/pulls').set('Authorization', `Bearer ${admin.token}`).send({});
      await Promise.all([ask(one).expect(202), ask(two).expect(202)]);
    }
    await pull(admin);
    for (const id of ids) expect(await shown(one, admin, id)).toMatchObject({ trackdechets: { id } });
    expect(most).toBe(1);
  });
});
