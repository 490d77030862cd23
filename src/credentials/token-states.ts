/** What is known of a stored token. */
export type StoredState = 'UNVERIFIED' | 'VALID' | 'REJECTED' | 'EMAIL_MISMATCH';

/** What can happen to it. */
export type TokenHappening =
  /** The platform knows it, and as the same person. */
  | 'FOUND_GOOD'
  /** The platform answers that it does not know it. */
  | 'FOUND_BAD'
  /** The platform knows it as somebody else's. */
  | 'FOUND_ANOTHERS'
  /** The platform could not be asked: away, slow, or over the request budget. */
  | 'NOT_ANSWERED'
  /** The stored secret cannot be decrypted here. */
  | 'UNREADABLE'
  /** Its owner's e-mail changed here. */
  | 'EMAIL_CHANGED';

/** Every allowed transition. A token is lost by an answer of the platform alone, never by the absence of one. */
export const TOKEN_TRANSITIONS: Record<StoredState, Record<TokenHappening, StoredState>> = {
  UNVERIFIED: {
    FOUND_GOOD: 'VALID',
    FOUND_BAD: 'REJECTED',
    FOUND_ANOTHERS: 'EMAIL_MISMATCH',
    NOT_ANSWERED: 'UNVERIFIED',
    UNREADABLE: 'UNVERIFIED',
    EMAIL_CHANGED: 'UNVERIFIED',
  },
  VALID: {
    FOUND_GOOD: 'VALID',
    FOUND_BAD: 'REJECTED',
    FOUND_ANOTHERS: 'EMAIL_MISMATCH',
    NOT_ANSWERED: 'VALID',
    UNREADABLE: 'UNVERIFIED',
    EMAIL_CHANGED: 'UNVERIFIED',
  },
  REJECTED: {
    FOUND_GOOD: 'VALID',
    FOUND_BAD: 'REJECTED',
    FOUND_ANOTHERS: 'EMAIL_MISMATCH',
    NOT_ANSWERED: 'REJECTED',
    UNREADABLE: 'REJECTED',
    EMAIL_CHANGED: 'REJECTED',
  },
  EMAIL_MISMATCH: {
    FOUND_GOOD: 'VALID',
    FOUND_BAD: 'REJECTED',
    FOUND_ANOTHERS: 'EMAIL_MISMATCH',
    NOT_ANSWERED: 'EMAIL_MISMATCH',
    UNREADABLE: 'EMAIL_MISMATCH',
    EMAIL_CHANGED: 'UNVERIFIED',
  },
};

/** The state after `happening`. */
export function stateAfter(state: StoredState, happening: TokenHappening): StoredState {
  return TOKEN_TRANSITIONS[state][happening];
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const FIRST_RETRY = 5 * SECOND;
const LAST_RETRY = 5 * MINUTE;

/**
 * Milliseconds until the next check. Somebody waits for an unverified token: seconds, then minutes. The others are seen once a
 * day, at a moment drawn around it so that they spread out.
 */
export function nextCheckIn(state: StoredState, unanswered: number, random: number): number {
  const jitter = 0.75 + random / 2;
  if (state === 'UNVERIFIED') return Math.min(FIRST_RETRY * 2 ** Math.max(0, unanswered - 1), LAST_RETRY) * jitter;
  if (unanswered > 0) return LAST_RETRY * Math.min(unanswered, 12) * jitter;
  return DAY * jitter;
}
