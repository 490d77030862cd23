import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction';
import { Contact } from '../users/contact';
import { Exporters } from '../users/exporters';
import { UserTokens } from '../users/user-tokens';
import { ExportLedger, type Step } from './export-ledger';
import { ExportQueue } from './export-queue';

/** Brings back to the queue what has nothing to wait for any more, and into doubt what its holder left behind. */
@Injectable()
export class ExportWaits {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: ExportQueue,
    private readonly ledger: ExportLedger,
    private readonly tokens: UserTokens,
    private readonly contact: Contact,
    private readonly exporters: Exporters,
  ) {}

  /** Exports that were being sent by a replica that fell silent: nobody knows whether they left. */
  async takeOver(): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const step: Step = { to: 'UNCERTAIN', cause: 'LEASE_ENDED', reason: 'LEASE_ENDED' };
      const left = await this.queue.abandoned(em);
      await this.ledger.moveAll(
        em,
        left.map((item) => ({ item, step })),
        null,
      );
    });
  }

  async endPauses(): Promise<void> {
    await this.revive('TRACKDECHETS_UNAVAILABLE', 'PAUSE_ENDED', async () => null);
  }

  /** For who may export again. */
  async endWaitsForRights(): Promise<void> {
    await this.revive('NO_EXPORT_RIGHT', 'RIGHT_GRANTED', async (em) =>
      this.exporters.among(em, await this.queue.waitingFor(em, 'NO_EXPORT_RIGHT')),
    );
  }

  /** For who has a valid token by now. */
  async endWaitsForTokens(): Promise<void> {
    await this.revive('NO_VALID_TOKEN', 'TOKEN_VALID', async (em) => {
      const people = await this.queue.waitingFor(em, 'NO_VALID_TOKEN');
      const statuses = await this.tokens.statuses(em, people);
      return people.filter((id) => statuses.get(id)?.status === 'VALID');
    });
  }

  /** For everyone, once a contact is designated. */
  async endWaitForContact(): Promise<void> {
    await this.revive('NO_TRACKDECHETS_CONTACT', 'CONTACT_DESIGNATED', async (em) =>
      (await this.contact.current(em)) ? null : [],
    );
  }

  private async revive(
    reason: string,
    cause: 'PAUSE_ENDED' | 'RIGHT_GRANTED' | 'TOKEN_VALID' | 'CONTACT_DESIGNATED',
    whose: (em: EntityManager) => Promise<string[] | null>,
  ): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const people = await whose(em);
      if (people?.length === 0) return;
      const due = await this.queue.due(em, reason, people);
      const step: Step = { to: 'QUEUED', cause };
      await this.ledger.moveAll(
        em,
        due.map((item) => ({ item, step })),
        null,
      );
    });
  }
}
