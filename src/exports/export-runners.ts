import { Injectable } from '@nestjs/common';
import { BudgetExhausted } from '../trackdechets/request-budget';
import { ChangeRunner } from './change-runner';
import { CreationRunner } from './creation-runner';
import { DoubtRunner } from './doubt-runner';
import { type ExportLoad } from './export-load';
import { type ClaimedExport, type DoubtfulExport, ExportQueue } from './export-queue';
import { FicheSender } from './fiche-sender';

/** Without a token nothing can be looked up; its coming wakes nobody for this, so it is looked at now and then. Milliseconds. */
const NO_TOKEN_MS = 10_000;

/** The way of carrying out each kind of export. */
@Injectable()
export class ExportRunners {
  constructor(
    private readonly creations: CreationRunner,
    private readonly doubts: DoubtRunner,
    private readonly changes: ChangeRunner,
    private readonly fiches: FicheSender,
    private readonly queue: ExportQueue,
  ) {}

  async carryOut(load: ExportLoad): Promise<void> {
    await this.withinBudget(load, async () => {
      const items = await this.fiches.bring(load);
      const [first] = items;
      if (first?.kind === 'CREATE') await this.creations.run({ ...load, items });
      else if (first) await this.changes.run(load, first);
    });
  }

  async resolve(load: ExportLoad, item: DoubtfulExport): Promise<void> {
    await this.withinBudget(load, () =>
      item.kind === 'CREATE'
        ? this.doubts.run(load, item)
        : this.changes.resolve(load, item, (delayMs) => this.queue.release(load.owner, [item.id], delayMs)),
    );
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
