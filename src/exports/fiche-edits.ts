import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { Notifications } from '../database/notifications';
import { transaction } from '../database/transaction';
import { FicheEditSender } from './fiche-edit-sender';

const POLL_MS = 30_000;
const AT_ONCE = 10;

/** Brings to Trackdéchets the fiches that were edited here after they went there; they are never sealed (facts: bsff-lifecycle 3.12). */
@Injectable()
export class FicheEdits implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(FicheEdits.name);
  private timer?: NodeJS.Timeout;
  private unsubscribe?: () => void;
  private running = false;
  private again = false;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
    private readonly audit: Audit,
    private readonly sender: FicheEditSender,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.notifications.on('exports', () => this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS).unref();
    this.wake();
  }

  /** What is under way may end after this; its lease sees to it that nothing is lost. */
  onModuleDestroy(): void {
    this.stopped = true;
    this.unsubscribe?.();
    clearInterval(this.timer);
  }

  private wake(): void {
    this.again = true;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        this.again = (await this.bringSome()) || this.again;
      } catch (error) {
        if (!this.stopped) this.logger.warn(`Edited fiches not brought: ${(error as Error).message}`);
      }
    }
    this.running = false;
  }

  /** Brings the next ones; true when there may be more to do at once. */
  private async bringSome(): Promise<boolean> {
    const claimed = await this.sender.claim(AT_ONCE);
    for (const { id, editedBy } of claimed) {
      const outcome = await this.sender.send(id, editedBy);
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
