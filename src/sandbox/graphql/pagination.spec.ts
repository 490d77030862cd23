import * as fc from 'fast-check';
import { type Page, type PageArgs, checkPage, listingOf, paginate } from './pagination';

const items = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const page = (args: PageArgs, list = items) => {
  const { edges, pageInfo } = paginate(listingOf(list), args);
  return [edges.map(({ cursor }) => cursor).join(''), pageInfo.hasPreviousPage, pageInfo.hasNextPage];
};

describe('pages', () => {
  it.each<[PageArgs, [string, boolean, boolean]]>([
    [{}, ['abcde', false, false]],
    [{ first: 2 }, ['ab', false, true]],
    [{ first: 2, after: 'b' }, ['cd', true, true]],
    [{ first: 2, after: 'd' }, ['e', true, false]],
    [{ first: 2, after: 'unknown' }, ['', true, false]],
    [{ first: 2, after: '' }, ['ab', false, true]],
    [{ last: 2 }, ['de', true, false]],
    [{ last: 2, before: 'd' }, ['bc', true, true]],
    [{ before: 'c' }, ['ab', false, true]],
    [{ last: 2, before: 'unknown' }, ['', false, true]],
  ])('%j', (args, answer) => {
    expect(page(args)).toEqual(answer);
  });

  it('lose one item after a cursor that has left the list', () => {
    const listing = { ...listingOf(items), items: items.filter(({ id }) => id !== 'b') };
    expect(paginate(listing, { first: 2, after: 'b' }).edges.map(({ cursor }) => cursor)).toEqual(['d', 'e']);
  });

  it('put end to end make the whole list, whatever their size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), (first) => {
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const { edges, pageInfo }: Page<{ id: string }> = paginate(listingOf(items), { first, after });
          seen.push(...edges.map(({ cursor }) => cursor));
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
      }),
    );
  });

  it.each<[PageArgs, boolean]>([
    [{ first: 0 }, true],
    [{ first: 501 }, true],
    [{ last: -1 }, true],
    [{ first: 501, last: 501 }, true],
    [{ first: -1, before: 'a' }, true],
    [{ first: 1, last: 1 }, false],
    [{ first: 1, before: 'a' }, false],
    [{ last: 1, after: 'a' }, false],
    [{ after: 'a', before: 'b' }, false],
  ])('refuse %j', (args, detached) => {
    expect(() => checkPage(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', detached }));
  });

  it('take 500 at most, and null for absent', () => {
    expect(() => checkPage({ first: 500, after: null })).not.toThrow();
    expect(() => checkPage({ first: null, last: 1 })).not.toThrow();
  });
});
