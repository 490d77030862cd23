import { Injectable } from '@nestjs/common';
import { type Caller } from '../auth/access/caller';
import { Credentials } from '../credentials/credentials';
import { Problem } from '../http/problem';
import { TrackdechetsError } from '../trackdechets/errors';
import { type CallOptions } from '../trackdechets/trackdechets.client';

export const RETRY_SECONDS = 30;

/** What a person does on Trackdéchets and waits for: with their own token, before bulk work (invariant 2). */
@Injectable()
export class PersonalCalls {
  constructor(private readonly credentials: Credentials) {}

  /**
   * Runs `act` with the caller's token.
   * @throws Problem NO_VALID_TOKEN, and for Trackdéchets' failures what `trackdechetsProblem` says
   */
  async as<T>(caller: Caller, act: (options: CallOptions) => Promise<T>): Promise<T> {
    const token = await this.credentials.tokenFor(caller.userId);
    if (!token) throw new Problem('NO_VALID_TOKEN');
    try {
      return await act({ token, priority: 'interactive' });
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      if (error.kind !== 'CREDENTIALS') throw trackdechetsProblem(error);
      const state = await this.credentials.reportUnauthenticated(caller.userId);
      throw new Problem(state === 'VALID' ? 'TRACKDECHETS_ERROR' : 'NO_VALID_TOKEN', { cause: error });
    }
  }
}

/** Trackdéchets' failure as an answer to who waits: its own sentence goes beside ours. */
export function trackdechetsProblem(error: TrackdechetsError): Problem {
  const cause = error;
  const retryAfter = error.retryAfter ?? RETRY_SECONDS;
  const members = error.trackdechetsMessage ? { trackdechetsMessage: error.trackdechetsMessage } : {};
  switch (error.kind) {
    // An unknown outcome that matters was looked up before it comes here; any other act may be asked for again.
    case 'UNKNOWN_OUTCOME':
    case 'RATE_LIMITED':
    case 'UNAVAILABLE':
      return new Problem(error.failedInside ? 'TRACKDECHETS_ERROR' : 'TRACKDECHETS_UNAVAILABLE', { cause, retryAfter });
    case 'NOT_FOUND':
      return new Problem('REMOVED_ON_TRACKDECHETS', { cause, members });
    case 'FORBIDDEN':
      return new Problem('TRACKDECHETS_ROLE_MISSING', { cause, members });
    case 'REFUSED':
      return new Problem('TRACKDECHETS_REFUSED', {
        cause,
        members,
        faults: error.issues.map(({ field, message }) => ({
          path: field,
          code: 'TRACKDECHETS_REFUSED',
          sentence: 'TRACKDECHETS_REFUSED',
          trackdechetsMessage: message,
        })),
      });
    case 'CREDENTIALS':
      return new Problem('NO_VALID_TOKEN', { cause });
    case 'MALFORMED':
      return new Problem('TRACKDECHETS_ERROR', { cause });
  }
}
