import { CURSOR_INTEGER, CURSOR_UUID, decodeCursor, encodeCursor, pageOf } from './pagination';

describe('cursors', () => {
  it('come back as they were given', () => {
    const key = ['7', '3f2b8f1e-4f1a-4d3b-9c51-0b7f1f6f0a11'];
    expect(decodeCursor(encodeCursor(key), [CURSOR_INTEGER, CURSOR_UUID])).toEqual(key);
  });

  it.each(['rubbish', encodeCursor(['1']), encodeCursor(["1' OR 1=1", 'x'])])(
    'refuse what is not one of ours: %s',
    (cursor) => {
      expect(() => decodeCursor(cursor, [CURSOR_INTEGER, CURSOR_UUID])).toThrow(
        expect.objectContaining({ code: 'CURSOR_INVALID' }),
      );
    },
  );

  it('end when the list ends', () => {
    expect(pageOf([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(pageOf([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: null });
  });
});
