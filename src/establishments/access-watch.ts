import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Notifications } from '../database/notifications';
import { WokenWork } from '../database/woken-work';
import { TrackdechetsAccess } from './trackdechets-access';

const POLL_MS = 10_000;

/** Looks whether every establishment can still be read: at once when a token becomes good, within seconds when one is lost. */
@Injectable()
export class AccessWatch implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(AccessWatch.name);
  private readonly work = new WokenWork(
    () => this.access.review(),
    (error) => this.logger.warn(`Access to establishments: ${(error as Error).message}`),
  );

  constructor(
    private readonly notifications: Notifications,
    private readonly access: TrackdechetsAccess,
  ) {}

  onApplicationBootstrap(): void {
    this.work.start(this.notifications, 'credentials', POLL_MS);
  }

  onModuleDestroy(): void {
    void this.work.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.work.stop();
  }
}
