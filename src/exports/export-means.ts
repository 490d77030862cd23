import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ContactDetails } from '../bsff/compose';
import { Credentials } from '../credentials/credentials';
import { type TrackdechetsToken } from '../trackdechets/token';
import { Contact } from '../users/contact';
import { Exporters } from '../users/exporters';

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

  /** The valid token of somebody who finds out what became of an export; see Witnesses. */
  async tokenOf(userId: string): Promise<TrackdechetsToken | null> {
    return this.credentials.tokenFor(userId);
  }

  /** Trackdéchets did not accept the token: has it checked, so that its owner is told and their exports wait for a better one. */
  async tokenRefused(userId: string): Promise<void> {
    await this.credentials.reportUnauthenticated(userId);
  }
}
