import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Notifications } from '../database/notifications';
import { QUEUED_NOTICE } from './export-ledger';
import { ExportWaits } from './export-waits';
import { ExportWorker } from './export-worker';

const POLL_MS = 1_000;
const WAITS_MS = 5_000;
const HEARTBEAT_MS = 5_000;

/** Sets the worker going: at once when somebody says that there is work, and regularly in case nobody was heard. */
@Injectable()
export class ExportClock implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(ExportClock.name);
  private timers: NodeJS.Timeout[] = [];
  private stopListening: (() => void)[] = [];
  private working: Promise<void> | null = null;
  private again = false;
  private stopped = false;
  private waitsLookedAt = -Infinity;
  private tidiedAt = 0;

  constructor(
    private readonly notifications: Notifications,
    private readonly worker: ExportWorker,
    private readonly waits: ExportWaits,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.stopListening = [
      this.notifications.on('exports', (said) => this.wake(said !== QUEUED_NOTICE)),
      this.notifications.on('credentials', () => this.wake(true)),
    ];
    const heartbeat = (): void => void this.worker.heartbeat().catch((error: unknown) => this.warn(error));
    this.timers = [setInterval(() => this.wake(), POLL_MS), setInterval(heartbeat, HEARTBEAT_MS)];
    this.timers.forEach((timer) => timer.unref());
    this.wake(true);
  }

  /** Nothing is claimed any more. */
  onModuleDestroy(): void {
    this.stopped = true;
    this.stopListening.forEach((stop) => stop());
    clearInterval(this.timers[0]);
  }

  /** Keeps what is under way until it has ended: Trackdéchets answers, or is given up after a few seconds. */
  async beforeApplicationShutdown(): Promise<void> {
    this.onModuleDestroy();
    await this.working;
    await this.worker.wind().catch((error: unknown) => this.warn(error));
    clearInterval(this.timers[1]);
  }

  /** Looks for work now, or once more when it is being looked for; `news` when something that exports wait for may have come. */
  private wake(news = false): void {
    if (news) this.waitsLookedAt = -Infinity;
    if (this.stopped) return;
    if (this.working) {
      this.again = true;
      return;
    }
    this.working = this.look()
      .catch((error: unknown) => this.warn(error))
      .finally(() => {
        this.working = null;
        if (!this.again) return;
        this.again = false;
        this.wake();
      });
  }

  /** Queued work first, since somebody may be watching; what waits or was left behind is looked at once a second. */
  private async look(): Promise<void> {
    await this.worker.takeUp(() => this.wake());
    const now = performance.now();
    if (now - this.tidiedAt < POLL_MS / 2 && this.waitsLookedAt > -Infinity) return;
    this.tidiedAt = now;
    await this.waits.takeOver();
    await this.waits.endPauses();
    if (now - this.waitsLookedAt > WAITS_MS) {
      this.waitsLookedAt = now;
      await this.waits.endWaitsForRights();
      await this.waits.endWaitsForTokens();
      await this.waits.endWaitForContact();
    }
  }

  private warn(error: unknown): void {
    this.logger.warn({ err: error }, 'exports could not be looked for; trying again');
  }
}
