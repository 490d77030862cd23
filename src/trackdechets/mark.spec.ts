import fc from 'fast-check';
import { filterText } from '../sandbox/graphql/scalars';
import { idsMarked, MARK_ROOM, markOf, marksOf, newMark, withMark, withoutMark } from './mark';

describe('the mark of an export', () => {
  it('is readable at the end of the free text', () => {
    expect(withMark('Quai nord', 'A1B2C3D4')).toBe('Quai nord réf. A1B2C3D4');
    expect(withMark(null, 'A1B2C3D4')).toBe('réf. A1B2C3D4');
  });

  it('leaves the person 236 characters, and is itself found again in 250', () => {
    const own = 'é'.repeat(MARK_ROOM);
    const text = withMark(own, newMark());
    expect(text).toHaveLength(250);
    expect(withoutMark(text)).toBe(own);
  });

  it('replaces an older mark instead of piling up', () => {
    expect(withMark('Quai nord réf. A1B2C3D4', 'Z9Y8X7W6')).toBe('Quai nord réf. Z9Y8X7W6');
  });

  it('comes and goes without touching any text that Trackdéchets shows as it is', () => {
    const shown = fc.string({ maxLength: MARK_ROOM }).map((text) => text.replaceAll('<', ''));
    fc.assert(
      fc.property(shown, (text) => {
        const mark = newMark();
        const marked = withMark(text, mark);
        expect(marked.length).toBeLessThanOrEqual(250);
        expect(markOf(marked)).toBe(mark);
        expect(withoutMark(marked)).toBe(withoutMark(text));
      }),
    );
  });

  it('is read back whatever the person typed: tags, a lone <, more than there is room for, half an emoji', () => {
    const parts = fc.constantFrom('<', '>', '</', '<b>', 'a', ' ', '"', '=', '😀', 'é', '&lt;', '-->', '<!--', '\n');
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 300 }), (typed) => {
        const mark = newMark();
        const sent = withMark(typed.join(''), mark);
        expect(sent.length).toBeLessThanOrEqual(250);
        expect(sent.isWellFormed()).toBe(true);
        expect(markOf(filterText(sent) as string)).toBe(mark);
      }),
    );
    expect(withMark('charge < 5 kg', 'A1B2C3D4')).toBe('charge réf. A1B2C3D4');
  });

  it('does not repeat itself', () => {
    expect(new Set(Array.from({ length: 5_000 }, newMark)).size).toBe(5_000);
  });

  it('leads back to the document that it was made for, at every turn', () => {
    fc.assert(
      fc.property(fc.uuid({ version: 4 }), fc.nat(15), (id, turn) => {
        const marks = marksOf(id);
        expect(new Set(marks).size).toBe(16);
        const mark = marks[turn] ?? '';
        expect(markOf(withMark(null, mark))).toBe(mark);
        const { from = '', to = '' } = idsMarked(mark)[turn] ?? {};
        expect(from <= id && id <= to).toBe(true);
      }),
    );
  });

  it('leads to documents that share their first ten digits alone', () => {
    const [mark = ''] = marksOf('00000000-0000-4000-8000-000000000000');
    expect(mark).toBe('00000000');
    expect(idsMarked(mark)[0]).toEqual({
      from: '00000000-0000-0000-0000-000000000000',
      to: '00000000-00ff-ffff-ffff-ffffffffffff',
    });
  });
});
