import { filterText, readDate } from './scalars';

describe('dates', () => {
  it.each([
    ['2026-11-20T08:00:00.000Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T09:00:00+01:00', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T09:00:00', '2026-11-20T08:00:00.000Z'],
    ['2026-07-14T09:00', '2026-07-14T07:00:00.000Z'],
    ['2026-03-29T03:30:00', '2026-03-29T01:30:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(readDate(text)).toBe(instant);
  });

  it.each(['31/12/2025', 'pas une date', '', 1_700_000_000_000, null])('refuses %s', (value) => {
    expect(() => readDate(value)).toThrow();
  });
});

describe('texts on their way out', () => {
  it.each([
    ['R410A < 5 kg', 'R410A '],
    ['a > b', 'a &gt; b'],
    ['a < b > c', 'a  c'],
    ['<script>x', 'x'],
    ['<b>x</b>', '<b>x</b>'],
    ['A & B "é"\n', 'A & B "é"\n'],
  ])('%s', (stored, answered) => {
    expect(filterText(stored)).toBe(answered);
  });

  it('filters lists and leaves the rest', () => {
    expect(filterText(['a > b', 'c'])).toEqual(['a &gt; b', 'c']);
    expect(filterText(null)).toBeNull();
  });
});
