import { badInput, refusedBecause } from '../faults-of-api';

export interface PageArgs {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
}

export interface Page<T> {
  totalCount: number;
  pageInfo: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean; hasPreviousPage: boolean };
  edges: { cursor: string; node: T }[];
}

/** A list and where things stand in it: positions grow along the list, and outlive what leaves the filter. */
export interface Listing<T> {
  items: readonly T[];
  cursorOf: (item: T) => string;
  positionOf: (item: T) => number;
  positionOfCursor: (cursor: string) => number | undefined;
}

const DEFAULT_SIZE = 50;
const MAX_SIZE = 500;

function sizeFault(name: string, size: number | null | undefined): string[] {
  if (size == null || (size >= 1 && size <= MAX_SIZE)) return [];
  return [`« ${name} » va de 1 à ${MAX_SIZE}.`];
}

/** @throws BAD_USER_INPUT for a size out of bounds, else for arguments that do not go together (facts: errors-and-limits 2.5) */
export function checkPage({ first, after, last, before }: PageArgs): void {
  const [fault] = [...sizeFault('first', first), ...sizeFault('last', last)];
  if (fault) throw refusedBecause([fault]);
  const refuse = (a: unknown, b: unknown, names: string): void => {
    if (a && b) throw badInput(`${names} ne vont pas ensemble.`);
  };
  refuse(first, last, '« first » et « last »');
  refuse(after, before, '« after » et « before »');
  refuse(first, before, '« first » et « before »');
  refuse(last, after, '« last » et « after »');
}

/** The first index whose position is greater than this one. */
function indexAfter<T>({ items, positionOf }: Listing<T>, position: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle] as T;
    if (positionOf(item) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

interface Span {
  start: number;
  end: number;
}

/** What lies after a cursor. Where the cursor itself has left the list, the first item is lost, as on the real platform. */
function spanAfter<T>(listing: Listing<T>, cursor: string): Span {
  const position = listing.positionOfCursor(cursor);
  const end = listing.items.length;
  if (position === undefined) return { start: end, end };
  const next = indexAfter(listing, position);
  const present = next > 0 && listing.positionOf(listing.items[next - 1] as T) === position;
  return { start: Math.min(present ? next : next + 1, end), end };
}

function spanBefore<T>(listing: Listing<T>, cursor: string): Span {
  const position = listing.positionOfCursor(cursor);
  if (position === undefined) return { start: 0, end: 0 };
  return { start: 0, end: Math.max(indexAfter(listing, position) - 1, 0) };
}

/** One page of a list, forwards or backwards, in the list's own order. */
export function paginate<T>(listing: Listing<T>, { first, after, last, before }: PageArgs): Page<T> {
  const backwards = last != null || Boolean(before);
  const span = backwards
    ? before
      ? spanBefore(listing, before)
      : { start: 0, end: listing.items.length }
    : after
      ? spanAfter(listing, after)
      : { start: 0, end: listing.items.length };
  const size = (backwards ? last : first) ?? DEFAULT_SIZE;
  const start = backwards ? Math.max(span.start, span.end - size) : span.start;
  const end = backwards ? span.end : Math.min(span.end, span.start + size);
  const edges = listing.items.slice(start, end).map((node) => ({ cursor: listing.cursorOf(node), node }));
  return {
    totalCount: listing.items.length,
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasNextPage: backwards ? Boolean(before) : end < span.end,
      hasPreviousPage: backwards ? start > span.start : Boolean(after),
    },
    edges,
  };
}

/** A whole list held in memory, whose order is its own. */
export function listingOf<T extends { id: string }>(items: readonly T[]): Listing<T> {
  const positions = new Map(items.map((item, index) => [item.id, index]));
  return {
    items,
    cursorOf: ({ id }) => id,
    positionOf: ({ id }) => positions.get(id) ?? -1,
    positionOfCursor: (cursor) => positions.get(cursor),
  };
}
