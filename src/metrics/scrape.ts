import { Injectable, Logger } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { empty, Metrics, type Sampled } from './metrics';

/** Prometheus gives up after ten seconds: a database that is slow must not take the other measures with it. Milliseconds. */
const PATIENCE_MS = 3_000;
const QUERY_MS = 2_000;

/** Answers Prometheus, whatever state the database is in. */
@Injectable()
export class Scrape {
  private readonly logger = new Logger(Scrape.name);
  private readonly readAt = new Map<Sampled, number>();
  private readonly up;
  private refreshing: Promise<boolean> | null = null;

  constructor(
    private readonly metrics: Metrics,
    private readonly dataSource: DataSource,
  ) {
    this.up = metrics.gauge('connector_database_up', '1 when the database answered this scrape in time, 0 otherwise');
  }

  /** Every measure in Prometheus' text format; those of a database that does not answer in time are left out. */
  async text(): Promise<string> {
    this.refreshing ??= this.refresh().finally(() => (this.refreshing = null));
    const answered = await Promise.race([this.refreshing, sleep(PATIENCE_MS, false, { ref: false })]);
    this.up.set(answered ? 1 : 0);
    if (!answered) this.metrics.sampled.forEach((source) => this.forget(source));
    return this.metrics.registry.metrics();
  }

  /** Reads what is due, one source after the other on one connection; false when the database is away. */
  private async refresh(): Promise<boolean> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.query('SELECT 1');
      for (const source of this.metrics.sampled) if (this.isDue(source)) await this.read(runner, source);
      return true;
    } catch (error) {
      this.logger.debug(`Measures not read: ${(error as Error).message}`);
      return false;
    } finally {
      await runner.release().catch(() => undefined);
    }
  }

  private isDue(source: Sampled): boolean {
    const readAt = this.readAt.get(source) ?? -Infinity;
    return performance.now() - readAt >= source.everySeconds * 1_000;
  }

  /** One that fails is left out, the others are not; throws when the connection is lost. */
  private async read(runner: QueryRunner, source: Sampled): Promise<void> {
    await runner.startTransaction();
    try {
      await runner.query(`SET LOCAL statement_timeout = ${QUERY_MS}`);
      const samples = await source.read(runner.manager);
      await runner.commitTransaction();
      source.gauges.forEach(empty);
      for (const { gauge, labels = {}, value } of samples) if (value !== null) gauge.set(labels, value);
      this.readAt.set(source, performance.now());
    } catch (error) {
      await runner.rollbackTransaction();
      this.forget(source);
      this.logger.warn(`A measure could not be read: ${(error as Error).message}`);
    }
  }

  private forget(source: Sampled): void {
    source.gauges.forEach(empty);
    this.readAt.delete(source);
  }
}
