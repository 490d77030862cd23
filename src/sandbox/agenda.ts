import { type MovableClock } from './clock';

type Act = (dueAt: number) => Promise<void>;

interface Task {
  at: number;
  order: number;
  act: Act;
}

/** setTimeout's own limit is 2^31-1 ms; a later task is simply looked at again then. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/**
 * Things to do at an instant of the sandbox's clock, one at a time. When the clock is moved past several, all are done in
 * the order of their instants, those they plan in between included.
 */
export class Agenda {
  private tasks: Task[] = [];
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private order = 0;
  private stopped = false;

  constructor(private readonly clock: MovableClock) {
    clock.onMove(() => this.wait());
  }

  /** Plans `act` for the instant `at` (milliseconds since 1970); `act` gets that instant, to plan what follows relative to it. */
  plan(at: number, act: Act): void {
    if (this.stopped) return;
    this.tasks.push({ at, order: this.order++, act });
    this.tasks.sort((a, b) => a.at - b.at || a.order - b.order);
    this.wait();
  }

  /** Does now what is due, and answers once nothing is. */
  async settle(): Promise<void> {
    this.running ??= this.runDue().finally(() => {
      this.running = undefined;
      this.wait();
    });
    await this.running;
  }

  get waiting(): number {
    return this.tasks.length;
  }

  clear(): void {
    this.tasks = [];
    clearTimeout(this.timer);
  }

  stop(): void {
    this.stopped = true;
    this.clear();
  }

  private async runDue(): Promise<void> {
    let next = this.tasks[0];
    while (next && next.at <= this.clock.now().getTime()) {
      this.tasks.shift();
      await next.act(next.at);
      next = this.tasks[0];
    }
  }

  private wait(): void {
    clearTimeout(this.timer);
    const next = this.tasks[0];
    if (!next || this.stopped || this.running) return;
    const delay = Math.min(Math.max(0, next.at - this.clock.now().getTime()), LONGEST_WAIT_MS);
    this.timer = setTimeout(() => void this.settle(), delay);
    this.timer.unref();
  }
}
