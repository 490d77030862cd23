import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ContactDetails } from '../bsff/compose';
import { Credentials } from '../credentials/credentials';
import { transaction } from '../database/transaction';
import { type TrackdechetsToken } from '../trackdechets/token';
import { BATCH_LIMIT } from '../trackdechets/trackdechets.client';
import { Contact } from '../users/contact';
import { ExportLedger } from './export-ledger';
import { type ExportLoad } from './export-load';
import { type ClaimedExport, type DoubtfulExport } from './export-queue';
import { ExportRunners } from './export-runners';
import { type WaitReason } from './export-states';

/** Gives each claim to what can carry it out, with its owner's token and the contact, or lets it wait for them. */
@Injectable()
export class ExportDispatch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly credentials: Credentials,
    private readonly contact: Contact,
    private readonly ledger: ExportLedger,
    private readonly runners: ExportRunners,
  ) {}

  /** Carries out claims of one person: creations together, or one other act. */
  async carryOut(owner: string, items: ClaimedExport[]): Promise<void> {
    const userId = items[0]?.requestedBy ?? '';
    const [token, contact] = await this.means(userId);
    if (!token) return this.wait(owner, items, 'NO_VALID_TOKEN');
    if (!contact && items.some(needsContact)) return this.wait(owner, items, 'NO_TRACKDECHETS_CONTACT');
    // Five at once are nobody's one document: they wait their turn behind people.
    const single = items.length < BATCH_LIMIT && items.every(({ bulk }) => !bulk);
    const load: ExportLoad = { owner, userId, token, contact, items, priority: single ? 'interactive' : 'bulk' };
    await this.runners.carryOut(load);
  }

  /** Finds out what became of an export; without a token it stays in doubt. */
  async resolve(owner: string, item: DoubtfulExport): Promise<void> {
    const userId = item.requestedBy;
    const [token, contact] = await this.means(userId);
    if (!token) return this.runners.postpone(owner, item);
    const priority = item.bulk ? 'bulk' : 'interactive';
    await this.runners.resolve({ owner, userId, token, contact, items: [item], priority }, item);
  }

  private means(userId: string): Promise<[TrackdechetsToken | null, ContactDetails | null]> {
    return Promise.all([this.credentials.tokenFor(userId), this.contact.current(this.dataSource.manager)]);
  }

  private async wait(owner: string, items: ClaimedExport[], reason: WaitReason): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      for (const item of items) await this.ledger.move(em, item, owner, { to: 'WAITING', cause: reason, reason });
    });
  }
}

function needsContact({ kind }: ClaimedExport): boolean {
  return kind === 'CREATE' || kind === 'UPDATE';
}
