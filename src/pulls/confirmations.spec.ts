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

describe('Confirmations', () => {
  it('asks 2,000 in one request, in lists of 500, and keeps the others for the next', () => {
    const confirmations = new Confirmations(readings(2_300), true);
    expect(confirmations.take(4).map((list) => list.length)).toEqual([500, 500, 500, 500]);
    expect(confirmations.take(4).map((list) => list.length)).toEqual([300]);
    expect(confirmations.take(4)).toEqual([]);
  });

  it('tells what is missing, what moved and what is there', () => {
    const confirmations = new Confirmations(readings(4));
    confirmations.take(4);
    confirmations.confirm([
      { id: 'FF-0', updatedAt: AT },
      { id: 'FF-2', updatedAt: LATER },
    ]);
    expect(confirmations.missing.map(({ bsffId }) => bsffId)).toEqual(['b1', 'b3']);
    expect(confirmations.stale).toEqual([{ id: 'FF-2', updatedAt: LATER }]);
    expect(confirmations.present).toEqual(['b0', 'b2']);
  });

  it('asks first for those that a list leaves out, and says what it got for them', () => {
    const all = readings(2_300);
    const confirmations = new Confirmations(all);
    const recent = all.slice(2_290);
    confirmations.askFirst(recent);
    expect(confirmations.take(4).flat().slice(0, 10)).toEqual(recent.map(({ trackdechetsId }) => trackdechetsId));
    expect(confirmations.take(4).flat()).toHaveLength(300);
    confirmations.confirm([{ id: 'FF-2291', updatedAt: LATER }]);
    expect(confirmations.answersFor(recent)).toEqual([{ id: 'FF-2291', updatedAt: LATER }]);
  });

  it('concludes nothing about what was not asked', () => {
    expect(new Confirmations(readings(3)).missing).toEqual([]);
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
