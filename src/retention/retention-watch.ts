import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { countPrunable } from '../audit/audit-pruning';
import { AppConfig } from '../config/app.config';
import { removeDue } from './retention';

const EVERY_MS = 3_600_000;

/** Removes every hour what has had its time; replicas take turns batch by batch. */
@Injectable()
export class RetentionWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RetentionWatch.name);
  private timer?: NodeJS.Timeout;
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    // Replicas that start together spread out.
    const firstIn = EVERY_MS * Math.random();
    this.timer = setTimeout(() => {
      this.run();
      this.timer = setInterval(() => this.run(), EVERY_MS).unref();
    }, firstIn).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private run(): void {
    this.turn = this.removeAll().catch((error: unknown) =>
      this.logger.warn(`What has had its time could not be removed: ${(error as Error).message}`),
    );
  }

  private async removeAll(): Promise<void> {
    const periods = { ...this.config.retention, auditDays: await this.auditDays() };
    const removed = await removeDue(this.dataSource, periods, () => this.stopped);
    const counts = Object.fromEntries(removed.filter(({ rows }) => rows > 0).map(({ table, rows }) => [table, rows]));
    if (Object.keys(counts).length > 0) this.logger.log({ removed: counts }, 'What had its time was removed');
  }

  /** Each removal from the audit is a row of it: it waits until a day's worth is due. */
  private async auditDays(): Promise<number | null> {
    const { auditDays } = this.config.retention;
    if (auditDays === null) return null;
    return (await countPrunable(this.dataSource, auditDays + 1, 1)) > 0 ? auditDays : null;
  }
}
