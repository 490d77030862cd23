import { PullStore } from '../src/pulls/pull-store';
import { differences } from './support/agreement';
import { eventually, TestApp } from './support/app';
import { Counterparts } from './support/counterparts';
import { readyToExport } from './support/documents';
import { OtherSide } from './support/other-side';
import { type Person } from './support/people';
import { ConnectorProcess } from './support/process';

const MOST_BOUNDARIES = 30;
/** Up to the depot's own document, which takes a container over. */
const STEPS = 6;

/** Listing, reading, where containers went, reconciliation, the watermark, the end. */
const BOUNDARIES = [
  'after claim',
  'before BsffsChanged',
  'after BsffsChanged',
  'before Bsffs',
  'after Bsffs',
  'before apply',
  'after apply',
  'before BsffsDownstream',
  'after BsffsDownstream',
  'before apply',
  'after apply',
  'before Bsff',
  'after Bsff',
  'before remove',
  'after remove',
  'before markListed',
  'after markListed',
  'before moveWatermarks',
  'after moveWatermarks',
  'before finish',
  'after finish',
];

describe('a replica killed at each step of a pull', () => {
  let app: TestApp;
  let technician: Person;
  let there: OtherSide;
  let others: Counterparts;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    others = new Counterparts(app.sandbox, () => 0.99);
    ({ technician } = await readyToExport(app));
  });

  afterAll(() => app?.close());

  const doomed = (dieAt: number): ConnectorProcess =>
    ConnectorProcess.start(
      {
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        DATABASE_URL: app.database.url,
        TRACKDECHETS_API_URL: app.sandbox.url,
        CREDENTIALS_KEYS: app.keys,
        PULL_INTERVAL_SECONDS: '0',
        DIE_AT: String(dieAt),
      },
      'test/support/doomed-puller.ts',
    );

  const stateOf = async (id: string): Promise<string> =>
    (await technician.get(`/pulls/${id}`).expect(200)).body.state as string;

  /** Something for every phase of a pull: a birth, a container passed on, a correction and a deletion. */
  async function happen(n: number): Promise<void> {
    const life = await others.add(4 * n + 3);
    for (let step = 0; step < STEPS; step++) await others.goOn(life);
    const [corrected, deleted] = [await there.create(`K-${n}`), await there.create(`S-${n}`)];
    await app.nest.get(PullStore).request(app.dataSource.manager, { cause: 'HINTED' });
    await eventually(async () => (await ended()) && (await differences(app.dataSource, others)).length === 0);
    await there.create(`N-${n}`);
    await there.update(corrected.id, { destination: { cap: `CAP ${n}` } });
    await there.delete(deleted.id);
    for (let step = 0; step < 5; step++) await others.goOn(life);
  }

  const ended = async (): Promise<boolean> =>
    (await app.dataSource.query(`SELECT FROM pulls WHERE state IN ('QUEUED', 'RUNNING')`)).length === 0;

  it('is replaced by another, which goes on with the same pull and misses nothing', async () => {
    const died: string[] = [];
    for (let dieAt = 1; dieAt <= MOST_BOUNDARIES; dieAt++) {
      await happen(dieAt);
      // Only the doomed replica claims until it is dead.
      const claim = jest.spyOn(app.nest.get(PullStore), 'claim').mockResolvedValue(null);
      const replica = doomed(dieAt);
      await replica.url();
      const { body: asked } = await technician.post('/pulls', {}).expect(202);
      const outcome = await Promise.race([
        replica.exited.then(() => 'DIED'),
        eventually(async () => (await stateOf(asked.id)) === 'SUCCEEDED' && 'LIVED', 20_000),
      ]);
      await replica.kill('SIGKILL');
      claim.mockRestore();
      // Its lease ends now rather than in half a minute.
      await app.dataSource.query('UPDATE pulls SET lease_until = now() WHERE lease_until IS NOT NULL');
      await app.dataSource.query(`SELECT pg_notify('pulls', '')`);
      await eventually(async () => (await stateOf(asked.id)) === 'SUCCEEDED', 20_000);
      expect({ dieAt, wrong: await differences(app.dataSource, others) }).toEqual({ dieAt, wrong: [] });
      if (outcome === 'LIVED') break;
      died.push(/died at boundary \d+: (.*)/.exec(replica.errors)?.[1] ?? 'unknown');
    }
    expect(died).toEqual(BOUNDARIES);
  }, 600_000);
});
