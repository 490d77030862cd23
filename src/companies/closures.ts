import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Credentials } from '../credentials/credentials';
import { type Priority } from '../trackdechets/request-budget';
import { TrackdechetsCompanies } from '../trackdechets/trackdechets.companies';

/**
 * Tells closed establishments from unknown numbers, which `companyInfos` refuses alike. The search that tells them apart wants
 * somebody's token: the contact's first, as for every background reading.
 */
@Injectable()
export class Closures {
  constructor(
    private readonly dataSource: DataSource,
    private readonly credentials: Credentials,
    private readonly trackdechets: TrackdechetsCompanies,
  ) {}

  /** Those of these numbers that are closed; none when nobody's token can ask or Trackdéchets is out of reach. */
  async closedAmong(orgIds: readonly string[], priority: Priority, timeoutMs?: number): Promise<ReadonlySet<string>> {
    if (orgIds.length === 0) return new Set();
    for (const { userId } of await this.credentials.usableOwners(this.dataSource.manager)) {
      const token = await this.credentials.tokenFor(userId);
      if (!token) continue;
      return this.trackdechets.closedAmong(orgIds, { token, priority, timeoutMs }).catch(() => new Set<string>());
    }
    return new Set();
  }
}
