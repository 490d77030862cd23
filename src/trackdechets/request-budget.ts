import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Pacing } from './pacing';
import { type Grant, type PermitLedger } from './permit-ledger';

export type Priority = 'interactive' | 'bulk';

/** No permit could be had in time: nothing was sent. */
export class BudgetExhausted extends Error {
  override name = 'BudgetExhausted';

  /** In seconds, at least one. */
  constructor(readonly retryAfter: number) {
    super(`no permit for ${retryAfter} s`);
  }
}

interface Waiter {
  resolve(this: void): void;
  reject(this: void, error: unknown): void;
  deadline: NodeJS.Timeout;
}

/** A person does not look at a spinner longer; bulk work comes back after a whole window. Milliseconds. */
const PATIENCE: Record<Priority, number> = { interactive: 10_000, bulk: 75_000 };
/** How long permits taken in advance may be used. Milliseconds. */
const AHEAD_MS = 250;
/** The shortest sleep: bulk work loses nothing by asking for two permits at once rather than twice for one. Milliseconds. */
const LOOK_MS: Record<Priority, number> = { interactive: 5, bulk: 100 };
/** The longest sleep between two looks at the ledger, in which a pause may have been shortened. Milliseconds. */
const LOOK_AGAIN_MS = 5_000;
/** Between two words to the other replicas about Trackdéchets' count. Milliseconds. */
const TELL_MS = 250;

/** One replica's door to the shared budget: a permit for each HTTP request, in order of arrival, people before bulk work. */
@Injectable()
export class RequestBudget implements OnApplicationShutdown {
  private readonly waiting: Record<Priority, Set<Waiter>> = { interactive: new Set(), bulk: new Set() };
  private readonly delay: Record<Priority, number> = { interactive: 0, bulk: 0 };
  private spare = 0;
  private spareEnds: NodeJS.Timeout | undefined;
  private wake: NodeJS.Timeout | undefined;
  private taking = false;
  private readonly closedFor = new Set<Priority>();
  private toldAt = -TELL_MS;
  private granted: (priority: Priority) => void = () => undefined;
  private told: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ledger: Pick<PermitLedger, 'take' | 'giveBack' | 'slowDown' | 'shut'>,
    private readonly pacing: Pacing,
  ) {}

  /** Resolves when one HTTP request may leave. Throws BudgetExhausted after 10 s for people, 75 s for bulk work. */
  acquire(priority: Priority): Promise<void> {
    if (this.closedFor.has(priority)) return Promise.reject(new BudgetExhausted(1));
    if (this.spare > 0) {
      this.spare--;
      this.granted(priority);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.waiting[priority].delete(waiter);
        reject(new BudgetExhausted(Math.max(1, Math.ceil(this.delay[priority]))));
      }, PATIENCE[priority]);
      const waiter: Waiter = { resolve, reject, deadline };
      this.waiting[priority].add(waiter);
      // Bulk work that sleeps knows when the next permit comes; a person may draw on the reserve at once.
      if (priority === 'interactive' || !this.wake) void this.take();
    });
  }

  /** Has each permit told, for the metrics. */
  onPermit(observer: (priority: Priority) => void): void {
    this.granted = observer;
  }

  /** Callers of this replica that wait for a permit. */
  callersWaiting(): Record<Priority, number> {
    return { interactive: this.waiting.interactive.size, bulk: this.waiting.bulk.size };
  }

  /** Trackdéchets counts `remaining` requests until its window ends, in `resetIn` seconds: heeded when it is less than we planned. */
  observe(remaining: number, resetIn: number): void {
    // Both of its dates are rounded, so the window may end two seconds sooner.
    const planned = Math.max(0, resetIn - 2) / this.pacing.interval;
    const enough = remaining >= planned && remaining >= this.pacing.burst / 2;
    if (enough || resetIn <= 0 || performance.now() - this.toldAt < TELL_MS) return;
    this.toldAt = performance.now();
    this.spare = 0;
    // Others may have a burst under way; a person's few requests are not held back by the pace.
    const usable = Math.max(1, remaining - Math.min(this.pacing.burst, Math.floor(remaining / 2)));
    this.tell(remaining > 0 ? this.ledger.slowDown(resetIn / usable, resetIn) : this.ledger.shut(resetIn));
  }

  /** Trackdéchets refused a request for its number (429): all replicas wait `retryAfter` seconds. */
  refused(retryAfter: number): void {
    this.spare = 0;
    this.tell(this.ledger.shut(retryAfter));
  }

  /** Lets nothing more of that priority leave from this replica: whoever waits is told to come back, which another replica does. */
  close(...priorities: Priority[]): void {
    for (const priority of priorities) {
      this.closedFor.add(priority);
      this.rejectAll(priority, new BudgetExhausted(1));
    }
  }

  /** Refuses whoever waits and gives back what was not used. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.wake);
    this.close('interactive', 'bulk');
    await this.giveBackSpare().catch(() => undefined);
  }

  private async take(): Promise<void> {
    if (this.taking) return;
    this.taking = true;
    clearTimeout(this.wake);
    this.wake = undefined;
    try {
      while (this.someoneWaits()) {
        await this.told;
        const { interactive, bulk } = this.waiting;
        const ahead = bulk.size > 0 ? Math.max(bulk.size, this.pacing.ahead) : 0;
        const grant = await this.ledger.take({ interactive: interactive.size, bulk: ahead });
        this.hand(grant);
        if (grant.interactive + grant.bulk === 0 || this.nextLookMs() > 0) break;
      }
    } catch (error) {
      this.rejectAll('interactive', error);
      this.rejectAll('bulk', error);
    }
    this.taking = false;
    this.sleep();
  }

  private hand(grant: Grant): void {
    const left = this.serve('interactive', grant.interactive) + this.serve('bulk', grant.bulk);
    this.delay.interactive = grant.interactiveIn;
    this.delay.bulk = grant.bulkIn;
    this.keepSpare(left);
    for (const priority of ['interactive', 'bulk'] as const) {
      const seconds = this.delay[priority];
      if (seconds * 1000 > PATIENCE[priority]) this.rejectAll(priority, new BudgetExhausted(Math.ceil(seconds)));
    }
  }

  /** Serves in order of arrival; answers the permits nobody took. */
  private serve(priority: Priority, permits: number): number {
    for (const waiter of this.waiting[priority]) {
      if (permits === 0) break;
      permits--;
      this.waiting[priority].delete(waiter);
      clearTimeout(waiter.deadline);
      this.granted(priority);
      waiter.resolve();
    }
    return permits;
  }

  private keepSpare(permits: number): void {
    if (permits === 0) return;
    this.spare += permits;
    clearTimeout(this.spareEnds);
    this.spareEnds = setTimeout(() => this.tell(this.giveBackSpare()), AHEAD_MS).unref();
  }

  private async giveBackSpare(): Promise<void> {
    clearTimeout(this.spareEnds);
    const unused = this.spare;
    this.spare = 0;
    if (unused > 0) await this.ledger.giveBack(unused);
  }

  private sleep(): void {
    if (!this.someoneWaits()) return;
    this.wake = setTimeout(() => void this.take(), Math.min(LOOK_AGAIN_MS, this.nextLookMs()));
  }

  /** Milliseconds until it is worth asking again for those who wait now; 0 when there are permits left. */
  private nextLookMs(): number {
    const looks = (['interactive', 'bulk'] as const)
      .filter((priority) => this.waiting[priority].size > 0)
      .map((priority) => (this.delay[priority] > 0 ? Math.max(LOOK_MS[priority], this.delay[priority] * 1000) : 0));
    return looks.length > 0 ? Math.min(...looks) : 0;
  }

  private rejectAll(priority: Priority, error: unknown): void {
    for (const waiter of this.waiting[priority]) {
      clearTimeout(waiter.deadline);
      waiter.reject(error);
    }
    this.waiting[priority].clear();
  }

  private someoneWaits(): boolean {
    return this.waiting.interactive.size + this.waiting.bulk.size > 0;
  }

  /**
   * Permits asked for from here on are granted in the knowledge of it. A word that does not reach the database is said again with
   * the next answer of Trackdéchets.
   */
  private tell(word: Promise<void>): void {
    this.told = Promise.allSettled([this.told, word]);
  }
}
