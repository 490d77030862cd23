/** What the sandbox asks for the time; a test may give its own. */
export interface Clock {
  now(): Date;
}

/** The sandbox's own time: the machine's plus an offset that the control endpoint moves, so time always runs. */
export class MovableClock implements Clock {
  private offsetMs = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly source: Clock = { now: () => new Date() }) {}

  now(): Date {
    return new Date(this.source.now().getTime() + this.offsetMs);
  }

  /** Moves the clock by that many milliseconds (negative: into the past). */
  advance(ms: number): void {
    this.offsetMs += ms;
    for (const listener of this.listeners) listener();
  }

  /** Makes it `instant` now. */
  set(instant: Date): void {
    this.advance(instant.getTime() - this.now().getTime());
  }

  /** Back to the machine's own time. */
  reset(): void {
    this.advance(-this.offsetMs);
  }

  /** How far this clock is from the machine's, in milliseconds. */
  get offset(): number {
    return this.offsetMs;
  }

  onMove(listener: () => void): void {
    this.listeners.add(listener);
  }
}
