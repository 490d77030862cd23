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
/** A reading may wait for minutes when Trackdéchets asks for patience. */
const HEARTBEAT_MS = 10_000;

/** Follows the hints on this replica, and has the webhooks themselves watched over. */
@Injectable()
export class HintWorker implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(HintWorker.name);
  private readonly failed = (error: unknown): void => this.logger.warn(`Hints: ${loggableMessage(error)}`);
  private readonly work = new WokenWork(() => this.followAll(), this.failed);

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
    const forgotten = await this.hints.giveUp(this.dataSource.manager);
    if (forgotten.length > 0)
      this.logger.warn(`Hints about ${forgotten.join(', ')} could not be followed: the next scheduled pull reads them`);
    await this.watch.checkDue();
  }

  private async follow(hints: Hint[]): Promise<void> {
    const renew = (): Promise<void> => this.hints.renew(this.dataSource.manager, hints).catch(this.failed);
    const heartbeat = setInterval(() => void renew(), HEARTBEAT_MS).unref();
    try {
      for (const establishmentId of new Set(hints.map((hint) => hint.establishmentId))) {
        await this.followThoseOf(
          establishmentId,
          hints.filter((hint) => hint.establishmentId === establishmentId),
        );
      }
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** What Trackdéchets itself refuses for a while is no failed try: it may be away for longer than those would last. */
  private async followThoseOf(establishmentId: string, hints: Hint[]): Promise<void> {
    const { manager } = this.dataSource;
    const trackdechetsIds = hints.map(({ trackdechetsId }) => trackdechetsId);
    const outcome = await follow('webhook.follow', { establishmentId, trackdechetsIds }, () =>
      this.reading.read(establishmentId, trackdechetsIds),
    );
    if (outcome === 'READ') await this.hints.done(manager, hints);
    else if (this.work.stopping) await this.hints.handBack(manager, hints);
    else if (outcome === 'AWAY') await this.hints.postpone(manager, hints);
  }
}
