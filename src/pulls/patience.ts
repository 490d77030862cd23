import { setTimeout as sleep } from 'node:timers/promises';
import { TrackdechetsError } from '../trackdechets/errors';

/** Seconds before each new try of a request that did nothing. */
const PATIENCE = [1, 4, 15];
const LONGEST_WAIT = 65;

/** Asks again, in a while, what was refused for its rate or met an outage: bulk reading is in no hurry. */
export async function patiently<T>(
  ask: () => Promise<T>,
  kinds: TrackdechetsError['kind'][] = ['RATE_LIMITED', 'UNAVAILABLE'],
): Promise<T> {
  for (const seconds of PATIENCE) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof TrackdechetsError) || !kinds.includes(error.kind)) throw error;
      await sleep(Math.min(error.retryAfter ?? seconds, LONGEST_WAIT) * 1_000);
    }
  }
  return ask();
}
