import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Notifications } from '../database/notifications';
import { WokenWork } from '../database/woken-work';
import { TrackdechetsCompanies } from '../trackdechets/trackdechets.companies';
import { loggableMessage } from '../trail/loggable-error';
import { Closures } from './closures';
import { claimDue, companyFacts, isRefused, postpone, recordAnswer } from './company-answers';

const POLL_MS = 30_000;

/**
 * Keeps the directory less than a day old: numbers never looked up at once, the others in turn, five to a request of the bulk
 * part of the budget, shared between replicas by leases.
 */
@Injectable()
export class CompanyRefresher implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(CompanyRefresher.name);
  private readonly work = new WokenWork(
    () => this.refreshBatch(),
    (error) => this.logger.warn(`Companies not refreshed: ${loggableMessage(error)}`),
  );

  constructor(
    private readonly dataSource: DataSource,
    private readonly notifications: Notifications,
    private readonly trackdechets: TrackdechetsCompanies,
    private readonly closures: Closures,
  ) {}

  onApplicationBootstrap(): void {
    this.work.start(this.notifications, 'companies', POLL_MS);
  }

  onModuleDestroy(): void {
    void this.work.stop();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.work.stop();
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
