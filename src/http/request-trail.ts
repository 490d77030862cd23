import { type IncomingMessage } from 'node:http';
import { along, followed, type Trail } from '../trail/trail';

const trails = new WeakMap<IncomingMessage, Trail>();

/** Has the lines of a request carry its id. */
export function followRequest(request: IncomingMessage, requestId: string, next: () => void): void {
  along({ requestId }, () => {
    trails.set(request, followed());
    next();
  });
}

/** What has become known of a request, for the line that is written after its answer, where nothing is followed any more. */
export function trailOf(request: IncomingMessage): Trail {
  return { ...trails.get(request) };
}
