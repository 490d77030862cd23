/** Why a pull runs: the schedule, a person, or a webhook's hint. */
export type PullCause = 'SCHEDULED' | 'REQUESTED' | 'HINTED';

export type PullState = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED';

/** Documents a pull dealt with, by what became of them. */
export interface Counts {
  seen: number;
  created: number;
  updated: number;
  unchanged: number;
  removed: number;
  conflicts: number;
}

export const NOTHING: Counts = { seen: 0, created: 0, updated: 0, unchanged: 0, removed: 0, conflicts: 0 };

/** Whose token read which establishments. */
export interface ReaderNote {
  userId: string;
  orgIds: string[];
}

/** A row of `pulls`. */
export interface Pull extends Counts {
  id: string;
  cause: PullCause;
  state: PullState;
  complete: boolean;
  requestedBy: string | null;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  readers: ReaderNote[];
  error: string | null;
}
