import { Injectable } from '@nestjs/common';
import { BudgetExhausted } from '../trackdechets/request-budget';
import { CreationRunner } from './creation-runner';
import { DoubtRunner } from './doubt-runner';
import { type ExportLoad } from './export-load';
import { type ClaimedExport, type DoubtfulExport, ExportQueue } from './export-queue';

/** Without a token nothing can be looked up; its coming wakes nobody for this, so it is looked at now and then. Milliseconds. */
const NO_TOKEN_MS = 10_000;

/** The way of carrying out each kind of export. */
@Injectable()
export class ExportRunners {
  constructor(
    private readonly creations: CreationRunner,
    private readonly doubts: DoubtRunner,
    private readonly queue: ExportQueue,
  ) {}

  async carryOut(load: ExportLoad): Promise<void> {
    await this.withinBudget(load, () => this.creations.run(load));
  }

  async resolve(load: ExportLoad, item: DoubtfulExport): Promise<void> {
    await this.withinBudget(load, () => this.doubts.run(load, item));
  }

  async postpone(owner: string, item: ClaimedExport): Promise<void> {
    await this.queue.release(owner, [item.id], NO_TOKEN_MS);
  }

  /** A budget that is spent is no failure: the claims go back and are taken up when it says. */
  private async withinBudget({ owner, items }: ExportLoad, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof BudgetExhausted)) throw error;
      const ids = items.map(({ id }) => id);
      await this.queue.release(owner, ids, error.retryAfter * 1_000);
    }
  }
}
