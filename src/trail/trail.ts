import { AsyncLocalStorage } from 'node:async_hooks';

/** What a log line or a span belongs to: ids alone, never a name, a token or a content. */
export interface Trail {
  /** X-Request-Id of the HTTP request that asked for it, also when a worker does it later. */
  requestId?: string;
  /** Who asked. */
  userId?: string;
  bsffId?: string;
  bsffIds?: string[];
  exportId?: string;
  exportIds?: string[];
  batchId?: string;
  pullId?: string;
  ficheId?: string;
  establishmentId?: string;
  /** Documents by their ids on Trackdéchets, where they may not be here yet. */
  trackdechetsIds?: string[];
  /** Which sending of an export it is, from 1. */
  attempt?: number;
}

const storage = new AsyncLocalStorage<Trail>();

/** Runs `work` with `trail` on each of its lines, in place of the one it was called along. */
export function along<T>(trail: Trail, work: () => T): T {
  return storage.run({ ...trail }, work);
}

/** Adds what has become known to the trail that is followed, if any. */
export function note(more: Trail): void {
  Object.assign(followed(), more);
}

/** The trail that is followed itself; empty outside any. */
export function followed(): Trail {
  return storage.getStore() ?? {};
}

/** What several pieces of work that go together have in common, with the ids of each. */
export function together(trails: readonly Trail[]): Trail {
  const [first, ...others] = trails;
  if (!first || others.length === 0) return { ...first };
  const common = Object.entries(first).filter(([name, value]) =>
    others.every((other) => other[name as keyof Trail] === value),
  );
  const each = (name: 'bsffId' | 'exportId'): string[] => trails.flatMap((one) => one[name] ?? []);
  const [bsffIds, exportIds] = [each('bsffId'), each('exportId')];
  return {
    ...Object.fromEntries(common),
    ...(bsffIds.length > 0 && { bsffIds }),
    ...(exportIds.length > 0 && { exportIds }),
  };
}
