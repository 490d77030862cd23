import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/app.config';
import { isDatabaseUnavailable } from '../http/database-away';
import { Problem } from '../http/problem';

/** Whoever asks whether we are ready does not wait long. Milliseconds. */
const TIMEOUT_MS = 2_000;
/** Seconds after which asking again makes sense. */
const RETRY_AFTER = 5;

/** Whether this replica can serve: its database answers and takes writes, and nobody has asked it to stop. */
@Injectable()
export class Readiness implements OnModuleDestroy, BeforeApplicationShutdown {
  private stoppingSince: number | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  /** The first thing a stop does, before anything is closed: whoever spreads the requests looks elsewhere. */
  onModuleDestroy(): void {
    this.stoppingSince = performance.now();
  }

  /** Requests are still served until load balancers have taken note. */
  async beforeApplicationShutdown(): Promise<void> {
    const elapsed = performance.now() - (this.stoppingSince ?? 0);
    await sleep(Math.max(0, this.config.shutdownDelayMs - elapsed));
  }

  /** Throws a Problem that says what is lacking: STOPPING, DATABASE_UNAVAILABLE or DATABASE_READ_ONLY, all 503. */
  async check(): Promise<{ status: 'ok' }> {
    if (this.stoppingSince !== null) throw new Problem('STOPPING', { retryAfter: RETRY_AFTER });
    if (await this.isReadOnly()) throw new Problem('DATABASE_READ_ONLY', { retryAfter: RETRY_AFTER });
    return { status: 'ok' };
  }

  private async isReadOnly(): Promise<boolean> {
    const waiting = new AbortController();
    const tooLong = sleep(TIMEOUT_MS, null, { signal: waiting.signal, ref: false }).catch(() => null);
    const asked = this.ask();
    asked.catch(() => undefined);
    try {
      const readOnly = await Promise.race([asked, tooLong]);
      if (readOnly === null) throw new Problem('DATABASE_UNAVAILABLE', { retryAfter: RETRY_AFTER });
      return readOnly;
    } finally {
      waiting.abort();
    }
  }

  private async ask(): Promise<boolean> {
    try {
      const [row] = await this.dataSource.query<{ readOnly: string }[]>(
        `SELECT current_setting('transaction_read_only') AS "readOnly"`,
      );
      return row?.readOnly === 'on';
    } catch (cause) {
      if (!isDatabaseUnavailable(cause)) throw cause;
      throw new Problem('DATABASE_UNAVAILABLE', { retryAfter: RETRY_AFTER, cause });
    }
  }
}
