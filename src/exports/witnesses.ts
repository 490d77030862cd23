import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { type Composition, journeyOf } from '../bsff/compose';
import { Credentials } from '../credentials/credentials';
import { mayList } from '../trackdechets/rules/permissions';
import { TrackdechetsAccount } from '../trackdechets/trackdechets.account';
import { type TokenCompany } from '../users/user-tokens';
import { type ExportMode } from './export.entity';
import { type ExportLoad } from './export-load';
import { type ClaimedExport } from './export-queue';

/**
 * Who can find out what became of an export. To look is to read, which anyone may whom Trackdéchets shows the document to; it leaves out
 * of its lists without a word what it does not show, so that only their silence means that there is none.
 */
@Injectable()
export class Witnesses {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly credentials: Credentials,
    private readonly account: TrackdechetsAccount,
  ) {}

  /** People with a usable token who would see the document, the export's owner first; at last the owner whatever is known of their roles. */
  async of(item: ClaimedExport): Promise<string[]> {
    const owners = await this.credentials.usableOwners(this.dataSource.manager);
    const seenFrom = await this.seenFrom(item);
    const isOwn = ({ userId }: { userId: string }): boolean => userId === item.requestedBy;
    const seeing = owners.filter(({ userId, companies }) => sees({ userId, companies }, item, seenFrom));
    return [...new Set([...seeing.filter(isOwn), ...seeing, ...owners.filter(isOwn)].map(({ userId }) => userId))];
  }

  /** Whether Trackdéchets would show them the document now: `me` is asked, since roles change. Throws TrackdechetsError. */
  async confirm({ token, priority, userId }: ExportLoad, item: ClaimedExport): Promise<boolean> {
    const { companies } = await this.account.verifyToken(token, priority);
    if (sees({ userId, companies }, item, await this.seenFrom(item))) return true;
    // What is known here of the role is out of date.
    await this.credentials.reportUnauthenticated(userId);
    return false;
  }

  private async seenFrom({ payload, bsffId }: ClaimedExport): Promise<string[]> {
    const frozen = payload?.['seenFrom'];
    if (Array.isArray(frozen)) return frozen as string[];
    return partiesOf(await this.bsffs.compose(this.dataSource.manager, bsffId, { contact: null }));
  }
}

/**
 * Establishments that a creation will be seen from, frozen with its intent. A draft shows to those of its author alone, all that are on
 * it (facts: bsff-lifecycle 3.3).
 */
export function seenFrom(composition: Composition, mode: ExportMode | null, author: readonly TokenCompany[]): string[] {
  const parties = partiesOf(composition);
  if (mode !== 'DRAFT') return parties;
  const own = parties.filter((party) => author.some(({ orgId }) => orgId === party));
  return own.length > 0 ? own : parties;
}

/** SIRETs, or VAT numbers, of those who act on the document. */
function partiesOf(composition: Composition): string[] {
  const { emitter, destination } = composition.input;
  const companies = [emitter, ...journeyOf(composition), destination].map((party) => party?.company);
  const ids = companies.map((company) => company?.siret || company?.vatNumber);
  return [...new Set(ids.filter((id) => typeof id === 'string' && id !== ''))] as string[];
}

/** Which of them a draft shows to is not known to the last: a colleague of its author must be of all. */
function sees(
  { userId, companies }: { userId: string; companies: Parameters<typeof mayList>[0] },
  { kind, mode, requestedBy }: ClaimedExport,
  orgIds: readonly string[],
): boolean {
  const listed = orgIds.filter((orgId) => mayList(companies, orgId));
  const needed = kind === 'CREATE' && mode === 'DRAFT' && userId !== requestedBy ? orgIds.length : 1;
  return listed.length > 0 && listed.length >= needed;
}
