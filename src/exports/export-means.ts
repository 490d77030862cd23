import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { type ContactDetails } from '../bsff/compose';
import { Credentials, type UsableOwner } from '../credentials/credentials';
import { mayList } from '../trackdechets/rules/permissions';
import { type TrackdechetsToken } from '../trackdechets/token';
import { TrackdechetsAccount } from '../trackdechets/trackdechets.account';
import { Contact } from '../users/contact';
import { Exporters } from '../users/exporters';
import { type ExportLoad, frozenInput } from './export-load';
import { type ClaimedExport } from './export-queue';

export interface Means {
  mayExport: boolean;
  token: TrackdechetsToken | null;
  contact: ContactDetails | null;
}

/** What carrying out a person's exports takes. */
@Injectable()
export class ExportMeans {
  constructor(
    private readonly dataSource: DataSource,
    private readonly credentials: Credentials,
    private readonly contact: Contact,
    private readonly exporters: Exporters,
    private readonly bsffs: BsffExchange,
    private readonly account: TrackdechetsAccount,
  ) {}

  /** Whether the person still may, their own token, never another's, and the instance's contact; null for what there is not. */
  async of(userId: string): Promise<Means> {
    const em = this.dataSource.manager;
    const [mayExport, token, contact] = await Promise.all([
      this.exporters.includes(em, userId),
      this.credentials.tokenFor(userId),
      this.contactNow(),
    ]);
    return { mayExport, token, contact };
  }

  async contactNow(): Promise<ContactDetails | null> {
    return this.contact.current(this.dataSource.manager);
  }

  /**
   * The token to find out with what became of an export: the person's own while it lists the document's establishment, else that of a
   * colleague who does; null when nobody can.
   */
  async finder(item: ClaimedExport): Promise<TrackdechetsToken | null> {
    const em = this.dataSource.manager;
    const siret = await this.emitterOf(item);
    const owners = await this.credentials.usableOwners(em);
    const able = owners.filter(({ companies }) => mayList(companies, siret));
    const own = ({ userId }: UsableOwner): boolean => userId === item.requestedBy;
    const finder = able.find(own) ?? able[0] ?? owners.find(own);
    return finder ? this.credentials.tokenFor(finder.userId) : null;
  }

  /**
   * Whether the token lists the establishment's documents now: only then is what it does not find not there, as Trackdéchets leaves out
   * without a word what one may not see. Throws TrackdechetsError.
   */
  async lists({ token, priority, userId }: ExportLoad, item: ClaimedExport): Promise<boolean> {
    const siret = await this.emitterOf(item);
    const { companies } = await this.account.verifyToken(token, priority);
    if (mayList(companies, siret)) return true;
    // What is known here of the role is out of date.
    await this.credentials.reportUnauthenticated(userId);
    return false;
  }

  private async emitterOf(item: ClaimedExport): Promise<string | null> {
    const sent = frozenInput(item).emitter?.company?.siret;
    if (sent) return sent;
    const { input } = await this.bsffs.compose(this.dataSource.manager, item.bsffId, { contact: null });
    return input.emitter?.company?.siret ?? null;
  }

  /** Trackdéchets did not accept the token: has it checked, so that its owner is told and their exports wait for a better one. */
  async tokenRefused(userId: string): Promise<void> {
    await this.credentials.reportUnauthenticated(userId);
  }
}
