import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppConfig } from '../config/app.config';
import { transaction } from '../database/transaction';
import { PullStore } from './pull-store';

/** A failed pull is tried again after this many seconds. */
const RETRY_AFTER = 60;

/** When pulls run by themselves: over all replicas, one queues each. */
@Injectable()
export class PullSchedule {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly store: PullStore,
  ) {}

  /** Queues the scheduled pull when it is due and no other replica did. */
  async queueWhenDue(): Promise<void> {
    const { pullIntervalSeconds } = this.config;
    if (pullIntervalSeconds === 0) return;
    await transaction(this.dataSource, async (em) => {
      const due = await this.store.takeTurn(em, pullIntervalSeconds);
      if (due) await this.store.request(em, { cause: 'SCHEDULED' });
    });
  }

  /** Has the next pull come soon, after one that failed. */
  async hasten(em: EntityManager): Promise<void> {
    if (this.config.pullIntervalSeconds > 0) await this.store.hasten(em, RETRY_AFTER);
  }
}
