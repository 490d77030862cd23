import {
  CURSOR_INTEGER,
  CURSOR_TIMESTAMP,
  CURSOR_UUID,
  decodeCursor,
  encodeCursor,
  pageOf,
  PageQuery,
} from './pagination';
import { type Problem } from './problem';
import { InputPipe } from './validation';

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

  it.each([
    '2026-99-99T00:00:00Z',
    '2026-02-31T00:00:00Z',
    '2026-01-01T24:00:00.000001Z',
    '2026-01-01T08:00:60Z',
    '0000-01-01T00:00:00Z',
  ])('refuse a moment that PostgreSQL would not take: %s', (moment) => {
    expect(() => decodeCursor(encodeCursor([moment]), [CURSOR_TIMESTAMP])).toThrow(
      expect.objectContaining({ code: 'CURSOR_INVALID' }),
    );
  });

  it.each(['2026-02-28T23:59:59.123456Z', '2026-02-28 23:59:59+00', '2026-02-28T23:59:59.123Z'])(
    'take the moment %s',
    (moment) => expect(decodeCursor(encodeCursor([moment]), [CURSOR_TIMESTAMP])).toEqual([moment]),
  );

  it.each(['a\u0000', '\ud800'])('refuse a text that PostgreSQL cannot store', (text) => {
    expect(() => decodeCursor(encodeCursor([text]), [/^[^]*$/])).toThrow(
      expect.objectContaining({ code: 'CURSOR_INVALID' }),
    );
  });

  it('end when the list ends', () => {
    expect(pageOf([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: encodeCursor([2]) });
    expect(pageOf([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2], nextCursor: null });
  });
});

describe('the length of a page', () => {
  const told = async (limit: string): Promise<unknown> => {
    const refused = await new InputPipe()
      .transform({ limit }, { type: 'query', metatype: PageQuery })
      .catch((error: unknown) => error);
    return (refused as Problem).options?.faults?.map(({ path, code }) => `${path} ${code}`) ?? refused;
  };

  it.each([
    ['-5', 'limit FIELD_TOO_SMALL'],
    ['0', 'limit FIELD_TOO_SMALL'],
    ['201', 'limit FIELD_TOO_LARGE'],
    ['2.5', 'limit FIELD_TYPE'],
    ['abc', 'limit FIELD_TYPE'],
  ])('is told what is wrong with %s', async (limit, fault) => {
    expect(await told(limit)).toEqual([fault]);
  });

  it('is a number of its own', async () => {
    expect(await told('20')).toMatchObject({ limit: 20 });
  });
});
