import { type IncomingHttpHeaders } from 'node:http';

export interface RateLimitHeaders {
  /** Requests left in Trackdéchets' current window. */
  remaining: number | null;
  /** Seconds until that window ends, by Trackdéchets' own clock; up to two too many, since both dates are rounded. */
  resetIn: number | null;
  /** Seconds. */
  retryAfter: number | null;
}

/** Reads `X-RateLimit-*`, `Date` and `Retry-After`; what is absent or unreadable is null. */
export function readRateLimit(headers: IncomingHttpHeaders): RateLimitHeaders {
  const reset = wholeNumber(headers['x-ratelimit-reset']);
  const now = typeof headers.date === 'string' ? Date.parse(headers.date) / 1000 : NaN;
  const resetIn = reset === null || Number.isNaN(now) ? null : Math.max(0, reset - now);
  return {
    remaining: wholeNumber(headers['x-ratelimit-remaining']),
    resetIn,
    retryAfter: wholeNumber(headers['retry-after']),
  };
}

function wholeNumber(header: string | string[] | undefined): number | null {
  return typeof header === 'string' && /^\d+$/.test(header.trim()) ? Number(header) : null;
}
