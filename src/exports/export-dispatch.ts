import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { transaction } from '../database/transaction';
import { BudgetExhausted } from '../trackdechets/request-budget';
import { BATCH_LIMIT } from '../trackdechets/trackdechets.client';
import { ExportLedger, type Step } from './export-ledger';
import { type ExportLoad, type LookEnd } from './export-load';
import { ExportMeans } from './export-means';
import { type ClaimedExport, type DoubtfulExport, ExportQueue } from './export-queue';
import { ExportRunners } from './export-runners';
import { type WaitReason } from './export-states';
import { Witnesses } from './witnesses';

/** While nobody's token can look for it, it is seen now and then whether somebody's can. Milliseconds. */
const NO_WITNESS_MS = 10_000;

/** Gives each claim to what can carry it out, with its owner's right and token and the contact, or lets it wait for what is missing. */
@Injectable()
export class ExportDispatch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly means: ExportMeans,
    private readonly ledger: ExportLedger,
    private readonly runners: ExportRunners,
    private readonly queue: ExportQueue,
    private readonly witnesses: Witnesses,
  ) {}

  /** Carries out claims of one person: creations together, or one other act. */
  async carryOut(owner: string, items: ClaimedExport[]): Promise<void> {
    const userId = items[0]?.requestedBy ?? '';
    const { mayExport, token, contact } = await this.means.of(userId);
    if (!mayExport) return this.wait(owner, items, 'NO_EXPORT_RIGHT');
    if (!token) return this.wait(owner, items, 'NO_VALID_TOKEN');
    if (!contact && items.some(needsContact)) return this.wait(owner, items, 'NO_TRACKDECHETS_CONTACT');
    // Five at once are nobody's one document: they wait their turn behind people.
    const single = items.length < BATCH_LIMIT && items.every(({ bulk }) => !bulk);
    const load: ExportLoad = { owner, userId, token, contact, items, priority: single ? 'interactive' : 'bulk' };
    await this.within(load, async () => {
      const absence = await this.runners.absence(load);
      if (!absence) return this.runners.carryOut(load);
      await this.wait(owner, items, 'TRACKDECHETS_UNAVAILABLE', absence.pauseMs);
      return 'DONE';
    });
  }

  /** Finds out what became of an export, which only reads; while nobody can, it stays in doubt. */
  async resolve(owner: string, item: DoubtfulExport): Promise<void> {
    if (await this.runners.isKnown(owner, item)) return;
    const contact = await this.means.contactNow();
    const priority = item.bulk ? 'bulk' : 'interactive';
    for (const userId of await this.witnesses.of(item)) {
      const token = await this.means.tokenOf(userId);
      if (!token) continue;
      const load: ExportLoad = { owner, userId, token, contact, items: [item], priority };
      if ((await this.within(load, () => this.look(load, item))) !== 'BLIND') return;
    }
    await this.queue.release(owner, [item.id], NO_WITNESS_MS);
  }

  private async look(load: ExportLoad, item: DoubtfulExport): Promise<LookEnd> {
    const absence = await this.runners.absence(load);
    if (!absence) return this.runners.resolve(load, item);
    await this.queue.release(load.owner, [item.id], absence.pauseMs);
    return 'DONE';
  }

  private async wait(owner: string, items: ClaimedExport[], reason: WaitReason, pauseMs = 0): Promise<void> {
    const step: Step = { to: 'WAITING', cause: reason, reason, pauseMs };
    const moves = items.map((item) => ({ item, step }));
    await transaction(this.dataSource, (em) => this.ledger.moveAll(em, moves, owner));
  }

  /** A budget that is spent is no failure: the claims go back and are taken up when it says. */
  private async within({ owner, userId, items }: ExportLoad, work: () => Promise<LookEnd>): Promise<LookEnd> {
    try {
      const end = await work();
      if (end === 'TOKEN_REFUSED') await this.means.tokenRefused(userId);
      return end;
    } catch (error) {
      if (!(error instanceof BudgetExhausted)) throw error;
      const ids = items.map(({ id }) => id);
      await this.queue.release(owner, ids, error.retryAfter * 1_000);
      return 'DONE';
    }
  }
}

function needsContact({ kind }: ClaimedExport): boolean {
  return kind === 'CREATE' || kind === 'UPDATE';
}
