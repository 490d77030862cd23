import { type DataSource } from 'typeorm';
import { openDataSource } from '../src/database/data-source';
import { pacing, type Pacing } from '../src/trackdechets/pacing';
import { PermitLedger } from '../src/trackdechets/permit-ledger';
import { BudgetExhausted, RequestBudget } from '../src/trackdechets/request-budget';
import { eventually } from './support/app';
import { createTestDatabase, type TestDatabase } from './support/database';

/** The request budget on a real PostgreSQL: the ledger's SQL under simulated time, then two replicas in real time. */
let database: TestDatabase;
let replicas: [DataSource, DataSource];
let address = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  replicas = [await openDataSource(database.url), await openDataSource(database.url)];
});

afterAll(async () => {
  for (const replica of replicas) await replica.destroy();
  await database.drop();
});

/** Two replicas' ledgers for one address of their own, by a simulated clock. */
function ledgers(pace: Pacing, clock: () => number): [PermitLedger, PermitLedger] {
  const name = `https://api-${++address}.test`;
  return [new PermitLedger(replicas[0], name, pace, clock), new PermitLedger(replicas[1], name, pace, clock)];
}

/** The most grants that fell within any `window` seconds. */
function fullest(grants: readonly number[], window: number): number {
  let from = 0;
  let most = 0;
  grants.forEach((at, index) => {
    while (at - (grants[from] ?? at) >= window) from++;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

/** Draws with both replicas for so many simulated seconds, at uneven moments; answers the date of each permit. */
async function draw(limit: number, seconds: number, step: (n: number) => number): Promise<number[]> {
  let now = 1_800_000_000;
  const pace = pacing(limit, 0.25);
  const both = ledgers(pace, () => now);
  const granted: number[] = [];
  const end = now + seconds;
  for (let n = 0; now < end; n++) {
    const { interactive, bulk } = await both[n % 2]!.take({ interactive: n % 5 === 0 ? 1 : 0, bulk: 50 });
    for (let permit = 0; permit < interactive + bulk; permit++) granted.push(now);
    now += step(n);
  }
  return granted;
}

describe('the ledger', () => {
  it.each([
    ['often', 0.05],
    ['now and then', 0.9],
    ['after rests', 7],
  ])('grants no more than the limit in any 60 s, two replicas drawing %s', async (_name, mean) => {
    // Uneven, but the same at each run.
    const granted = await draw(1_000, Math.min(200, mean * 2_000), (n) => mean * (0.2 + 1.6 * ((n * 0.618) % 1)));
    // A permit may also be used a quarter of a second late, and travel for a second more.
    expect(fullest(granted, 61.25)).toBeLessThanOrEqual(1_000);
    expect(fullest(granted, 60)).toBeLessThanOrEqual(976);
  });

  it('gives at least 95 % of the limit to whoever wants it all', async () => {
    const granted = await draw(1_000, 180, () => 0.06);
    expect(granted.length / 3).toBeGreaterThanOrEqual(950);
  });

  it('holds for a small limit too', async () => {
    const granted = await draw(10, 600, () => 0.7);
    expect(fullest(granted, 60)).toBeLessThanOrEqual(10);
    expect(granted.length).toBeGreaterThan(60);
  });

  it('keeps a reserve that bulk work cannot draw', async () => {
    let now = 1_800_000_000;
    const pace = pacing(1_000, 0.25);
    const [one, other] = ledgers(pace, () => now);
    expect(await one.take({ interactive: 0, bulk: 500 })).toMatchObject({ bulk: pace.burst - pace.reserve });
    expect(await other.take({ interactive: 0, bulk: 500 })).toMatchObject({ bulk: 0, interactiveIn: 0 });
    const people = await other.take({ interactive: 500, bulk: 0 });
    expect(people.interactive).toBe(pace.reserve);
    expect(people.interactiveIn).toBeCloseTo(pace.interval, 5);
    now += pace.interval;
    expect(await one.take({ interactive: 1, bulk: 1 })).toMatchObject({ interactive: 1, bulk: 0 });
  });

  it('takes back what was not used', async () => {
    const pace = pacing(1_000, 0.25);
    const [one, other] = ledgers(pace, () => 1_800_000_000);
    await one.take({ interactive: 0, bulk: 12 });
    await one.giveBack(5);
    expect(await other.take({ interactive: 0, bulk: 12 })).toMatchObject({ bulk: 5 });
  });

  it('lets nothing leave from any replica while Trackdéchets says no more', async () => {
    let now = 1_800_000_000;
    const [one, other] = ledgers(pacing(1_000, 0.25), () => now);
    await one.take({ interactive: 1, bulk: 0 });
    await one.shut(60);
    await one.shut(20);
    now += 59;
    expect(await other.take({ interactive: 9, bulk: 9 })).toEqual({
      interactive: 0,
      bulk: 0,
      interactiveIn: 1,
      bulkIn: 1,
    });
    now += 1;
    expect(await other.take({ interactive: 1, bulk: 9 })).toMatchObject({ interactive: 1, bulk: 9 });
  });

  it('slows bulk work of all replicas until the window ends, and people hardly', async () => {
    let now = 1_800_000_000;
    const [one, other] = ledgers(pacing(1_000, 0.25), () => now);
    await one.take({ interactive: 0, bulk: 50 });
    await one.slowDown(2, 30);
    let bulk = 0;
    for (; now < 1_800_000_030; now += 0.1) bulk += (await other.take({ interactive: 0, bulk: 50 })).bulk;
    expect(bulk).toBeLessThanOrEqual(16);
    expect(bulk).toBeGreaterThanOrEqual(14);
    await one.slowDown(20, 30);
    await one.take({ interactive: 0, bulk: 1 });
    expect(await other.take({ interactive: 2, bulk: 0 })).toMatchObject({ interactive: 2 });
    now += 31;
    expect((await other.take({ interactive: 0, bulk: 50 })).bulk).toBeGreaterThan(1);
  });

  it('counts right when both replicas draw at the same instant', async () => {
    const pace = pacing(1_000, 0.25);
    const both = ledgers(pace, () => 1_800_000_000);
    const draws = Array.from({ length: 40 }, (_, n) => both[n % 2]!.take({ interactive: 1, bulk: 0 }));
    const granted = (await Promise.all(draws)).reduce((sum, { interactive }) => sum + interactive, 0);
    expect(granted).toBe(pace.burst);
  });
});

describe('two replicas in real time', () => {
  it('share the pace, which neither passes, while a person is served beside bulk work', async () => {
    const limit = 6_000;
    const pace = pacing(limit, 0.25);
    const name = `https://api-${++address}.test`;
    const budgets = replicas.map((replica) => new RequestBudget(new PermitLedger(replica, name, pace), pace));
    const started = performance.now();
    let stopped = false;
    const work = (budget: RequestBudget, sent: number[]): Promise<void[]> =>
      Promise.all(
        Array.from({ length: 20 }, async () => {
          while (!stopped) {
            await budget.acquire('bulk');
            sent.push(performance.now() - started);
          }
        }),
      );
    const sent: [number[], number[]] = [[], []];
    const workers = budgets.map((budget, index) => work(budget, sent[index as 0 | 1]));
    for (let n = 0; n < 10; n++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      await budgets[n % 2]!.acquire('interactive');
    }
    stopped = true;
    const seconds = (performance.now() - started) / 1000;
    await Promise.all(workers);
    for (const budget of budgets) await budget.onApplicationShutdown();

    const total = sent[0].length + sent[1].length;
    // The rate, the first burst, and what the last waiters still got.
    expect(total).toBeLessThanOrEqual(seconds / pace.interval + pace.burst + 40);
    expect(Math.min(sent[0].length, sent[1].length)).toBeGreaterThan(total * 0.2);
  });

  it('all stop when one is told no more, and say when to come back', async () => {
    const pace = pacing(1_000, 0.25);
    const name = `https://api-${++address}.test`;
    const [one, other] = replicas.map((replica) => new RequestBudget(new PermitLedger(replica, name, pace), pace));
    await one!.acquire('interactive');
    one!.refused(37);
    // The word goes to the other by the database, beside whatever this one does.
    const shut = `SELECT FROM trackdechets_budget WHERE address = $1 AND open_from > 0`;
    await eventually(async () => (await replicas[0].query<object[]>(shut, [name])).length > 0);
    const refusal: unknown = await other!.acquire('interactive').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(BudgetExhausted);
    expect((refusal as BudgetExhausted).retryAfter).toBeLessThanOrEqual(37);
    expect((refusal as BudgetExhausted).retryAfter).toBeGreaterThan(30);
  });
});
