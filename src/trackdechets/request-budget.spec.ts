import { pacing } from './pacing';
import { type Grant } from './permit-ledger';
import { BudgetExhausted, RequestBudget } from './request-budget';

const PACING = pacing(1_000, 0.25);
const NOTHING: Grant = { interactive: 0, bulk: 0, interactiveIn: 0.05, bulkIn: 0.05 };

/** Stands where the database would: hands out the grants a test prepared, and records what it was asked. */
class ScriptedLedger {
  readonly asked: { interactive: number; bulk: number }[] = [];
  readonly said: unknown[][] = [];
  grants: Partial<Grant>[] = [];

  take(want: { interactive: number; bulk: number }): Promise<Grant> {
    this.asked.push(want);
    return Promise.resolve({ ...NOTHING, ...this.grants.shift() });
  }

  giveBack(permits: number): Promise<void> {
    return Promise.resolve(void this.said.push(['giveBack', permits]));
  }

  slowDown(pace: number, seconds: number): Promise<void> {
    return Promise.resolve(void this.said.push(['slowDown', pace, seconds]));
  }

  shut(seconds: number): Promise<void> {
    return Promise.resolve(void this.said.push(['shut', seconds]));
  }
}

let ledger: ScriptedLedger;
let budget: RequestBudget;
let order: string[];

function ask(priority: 'interactive' | 'bulk', name: string): void {
  budget.acquire(priority).then(
    () => order.push(name),
    (error: unknown) => order.push(`${name}: ${error instanceof BudgetExhausted ? error.retryAfter : 'failed'}`),
  );
}

beforeEach(() => {
  jest.useFakeTimers();
  ledger = new ScriptedLedger();
  budget = new RequestBudget(ledger, PACING);
  order = [];
});

afterEach(() => jest.useRealTimers());

describe('a replica waiting for permits', () => {
  it('serves in order of arrival, people first', async () => {
    ask('bulk', 'bulk 1');
    ask('bulk', 'bulk 2');
    await jest.advanceTimersByTimeAsync(0);
    ask('interactive', 'person 1');
    ask('interactive', 'person 2');
    ledger.grants = [{ interactive: 1 }, {}, { interactive: 1, bulk: 1 }, { bulk: 1 }];
    await jest.advanceTimersByTimeAsync(500);
    expect(order).toEqual(['person 1', 'person 2', 'bulk 1', 'bulk 2']);
  });

  it('asks once for all who came together', async () => {
    ledger.grants = [{ bulk: 5 }];
    for (const name of ['a', 'b', 'c', 'd', 'e']) ask('bulk', name);
    await jest.advanceTimersByTimeAsync(0);
    expect(ledger.asked.map(({ bulk }) => bulk)).toEqual([5]);
    expect(order).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('lets a person ask at once while bulk work sleeps', async () => {
    ledger.grants = [{ bulkIn: 30, interactiveIn: 0 }, { interactive: 1 }];
    ask('bulk', 'bulk');
    await jest.advanceTimersByTimeAsync(0);
    ask('interactive', 'person');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['person']);
  });

  it('does not ask again while nothing can be had', async () => {
    ledger.grants = [{ bulk: 1, bulkIn: 0.06 }, { bulk: 2 }];
    for (const name of ['a', 'b', 'c']) ask('bulk', name);
    await jest.advanceTimersByTimeAsync(90);
    expect(ledger.asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(10);
    expect(ledger.asked).toHaveLength(2);
    expect(order).toEqual(['a', 'b', 'c']);
  });

  it('makes a person wait ten seconds at most, and says when to come back', async () => {
    ask('interactive', 'person');
    await jest.advanceTimersByTimeAsync(9_900);
    expect(order).toEqual([]);
    await jest.advanceTimersByTimeAsync(200);
    expect(order).toEqual(['person: 1']);
  });

  it('tells a person at once when the wait is known to be too long', async () => {
    ledger.grants = [{ interactiveIn: 41.2, bulkIn: 41.2 }];
    ask('interactive', 'person');
    ask('bulk', 'bulk');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['person: 42']);
  });

  it('has bulk work wait for more than a whole window, then gives up', async () => {
    ask('bulk', 'bulk');
    await jest.advanceTimersByTimeAsync(70_000);
    expect(order).toEqual([]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(order).toEqual(['bulk: 1']);
  });

  it('fails those who wait when the ledger cannot be reached, and works again afterwards', async () => {
    jest.spyOn(ledger, 'take').mockRejectedValueOnce(new Error('no database'));
    ask('bulk', 'bulk');
    await jest.advanceTimersByTimeAsync(0);
    ledger.grants = [{ bulk: 1 }];
    ask('bulk', 'later');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['bulk: failed', 'later']);
  });

  it('refuses at the shutdown', async () => {
    ask('bulk', 'waiting');
    await jest.advanceTimersByTimeAsync(0);
    await budget.onApplicationShutdown();
    ask('interactive', 'late');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['waiting: 1', 'late: 1']);
  });
});

describe('permits taken in advance', () => {
  beforeEach(() => (budget = new RequestBudget(ledger, pacing(60_000, 0.25))));

  it('are used without asking again, and given back when they are not', async () => {
    ledger.grants = [{ bulk: 90 }];
    ask('bulk', 'first');
    await jest.advanceTimersByTimeAsync(0);
    ask('bulk', 'second');
    ask('interactive', 'person');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['first', 'second', 'person']);
    expect(ledger.asked).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(250);
    expect(ledger.said).toEqual([['giveBack', 87]]);
  });

  it('are dropped when Trackdéchets says no more', async () => {
    ledger.grants = [{ bulk: 90 }];
    ask('bulk', 'first');
    await jest.advanceTimersByTimeAsync(0);
    budget.refused(60);
    ask('bulk', 'second');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['first']);
    expect(ledger.said).toEqual([['shut', 60]]);
  });

  it('asks for no permit while the word that all must wait is on its way', async () => {
    let arrive: () => void = () => undefined;
    ledger.shut = () => new Promise((resolve) => (arrive = resolve));
    budget.refused(60);
    ask('interactive', 'person');
    await jest.advanceTimersByTimeAsync(0);
    expect(ledger.asked).toEqual([]);
    ledger.grants = [{ interactive: 1 }];
    arrive();
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['person']);
  });

  it('goes on when that word is lost', async () => {
    ledger.shut = () => Promise.reject(new Error('no database'));
    budget.refused(60);
    ledger.grants = [{ interactive: 1 }];
    ask('interactive', 'person');
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['person']);
  });
});

describe('what Trackdéchets says of its own count', () => {
  it('is left alone while it agrees with our pace', () => {
    // At full speed from the window's start: 40 left over at its end, whenever one looks.
    for (let left = 60; left > 0; left--) budget.observe(Math.floor(40 + left / PACING.interval), left);
    expect(ledger.said).toEqual([]);
  });

  it('slows bulk work down to what is left, for all replicas', () => {
    budget.observe(316, 30);
    expect(ledger.said).toEqual([['slowDown', 0.1, 30]]);
  });

  it('stops everything when nothing is left', () => {
    budget.observe(0, 12);
    expect(ledger.said).toEqual([['shut', 12]]);
  });

  it('is passed on four times a second at most', async () => {
    for (let n = 0; n < 100; n++) budget.observe(300, 30);
    await jest.advanceTimersByTimeAsync(300);
    budget.observe(300, 30);
    expect(ledger.said).toHaveLength(2);
  });
});
