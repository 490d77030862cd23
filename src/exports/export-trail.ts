import { together, type Trail } from '../trail/trail';
import { type ClaimedExport } from './export-queue';

/** What the lines of an export's work carry: the request that asked for it is found again in what the worker does. */
export function trailOf({ id, bsffId, batchId, requestId, requestedBy, state, attempts }: ClaimedExport): Trail {
  return {
    ...(requestId && { requestId }),
    userId: requestedBy,
    exportId: id,
    bsffId,
    ...(batchId && { batchId }),
    // A look-up and an act under way are about the last sending; a queued export is about the next one.
    attempt: state === 'QUEUED' ? attempts + 1 : attempts,
  };
}

/** Of exports that travel in one request. */
export function trailOfAll(items: readonly ClaimedExport[]): Trail {
  return together(items.map(trailOf));
}
