import { beginningOf } from './event-cursor';

describe('where an event stream begins', () => {
  const now = { tx: 100n, id: 0n };

  it('is after the last event heard, or now', () => {
    expect(beginningOf('99-7', now)).toEqual({ tx: 99n, id: 7n });
    expect(beginningOf(undefined, now)).toBe(now);
    expect(beginningOf('pas un curseur', now)).toBe(now);
  });

  it('is now for an event of the database before it was restored: its transactions are still to come here', () => {
    expect(beginningOf('4000000-12', now)).toBe(now);
    expect(beginningOf('100-1', now)).toBe(now);
  });
});
