import { type Clock } from './clock';

/** Tokens that lead to a BSFF for a limited time, as often as wanted meanwhile. */
export class ExpiringLinks {
  private readonly links = new Map<string, { bsffId: string; until: number }>();

  constructor(
    private readonly clock: Clock,
    private readonly lifeMs: number,
  ) {}

  open(token: string, bsffId: string): string {
    const now = this.clock.now().getTime();
    for (const [old, { until }] of this.links) {
      if (until > now) break;
      this.links.delete(old);
    }
    this.links.set(token, { bsffId, until: now + this.lifeMs });
    return token;
  }

  /** The BSFF a token leads to, null when it is unknown or its time is over. */
  resolve(token: string): string | null {
    const link = this.links.get(token);
    return link && link.until > this.clock.now().getTime() ? link.bsffId : null;
  }
}
