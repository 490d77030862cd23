import { GraphQLError } from 'graphql';
import { type Issue, issueSentence } from '../trackdechets/rules/issues';

export type FaultCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'BAD_USER_INPUT' | 'TOO_MANY_REQUESTS' | 'INTERNAL_SERVER_ERROR';

/** An error as the Trackdéchets API answers it: its code is in `extensions` (facts: errors-and-limits 2.2). */
export class TrackdechetsFault extends GraphQLError {
  constructor(
    readonly code: FaultCode,
    message: string,
    /** True when Trackdéchets rebuilds the error from its validation, which loses `path` and `locations`. */
    readonly detached = false,
    extensions: Record<string, unknown> = {},
  ) {
    super(message, { extensions: { code, ...extensions } });
  }
}

export function notLoggedIn(): TrackdechetsFault {
  return new TrackdechetsFault('UNAUTHENTICATED', 'Vous devez vous identifier.');
}

export function forbidden(message: string): TrackdechetsFault {
  return new TrackdechetsFault('FORBIDDEN', message);
}

/** A refusal without issues, tied to the field that was asked. */
export function badInput(message: string): TrackdechetsFault {
  return new TrackdechetsFault('BAD_USER_INPUT', message);
}

/** A refusal of the newer validation: every issue with its path. */
export function refusedFor(found: readonly Issue[]): TrackdechetsFault {
  const issues = found.map((one) => ({ code: 'custom', path: one.path, message: issueSentence(one, 'fr') }));
  const message = issues.map((one) => one.message).join('\n');
  return new TrackdechetsFault('BAD_USER_INPUT', message, true, { issues });
}

/** A refusal of the older validation: sentences alone. */
export function refusedBecause(sentences: readonly string[]): TrackdechetsFault {
  return new TrackdechetsFault('BAD_USER_INPUT', sentences.join('\n'), true);
}

/** What the platform's own database refuses: the person asking learns nothing of it. */
export function brokenInside(): TrackdechetsFault {
  return new TrackdechetsFault('INTERNAL_SERVER_ERROR', 'Erreur interne du serveur.', true);
}
