import { earliestOf, MOST_KNOWN, overlapOf } from './overlap';
import { type RecentReading } from './readings';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 20, 8, minutes));
const START = { since: at(0), readUntil: at(5), due: at(20) };

const reading = (n: number, updated: number, listed: number | null): RecentReading => ({
  bsffId: `b${n}`,
  trackdechetsId: `FF-${n}`,
  establishmentId: 'e1',
  state: 'OPEN',
  updatedAt: at(updated).toISOString(),
  listedAt: listed === null ? null : at(listed),
});

describe('overlapOf', () => {
  it('lists everything of an establishment that was never read', () => {
    expect(overlapOf(null, [])).toMatchObject({ spans: [{ since: null, but: [] }], confirmed: [] });
  });

  it('lists what is not held since the watermark and in the overlap, and confirms what is, the nearest first', () => {
    const [far, near] = [reading(1, 2, 10), reading(2, 6, 10)];
    const { spans, confirmed } = overlapOf(START, [far, near]);
    expect(spans).toEqual([
      { since: at(5), but: ['FF-2'] },
      { since: at(0), but: ['FF-1', 'FF-2'] },
    ]);
    expect(confirmed).toEqual([near, far]);
  });

  it('has one span once the overlap has done its work', () => {
    expect(overlapOf({ ...START, since: at(5) }, []).spans).toEqual([{ since: at(5), but: [] }]);
  });

  it('lists those since the watermark when they are too many to be confirmed at once, and all when there are far too many', () => {
    const many = Array.from({ length: 1_001 }, (_, n) => reading(n, 6, 10));
    const { spans, confirmed } = overlapOf(START, many);
    expect(spans.map(({ since, but }) => [since, but.length])).toEqual([
      [at(5), 0],
      [at(0), 1_001],
    ]);
    expect(confirmed).toEqual([]);
    const all = Array.from({ length: MOST_KNOWN + 1 }, (_, n) => reading(n, 2, 10));
    expect(overlapOf(START, all)).toMatchObject({ spans: [{ since: at(0), but: [] }], confirmed: [] });
  });

  it.each([1_000, 1_500])('goes on with the overlap beside %i slips held since the watermark', (count) => {
    const near = Array.from({ length: count }, (_, n) => reading(n, 6, 10));
    const far = Array.from({ length: 600 }, (_, n) => reading(count + n, 2, 10));
    const first = overlapOf(START, [...far, ...near]).confirmed.slice(0, 1_500);
    expect(first.filter((one) => far.includes(one)).length).toBeGreaterThanOrEqual(500);
  });

  it('counts as done what a list showed when nothing could be committed before the watermark any more', () => {
    const { isDone } = overlapOf(START, []);
    expect([reading(1, 2, 25), reading(1, 2, 19), reading(1, 2, null)].map(isDone)).toEqual([true, false, false]);
  });

  it('reads several establishments from the earliest, and is done with the latest', () => {
    const other = { since: at(1), readUntil: at(4), due: at(30) };
    expect(earliestOf([START, other])).toEqual({ since: at(0), readUntil: at(4), due: at(30) });
  });
});
