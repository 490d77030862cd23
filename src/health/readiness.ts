import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/app.config';
import { sqlState } from '../database/transaction';
import { isDatabaseUnavailable } from '../http/database-away';
import { Problem } from '../http/problem';

const READ_ONLY = '25006';
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
    await this.within(this.takesWrites());
    return { status: 'ok' };
  }

  /** Locks no row, and is refused where nothing may be written: the connection is then replaced (see PooledConnection). */
  private async takesWrites(): Promise<void> {
    try {
      await this.dataSource.query('SELECT FROM pull_schedule WHERE false FOR UPDATE');
    } catch (cause) {
      const readOnly = sqlState(cause) === READ_ONLY;
      if (!readOnly && !isDatabaseUnavailable(cause)) throw cause;
      throw new Problem(readOnly ? 'DATABASE_READ_ONLY' : 'DATABASE_UNAVAILABLE', { retryAfter: RETRY_AFTER, cause });
    }
  }

  private async within(asked: Promise<void>): Promise<void> {
    const answered = new AbortController();
    const late = sleep(TIMEOUT_MS, undefined, { signal: answered.signal, ref: false }).then(() => {
      throw new Problem('DATABASE_UNAVAILABLE', { retryAfter: RETRY_AFTER });
    });
    late.catch(() => undefined);
    asked.catch(() => undefined);
    await Promise.race([asked, late]).finally(() => answered.abort());
  }
}
