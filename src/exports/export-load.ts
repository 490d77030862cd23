import { type ContactDetails } from '../bsff/compose';
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

/** The places where a replica can die between two lasting acts: tests end the process at each of them. */
export const MILESTONES = [
  'CLAIMED',
  'FICHES_ANSWERED',
  'FICHES_RECORDED',
  'INTENT_COMMITTED',
  'ANSWERED',
  'RECORDED',
  'LOOKED_UP',
  'ADOPTED',
  'SENT_AGAIN',
] as const;
export type Milestone = (typeof MILESTONES)[number];

/** Tells where an export's work has got to. Nothing listens outside tests. */
export class Milestones {
  onReached: ((milestone: Milestone) => void) | null = null;

  reached(milestone: Milestone): void {
    this.onReached?.(milestone);
  }
}
