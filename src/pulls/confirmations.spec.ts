import { type BsffWhere } from '../trackdechets/generated';
import { Confirmations } from './confirmations';
import { PageSize } from './page-size';

const AT = '2026-11-20T08:00:00.000Z';
const LATER = '2026-11-20T09:00:00.000Z';
const readings = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    bsffId: `b${n}`,
    trackdechetsId: `FF-${n}`,
    establishmentId: 'e1',
    state: 'OPEN' as const,
    updatedAt: AT,
  }));

const OWN = { all: false, orgIds: ['00000021000013'] };
const lengths = (lists: readonly BsffWhere[]): (number | undefined)[] => lists.map(({ id }) => id?._in?.length);
const lost = (count: number, from: number) =>
  readings(from + count)
    .slice(from)
    .map((reading) => ({ ...reading, state: 'REMOVED' as const }));

describe('Confirmations', () => {
  it('asks 2,000 in one request, in lists of 500, and keeps the others for the next', () => {
    const confirmations = new Confirmations(readings(2_300), { ...OWN, all: true });
    expect(lengths(confirmations.take(4))).toEqual([500, 500, 500, 500]);
    expect(lengths(confirmations.take(4))).toEqual([300]);
    expect(confirmations.take(4)).toEqual([]);
  });

  it('asks about those out of reach in lists of their own, for those that are still ours', () => {
    const confirmations = new Confirmations(
      [...readings(700), ...lost(600, 700), ...readings(1_400).slice(1_300)],
      OWN,
    );
    const lists = confirmations.take(4);
    expect(lengths(lists)).toEqual([500, 200, 500, 100]);
    expect(lists.map(({ _or: ours }) => ours?.length)).toEqual([undefined, undefined, 4, 4]);
    expect(JSON.stringify(lists[2]?._or)).toContain('00000021000013');
    expect(lengths(confirmations.take(4))).toEqual([100]);
  });

  it('looks at each of them a few times, however many there are', () => {
    let looks = 0;
    const watched = readings(50_000).map((reading) =>
      Object.defineProperty({ ...reading }, 'state', {
        get: () => {
          looks++;
          return 'OPEN';
        },
      }),
    );
    expect(new Confirmations(watched, { ...OWN, all: true }).takeTheRest()).toHaveLength(100);
    expect(looks).toBeLessThan(3 * 50_000);
  });

  it('takes for news what was out of reach and shows again, and for none what still does not', () => {
    const confirmations = new Confirmations([...readings(1), ...lost(2, 1)], OWN);
    confirmations.take(4);
    confirmations.confirm([
      { id: 'FF-0', updatedAt: AT },
      { id: 'FF-1', updatedAt: AT },
    ]);
    expect(confirmations.stale).toEqual([{ id: 'FF-1', updatedAt: AT }]);
    expect(confirmations.missing).toEqual([]);
    expect(confirmations.looked).toEqual(['b0', 'b1', 'b2']);
  });

  it('tells what is missing, what moved and what is there', () => {
    const confirmations = new Confirmations(readings(4), OWN);
    confirmations.take(4);
    confirmations.confirm([
      { id: 'FF-0', updatedAt: AT },
      { id: 'FF-2', updatedAt: LATER },
    ]);
    expect(confirmations.missing.map(({ bsffId }) => bsffId)).toEqual(['b1', 'b3']);
    expect(confirmations.stale).toEqual([{ id: 'FF-2', updatedAt: LATER }]);
    expect(confirmations.looked).toEqual(['b0', 'b2']);
  });

  it('asks first for those that a list leaves out, and says what it got for them', () => {
    const all = readings(2_300);
    const confirmations = new Confirmations(all, OWN);
    const recent = all.slice(2_290);
    confirmations.askFirst(recent);
    expect(confirmations.take(4)[0]?.id?._in?.slice(0, 10)).toEqual(recent.map(({ trackdechetsId }) => trackdechetsId));
    expect(lengths(confirmations.take(4))).toEqual([300]);
    confirmations.confirm([{ id: 'FF-2291', updatedAt: LATER }]);
    expect(confirmations.answersFor(recent)).toEqual([{ id: 'FF-2291', updatedAt: LATER }]);
  });

  it('concludes nothing about what was not asked', () => {
    expect(new Confirmations(readings(3), OWN).missing).toEqual([]);
  });
});

describe('PageSize', () => {
  it('grows while pages come quickly, and shrinks when they do not, within its bounds', () => {
    const page = new PageSize();
    for (let times = 0; times < 10; times++) page.took(100);
    expect(page.size).toBe(200);
    page.took(7_000);
    expect(page.size).toBe(100);
    while (page.shrink());
    expect(page.size).toBe(10);
    page.took(3_000);
    expect(page.size).toBe(10);
  });
});
