import { type Span } from './listing';
import { type RecentReading, type Start } from './readings';

/** Documents that a request can leave out of a list: Trackdéchets takes bodies of 1 MB. */
export const MOST_KNOWN = 20_000;
/** Of the 1,500 that a listing's first request has room to confirm beside its two lists: the others are left to the overlap, which ends. */
const CONFIRMED_AT_MOST = 1_000;

/** How a listing sees what it has seen before: by confirming it, which costs no page of the list. */
export interface Overlap {
  spans: Span[];
  /** To confirm, those that cannot wait first. */
  confirmed: RecentReading[];
  /** Confirmed by an earlier pull, when nothing that changed before the watermark could still be committed. */
  isDone: (reading: RecentReading) => boolean;
}

/**
 * Two spans: since the watermark, where anything may have changed behind the last list's back; and the overlap before it, where
 * Trackdéchets may commit late. Documents held from there are left out and confirmed by their ids instead: those since the
 * watermark at once, those of the overlap as there is room. `recent` are all of them; when they are too many, all is listed.
 */
export function overlapOf(start: Start | null, recent: readonly RecentReading[]): Overlap {
  if (!start) return { spans: [{ since: null, but: [] }], confirmed: [], isDone: () => true };
  const { since, readUntil, due } = start;
  const isDone = ({ listedAt }: RecentReading): boolean => listedAt !== null && listedAt >= due;
  if (recent.length > MOST_KNOWN) return { spans: [{ since, but: [] }], confirmed: [], isDone };
  const isNear = ({ updatedAt }: RecentReading): boolean => updatedAt !== null && Date.parse(updatedAt) >= +readUntil;
  const near = recent.filter(isNear);
  const far = recent.filter((reading) => !isNear(reading));
  const confirmedNear = near.length <= CONFIRMED_AT_MOST ? near : [];
  const spans: Span[] = [{ since: readUntil, but: idsOf(confirmedNear) }];
  if (since < readUntil) spans.push({ since, but: idsOf(recent) });
  return { spans, confirmed: [...confirmedNear, ...far], isDone };
}

/** From where several establishments are read together. */
export function earliestOf(starts: readonly Start[]): Start {
  const earliest = (dates: readonly Date[]): Date => new Date(Math.min(...dates.map(Number)));
  return {
    since: earliest(starts.map(({ since }) => since)),
    readUntil: earliest(starts.map(({ readUntil }) => readUntil)),
    due: new Date(Math.max(...starts.map(({ due }) => Number(due)))),
  };
}

const idsOf = (readings: readonly RecentReading[]): string[] => readings.map(({ trackdechetsId }) => trackdechetsId);
