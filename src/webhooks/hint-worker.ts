import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Notifications } from '../database/notifications';
import { WokenWork } from '../database/woken-work';
import { DocumentReading } from '../pulls/document-reading';
import { type Hint, HINTS, HintStore } from '../pulls/hint-store';
import { loggableMessage } from '../trail/loggable-error';
import { follow } from '../trail/tracing';
import { WebhookWatch } from './webhook-watch';

const POLL_MS = 10_000;
/** Trackdéchets often says several times what was done once: what comes within this is read together. Milliseconds. */
const GATHERING_MS = 150;

/** Follows the hints on this replica, and has the webhooks themselves watched over. */
@Injectable()
export class HintWorker implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(HintWorker.name);
  private readonly work = new WokenWork(
    () => this.followAll(),
    (error) => this.logger.warn(`Hints: ${loggableMessage(error)}`),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
    private readonly hints: HintStore,
    private readonly reading: DocumentReading,
    private readonly watch: WebhookWatch,
  ) {}

  onApplicationBootstrap(): void {
    this.work.start(this.notifications, 'pulls', POLL_MS, (payload) => payload === HINTS);
  }

  onModuleDestroy(): void {
    void this.work.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.work.stop();
  }

  private async followAll(): Promise<void> {
    await sleep(GATHERING_MS);
    for (;;) {
      if (this.work.stopping) return;
      const hints = await this.hints.claim(this.dataSource.manager);
      if (hints.length === 0) break;
      await this.follow(hints);
    }
    await this.hints.giveUp(this.dataSource.manager);
    await this.watch.checkDue();
  }

  private async follow(hints: Hint[]): Promise<void> {
    const ids = (establishmentId: string): string[] =>
      hints.filter((hint) => hint.establishmentId === establishmentId).map(({ trackdechetsId }) => trackdechetsId);
    for (const establishmentId of new Set(hints.map((hint) => hint.establishmentId))) {
      const trackdechetsIds = ids(establishmentId);
      const read = await follow('webhook.follow', { establishmentId, trackdechetsIds }, () =>
        this.reading.read(establishmentId, trackdechetsIds),
      );
      const followed = hints.filter((hint) => hint.establishmentId === establishmentId);
      if (read) await this.hints.done(this.dataSource.manager, followed);
      else if (this.work.stopping) await this.hints.handBack(this.dataSource.manager, followed);
    }
  }
}
