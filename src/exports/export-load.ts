import { type ContactDetails } from '../bsff/compose';
import { type BsffInput } from '../trackdechets/generated';
import { type Priority } from '../trackdechets/request-budget';
import { type TrackdechetsToken } from '../trackdechets/token';
import { type ClaimedExport } from './export-queue';

/** Exports of one person, claimed by this replica, to be carried out with that person's token. */
export interface ExportLoad {
  /** Whose lease the claims bear. */
  owner: string;
  userId: string;
  token: TrackdechetsToken;
  contact: ContactDetails | null;
  priority: Priority;
  items: ClaimedExport[];
}

/** What a creation froze with its intent. */
export function frozenInput(item: ClaimedExport): BsffInput {
  return item.payload?.['input'] ?? {};
}

/** How the work on a load ended; every export of it was moved or given back. */
export type LoadEnd = 'DONE' | 'TOKEN_REFUSED';

/** How a look at an export in doubt ended. BLIND: its token is shown nothing that says anything, and nothing was done. */
export type LookEnd = LoadEnd | 'BLIND';
