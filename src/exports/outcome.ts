import { type TrackdechetsError } from '../trackdechets/errors';
import { type Step } from './export-ledger';
import { type ExportFault, type ExportKind } from './export.entity';
import { refusalFaults } from './refusals';

/** How long an export leaves a Trackdéchets that does not answer alone, by the number of times it was tried. Milliseconds. */
export function pauseAfter(attempts: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.min(attempts, 5));
}

/** At most between two sendings of what keeps ending in doubt. Milliseconds. */
const LONGEST_DOUBT_MS = 900_000;

/**
 * The next step of an export in doubt that was looked for and can no longer come: as if it had never left, at once the first time.
 * One that keeps ending in doubt waits longer and longer, and can be corrected or cancelled meanwhile.
 */
export function sentAgain({ attempts }: { attempts: number }, settleMs: number): Step {
  const cause = 'NOT_FOUND_ONCE_SETTLED';
  if (attempts < 2) return { to: 'QUEUED', cause };
  const pauseMs = Math.min(settleMs * 2 ** (attempts - 2), LONGEST_DOUBT_MS);
  return { to: 'WAITING', cause, reason: 'TRACKDECHETS_UNAVAILABLE', pauseMs };
}

/** What Trackdéchets refused, as the export's end. */
export function refused(code: string, errors: ExportFault[]): Step {
  return { to: 'REFUSED', cause: 'REFUSED_BY_TRACKDECHETS', reason: code, errors };
}

/**
 * The next step of an export whose request did not succeed. `sent` tells whether the request that failed was the act itself:
 * only then can its outcome be unknown.
 */
export function stepAfter(
  error: TrackdechetsError,
  { kind, attempts, sent }: { kind: ExportKind; attempts: number; sent: boolean },
): Step {
  const waiting = (reason: 'NO_VALID_TOKEN' | 'TRACKDECHETS_UNAVAILABLE', pauseMs: number): Step => ({
    to: 'WAITING',
    cause: reason,
    reason,
    pauseMs,
  });
  switch (error.kind) {
    case 'CREDENTIALS':
      return waiting('NO_VALID_TOKEN', 0);
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return waiting('TRACKDECHETS_UNAVAILABLE', (error.retryAfter ?? 0) * 1_000 || pauseAfter(attempts));
    case 'UNKNOWN_OUTCOME':
      // An answer that came at all, or not: looked up at once, since an adoption is what everyone waits for.
      return sent
        ? { to: 'UNCERTAIN', cause: 'OUTCOME_UNKNOWN', reason: error.code }
        : waiting('TRACKDECHETS_UNAVAILABLE', pauseAfter(attempts));
    case 'FORBIDDEN':
    case 'REFUSED':
    case 'NOT_FOUND':
    case 'MALFORMED': {
      const faults = refusalFaults(error, kind);
      return refused(faults[0]?.code ?? 'TRACKDECHETS_REFUSED', faults);
    }
  }
}
