import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { Notifications } from '../database/notifications';
import { transaction } from '../database/transaction';
import { WokenWork } from '../database/woken-work';
import { loggableMessage } from '../trail/loggable-error';
import { follow } from '../trail/tracing';
import { FicheEditSender } from './fiche-edit-sender';

const POLL_MS = 30_000;
const AT_ONCE = 10;

/** Brings to Trackdéchets the fiches that were edited here after they went there; they are never sealed (facts: bsff-lifecycle 3.12). */
@Injectable()
export class FicheEdits implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(FicheEdits.name);
  private readonly work = new WokenWork(
    () => this.bringSome(),
    (error) => this.logger.warn(`Edited fiches not brought: ${loggableMessage(error)}`),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
    private readonly audit: Audit,
    private readonly sender: FicheEditSender,
  ) {}

  onApplicationBootstrap(): void {
    this.work.start(this.notifications, 'exports', POLL_MS);
  }

  onModuleDestroy(): void {
    void this.work.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.work.stop();
  }

  /** Brings the next ones; true when there may be more to do at once. */
  private async bringSome(): Promise<boolean> {
    const claimed = await this.sender.claim(AT_ONCE);
    for (const { id, editedBy } of claimed) {
      if (this.work.stopping) return false;
      const trail = { ficheId: id, ...(editedBy && { userId: editedBy }) };
      const outcome = await follow('fiche.edit', trail, () => this.sender.send(id, editedBy));
      if (!outcome) continue;
      await transaction(this.dataSource, async (em) => {
        await this.sender.record(em, id, outcome);
        if ('error' in outcome || !editedBy) return;
        const actor = { userId: editedBy, ip: '', requestId: '' };
        const after = { version: outcome.version };
        await this.audit.record(em, actor, { action: 'fiche.synced', subjectType: 'fiche', subjectId: id, after });
      });
    }
    return claimed.length > 0;
  }
}
