import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Restoration } from './restoration';

const LOOK_MS = 5_000;

/** Looks at the database at the start and every few seconds: a failover asks nobody to start again. */
@Injectable()
export class RestorationWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RestorationWatch.name);
  private timer?: NodeJS.Timeout;
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(private readonly restoration: Restoration) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private async look(): Promise<void> {
    try {
      await this.restoration.look();
    } catch (error) {
      this.logger.warn(`The database could not be looked at: ${(error as Error).message}`);
    }
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.turn = this.look();
    }, LOOK_MS).unref();
  }
}
