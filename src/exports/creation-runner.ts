import { Injectable } from '@nestjs/common';
import { Credentials } from '../credentials/credentials';
import { RequestBudget } from '../trackdechets/request-budget';
import { CreationSender, type Intent, SEND_WITHIN_MS } from './creation-sender';
import { type ExportLoad, Milestones } from './export-load';
import { FicheSender } from './fiche-sender';

/** Carries out up to five creations of one person: their fiches, then the documents in one request. */
@Injectable()
export class CreationRunner {
  constructor(
    private readonly budget: RequestBudget,
    private readonly fiches: FicheSender,
    private readonly creations: CreationSender,
    private readonly credentials: Credentials,
    private readonly milestones: Milestones,
  ) {}

  async run(load: ExportLoad): Promise<void> {
    const items = await this.fiches.bring(load, this.milestones);
    if (items.length === 0) return;
    await this.send(load, () => this.creations.commitIntents(load, items));
  }

  /**
   * Waits for the budget, commits the intents, sends and records. The intents come after the wait: from their commit on, the
   * export can only be looked up, and the time after which it may be sent again runs.
   */
  async send(load: ExportLoad, commit: () => Promise<Intent[]>): Promise<void> {
    await this.budget.acquire(load.priority);
    const committedFrom = performance.now();
    const intents = await commit();
    this.milestones.reached('INTENT_COMMITTED');
    if (intents.length === 0) return;
    if (performance.now() - committedFrom > SEND_WITHIN_MS) return this.creations.handBack(load, intents);
    const outcomes = await this.creations.call(load, intents);
    this.milestones.reached('ANSWERED');
    await this.creations.record(load, intents, outcomes);
    this.milestones.reached('RECORDED');
    const refused = outcomes.some((outcome) => !outcome.ok && outcome.error.kind === 'CREDENTIALS');
    if (refused) await this.credentials.reportUnauthenticated(load.userId);
  }
}
