import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Credentials } from '../credentials/credentials';
import { transaction } from '../database/transaction';
import { FicheExchange } from '../interventions/fiche-exchange';
import { type FicheSyncError } from '../interventions/fiche.entity';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsFiches } from '../trackdechets/trackdechets.fiches';
import { Contact } from '../users/contact';

type Outcome = { version: number } | { error: FicheSyncError };

const told = (code: string, trackdechetsMessage: string | null = null): Outcome => ({
  error: { code, trackdechetsMessage },
});

/** Sends one edited fiche with the token of who edited it, and keeps what came of it. */
@Injectable()
export class FicheEditSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly fiches: FicheExchange,
    private readonly credentials: Credentials,
    private readonly contact: Contact,
    private readonly trackdechets: TrackdechetsFiches,
  ) {}

  async claim(limit: number): Promise<{ id: string; editedBy: string | null }[]> {
    return transaction(this.dataSource, (em) => this.fiches.claimEdited(em, limit));
  }

  /** Null when an export brought it in the meantime. */
  async send(id: string, editedBy: string | null): Promise<Outcome | null> {
    const contact = await this.contact.current(this.dataSource.manager);
    if (!contact) return told('NO_TRACKDECHETS_CONTACT');
    // Ours and theirs: the editor must hold the right to export, and a valid token.
    const token = editedBy && (await this.credentials.exporterToken(editedBy));
    if (!token) return told('NO_VALID_TOKEN');
    const [fiche] = await transaction(this.dataSource, (em) => this.fiches.toSend(em, [id], contact));
    if (!fiche?.trackdechetsId) return null;
    try {
      await this.trackdechets.update(token, fiche.trackdechetsId, fiche.input);
      return { version: fiche.version };
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      if (error.kind === 'CREDENTIALS') await this.credentials.reportUnauthenticated(editedBy);
      // The whole content is sent each time: after a lost answer, sending it again changes nothing.
      return told(error.kind === 'REFUSED' ? 'TRACKDECHETS_REFUSED' : error.kind, error.trackdechetsMessage);
    }
  }

  async record(em: EntityManager, id: string, outcome: Outcome): Promise<void> {
    if ('error' in outcome) await this.fiches.postponeSync(em, id, outcome.error);
    else await this.fiches.markSynced(em, id, outcome.version);
  }
}
