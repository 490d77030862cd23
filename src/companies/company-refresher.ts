import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Notifications } from '../database/notifications';
import { TrackdechetsCompanies } from '../trackdechets/trackdechets.companies';
import { Closures } from './closures';
import { claimDue, companyFacts, isRefused, postpone, recordAnswer } from './company-answers';

const POLL_MS = 30_000;

/**
 * Keeps the directory less than a day old: numbers never looked up at once, the others in turn, five to a request of the bulk
 * part of the budget, shared between replicas by leases.
 */
@Injectable()
export class CompanyRefresher implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(CompanyRefresher.name);
  private timer?: NodeJS.Timeout;
  private unsubscribe?: () => void;
  private running = false;
  private again = false;
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
    private readonly trackdechets: TrackdechetsCompanies,
    private readonly closures: Closures,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.notifications.on('companies', () => this.wake());
    this.timer = setInterval(() => this.wake(), POLL_MS).unref();
    this.wake();
  }

  /** A batch under way may end after this: its leases see to it that nothing is lost. */
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
        this.again = (await this.refreshBatch()) || this.again;
      } catch (error) {
        if (!this.stopped) this.logger.warn(`Companies not refreshed: ${(error as Error).message}`);
      }
    }
    this.running = false;
  }

  /** Looks the next numbers up; true when there may be more to do at once. */
  private async refreshBatch(): Promise<boolean> {
    const em = this.dataSource.manager;
    const orgIds = await claimDue(em);
    if (orgIds.length === 0) return false;
    const answers = await this.trackdechets.findEach(orgIds);
    const refused = orgIds.filter((_, index) => isRefused(answers[index]));
    const closed = await this.closures.closedAmong(refused, 'bulk');
    for (const [index, orgId] of orgIds.entries()) {
      const answer = answers[index];
      const facts = answer ? companyFacts(answer, closed.has(orgId)) : null;
      await (facts ? recordAnswer(em, orgId, facts) : postpone(em, orgId));
    }
    return true;
  }
}
