import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Verification } from './verification';

const POLL_MS = 2_000;
/** Checks under way at once on a replica: people's own requests need the budget more. */
const AT_ONCE = 3;

/** Looks after every token of the instance: each is checked when its time comes, by one replica. */
@Injectable()
export class TokenWatch implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(TokenWatch.name);
  private timer?: NodeJS.Timeout;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly verification: Verification) {}

  onApplicationBootstrap(): void {
    this.later(POLL_MS);
  }

  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** A check that Trackdéchets does not answer in time is recorded as such, and made again by another replica. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.round;
  }

  private later(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.look();
    }, ms).unref();
  }

  private async look(): Promise<void> {
    try {
      const checked = await this.verification.checkDue(AT_ONCE);
      this.later(checked === AT_ONCE ? 0 : POLL_MS);
    } catch (error) {
      this.logger.warn(`Tokens could not be checked: ${(error as Error).message}`);
      this.later(POLL_MS);
    }
  }
}
