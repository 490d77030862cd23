/** Where an export stands. */
export const EXPORT_STATES = [
  'QUEUED',
  'SENDING',
  'UNCERTAIN',
  'SUCCEEDED',
  'REFUSED',
  'WAITING',
  'CANCELLED',
] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** What an export waits for; each is ended by something that the worker looks for (see export-waits). */
export const WAIT_REASONS = [
  'NO_EXPORT_RIGHT',
  'NO_VALID_TOKEN',
  'NO_TRACKDECHETS_CONTACT',
  'TRACKDECHETS_UNAVAILABLE',
] as const;
export type WaitReason = (typeof WAIT_REASONS)[number];

/** Every way from one state to another, with the causes that allow it. What is not written here cannot happen. */
export const TRANSITIONS = {
  QUEUED: {
    SENDING: ['INTENT_COMMITTED'],
    WAITING: WAIT_REASONS,
    SUCCEEDED: ['NOTHING_TO_SEND'],
    REFUSED: ['NOT_READY', 'REFUSED_BY_TRACKDECHETS'],
    CANCELLED: ['CANCELLED_BY_USER'],
  },
  SENDING: {
    SUCCEEDED: ['ANSWERED'],
    REFUSED: ['REFUSED_BY_TRACKDECHETS'],
    UNCERTAIN: ['OUTCOME_UNKNOWN', 'LEASE_ENDED'],
    WAITING: WAIT_REASONS,
    QUEUED: ['HANDED_BACK'],
  },
  UNCERTAIN: {
    SUCCEEDED: ['FOUND'],
    QUEUED: ['NOT_FOUND_ONCE_SETTLED'],
    WAITING: ['NOT_FOUND_ONCE_SETTLED'],
    REFUSED: ['REFUSED_BY_TRACKDECHETS'],
  },
  WAITING: {
    QUEUED: ['RIGHT_GRANTED', 'TOKEN_VALID', 'CONTACT_DESIGNATED', 'PAUSE_ENDED'],
    CANCELLED: ['CANCELLED_BY_USER'],
  },
  SUCCEEDED: {},
  REFUSED: {},
  CANCELLED: {},
} as const satisfies Record<ExportState, Partial<Record<ExportState, readonly string[]>>>;

type From = keyof typeof TRANSITIONS;
/** Why an export went from one state to another. */
export type ExportCause = {
  [F in From]: (typeof TRANSITIONS)[F][keyof (typeof TRANSITIONS)[F]];
}[From] extends infer Causes
  ? Causes extends readonly (infer Cause extends string)[]
    ? Cause
    : never
  : never;

/** True when the table has that way for that cause. */
export function mayMove(from: ExportState, to: ExportState, cause: ExportCause): boolean {
  const ways: Partial<Record<ExportState, readonly string[]>> = TRANSITIONS[from];
  return ways[to]?.includes(cause) ?? false;
}

/** True when nothing more can happen to the export. */
export function isFinished(state: ExportState): boolean {
  return Object.keys(TRANSITIONS[state]).length === 0;
}

/** States in which an export may still be cancelled: nothing of it can be on its way. */
export const CANCELLABLE_STATES = EXPORT_STATES.filter((state) => mayMove(state, 'CANCELLED', 'CANCELLED_BY_USER'));
