import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type ContactDetails } from '../bsff/compose';
import { Credentials } from '../credentials/credentials';
import { type TrackdechetsToken } from '../trackdechets/token';
import { Contact } from '../users/contact';

/** What carrying out a person's exports takes. */
@Injectable()
export class ExportMeans {
  constructor(
    private readonly dataSource: DataSource,
    private readonly credentials: Credentials,
    private readonly contact: Contact,
  ) {}

  /** The person's own token, never another's, and the instance's contact; null for what there is not. */
  async of(userId: string): Promise<{ token: TrackdechetsToken | null; contact: ContactDetails | null }> {
    const [token, contact] = await Promise.all([
      this.credentials.tokenFor(userId),
      this.contact.current(this.dataSource.manager),
    ]);
    return { token, contact };
  }

  /** Trackdéchets did not accept the token: has it checked, so that its owner is told and their exports wait for a better one. */
  async tokenRefused(userId: string): Promise<void> {
    await this.credentials.reportUnauthenticated(userId);
  }
}
