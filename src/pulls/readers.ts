import { type Establishment } from '../establishments/establishment.entity';
import { LIST } from '../trackdechets/rules/permissions';

/** A person whose valid token may list documents, as `Credentials.usableOwners` gives them: the contact first. */
export interface TokenOwner {
  userId: string;
  companies: readonly { orgId: string; permissions: readonly string[] }[];
}

/** Whose token reads which of the instance's establishments. */
export interface Reader {
  userId: string;
  establishments: Establishment[];
}

export interface ReadingPlan {
  readers: Reader[];
  /** Nobody's token can list these. */
  unread: Establishment[];
}

/** SIRETs of the establishments whose documents somebody may list. */
export function listedBy({ companies }: Pick<TokenOwner, 'companies'>): Set<string> {
  return new Set(companies.filter(({ permissions }) => permissions.includes(LIST)).map(({ orgId }) => orgId));
}

/**
 * Shares the establishments among the owners, in their order: each takes those that nobody before them can list, so that no
 * document is asked for twice.
 */
export function planReaders(establishments: readonly Establishment[], owners: readonly TokenOwner[]): ReadingPlan {
  let unread = [...establishments];
  const readers: Reader[] = [];
  for (const { userId, companies } of owners) {
    const listed = listedBy({ companies });
    const mine = unread.filter(({ siret }) => listed.has(siret));
    if (mine.length === 0) continue;
    readers.push({ userId, establishments: mine });
    unread = unread.filter(({ siret }) => !listed.has(siret));
  }
  return { readers, unread };
}
