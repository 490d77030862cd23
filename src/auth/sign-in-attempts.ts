import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { DataSource } from 'typeorm';
import { Problem } from '../http/problem';
import { emailKey } from '../users/email-key';

const WINDOW_MINUTES = 15;
/** Tries in a window, successes not counted. */
const PER_ACCOUNT = 10;
const PER_ADDRESS = 100;

interface Counter {
  failures: number;
  seconds_left: number;
}

/**
 * Limits sign-in attempts per account and per address, over all replicas. A try is counted before its password is checked, so
 * that a thousand at the same moment are no way round the limit, and given back when it succeeds.
 */
@Injectable()
export class SignInAttempts {
  constructor(private readonly dataSource: DataSource) {}

  /** Counts a try; 429 TOO_MANY_ATTEMPTS, whether the account exists or not. */
  async begin(email: string, ip: string): Promise<void> {
    const address = await this.count(addressKey(ip));
    const account = await this.count(accountKey(email));
    const waits = [
      ...(address.failures > PER_ADDRESS ? [address.seconds_left] : []),
      ...(account.failures > PER_ACCOUNT ? [account.seconds_left] : []),
    ];
    if (waits.length === 0) return;
    const seconds = Math.max(1, ...waits);
    throw new Problem('TOO_MANY_ATTEMPTS', { params: { seconds }, retryAfter: seconds });
  }

  /** A try succeeded: the account starts afresh, the address gets its try back. */
  async succeeded(email: string, ip: string): Promise<void> {
    await this.dataSource.query('DELETE FROM sign_in_attempts WHERE key = $1', [accountKey(email)]);
    await this.dataSource.query('UPDATE sign_in_attempts SET failures = greatest(failures - 1, 0) WHERE key = $1', [
      addressKey(ip),
    ]);
  }

  private async count(key: string): Promise<Counter> {
    const [counter] = await this.dataSource.query<Counter[]>(
      `INSERT INTO sign_in_attempts AS a (key, failures, window_ends_at)
       VALUES ($1, 1, now() + make_interval(mins => $2))
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN a.window_ends_at < now() THEN 1 ELSE a.failures + 1 END,
         window_ends_at = CASE WHEN a.window_ends_at < now() THEN excluded.window_ends_at ELSE a.window_ends_at END
       RETURNING failures, ceil(extract(epoch FROM window_ends_at - now()))::int AS seconds_left`,
      [key, WINDOW_MINUTES],
    );
    if (!counter) throw new Error('a counted attempt without its counter');
    return counter;
  }
}

/** The key of an account's counter. Hashed: people type their password in the e-mail's place. */
export function accountKey(email: string): string {
  return `account:${createHash('sha256').update(emailKey(email)).digest('base64url')}`;
}

/** One counter for an IPv6 network (/64): its holder has all of its addresses. */
function addressKey(ip: string): string {
  const mapped = ip.replace(/^::ffff:(?=\d+\.)/i, '');
  if (!isIPv6(mapped)) return `address:${mapped}`;
  const [head = '', tail] = mapped.split('%')[0]?.split('::') ?? [];
  const left = head ? head.split(':') : [];
  const right = tail ? tail.split(':') : [];
  const missing = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(missing).fill('0'), ...right];
  return `address:${groups.slice(0, 4).join(':')}::/64`;
}
