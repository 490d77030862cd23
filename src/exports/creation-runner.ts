import { Injectable } from '@nestjs/common';
import { RequestBudget } from '../trackdechets/request-budget';
import { CreationSender, SEND_WITHIN_MS } from './creation-sender';
import { type ExportLoad, type LoadEnd } from './export-load';
import { Reach } from './reach';
import { TransporterSender } from './transporter-sender';

/** Carries out up to five creations of one person in one request; their fiches are there already. */
@Injectable()
export class CreationRunner {
  constructor(
    private readonly budget: RequestBudget,
    private readonly creations: CreationSender,
    private readonly transporters: TransporterSender,
    private readonly reach: Reach,
  ) {}

  async run(load: ExportLoad): Promise<LoadEnd> {
    const { goingOn, journeys, end } = await this.transporters.bring(load);
    if (goingOn.length === 0) return end;
    // The intents come after the wait: from their commit on the exports can only be looked up, and the time after which they may be
    // sent again runs.
    await this.budget.acquire(load.priority);
    const committedFrom = performance.now();
    const intents = await this.creations.commitIntents(load, goingOn, journeys);
    if (intents.length === 0) return 'DONE';
    if (performance.now() - committedFrom > SEND_WITHIN_MS) {
      await this.creations.handBack(load, intents);
      return 'DONE';
    }
    const outcomes = await this.creations.call(load, intents);
    this.reach.note(outcomes);
    await this.creations.record(load, intents, outcomes);
    const refused = outcomes.some((outcome) => !outcome.ok && outcome.error.kind === 'CREDENTIALS');
    return refused ? 'TOKEN_REFUSED' : 'DONE';
  }
}
