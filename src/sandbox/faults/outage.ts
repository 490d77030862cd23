import { type Clock } from '../clock';

/** The page of a platform that is down, or a port where nobody listens. */
export type OutageKind = 'page' | 'refused';

/** A time during which the whole platform is away, until told otherwise or until an instant of the sandbox's clock. */
export class Outage {
  private current: { kind: OutageKind; until: number } | undefined;

  constructor(private readonly clock: Clock) {}

  begin(kind: OutageKind, seconds?: number): void {
    const until = seconds === undefined ? Infinity : this.clock.now().getTime() + seconds * 1000;
    this.current = { kind, until };
  }

  end(): void {
    this.current = undefined;
  }

  /** What is happening now, and until when (null: until told otherwise). */
  get now(): { kind: OutageKind; until: string | null } | null {
    if (!this.current || this.current.until <= this.clock.now().getTime()) return null;
    const { kind, until } = this.current;
    return { kind, until: until === Infinity ? null : new Date(until).toISOString() };
  }
}
