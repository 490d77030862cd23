import { type IncomingMessage } from 'node:http';
import { type Clock } from '../clock';

const WINDOW_MS = 60_000;
/** Above this many addresses, windows that have ended are thrown away. */
const SWEEP_ABOVE = 10_000;

interface Window {
  endsAt: number;
  count: number;
}

export interface RateVerdict {
  allowed: boolean;
  headers: Record<string, string>;
}

/** Requests per client address in fixed windows of 60 s; refused ones count too (facts: errors-and-limits 2.4). */
export class RateWindow {
  private readonly windows = new Map<string, Window>();

  constructor(
    private readonly clock: Clock,
    public perMinute: number,
  ) {}

  count(address: string): RateVerdict {
    const now = this.clock.now().getTime();
    const window = this.windowOf(address, now);
    window.count++;
    const allowed = window.count <= this.perMinute;
    const headers: Record<string, string> = {
      'X-RateLimit-Limit': String(this.perMinute),
      'X-RateLimit-Remaining': String(Math.max(0, this.perMinute - window.count)),
      'X-RateLimit-Reset': String(Math.ceil(window.endsAt / 1000)),
    };
    if (!allowed) headers['Retry-After'] = String(WINDOW_MS / 1000);
    return { allowed, headers };
  }

  clear(): void {
    this.windows.clear();
  }

  private windowOf(address: string, now: number): Window {
    const known = this.windows.get(address);
    // A clock moved back leaves an end too far away: that window is over as well.
    if (known && now < known.endsAt && known.endsAt - now <= WINDOW_MS) return known;
    if (this.windows.size > SWEEP_ABOVE) {
      for (const [key, { endsAt }] of this.windows) if (endsAt <= now) this.windows.delete(key);
    }
    const fresh = { endsAt: now + WINDOW_MS, count: 0 };
    this.windows.set(address, fresh);
    return fresh;
  }
}

/** The address requests are counted by: one proxy is trusted, so the last X-Forwarded-For entry, else the socket's. */
export function clientAddress(request: IncomingMessage): string {
  const forwarded = request.headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim();
  return last || (request.socket.remoteAddress ?? 'unknown');
}
