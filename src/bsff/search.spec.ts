import fc from 'fast-check';
import { numeroKey, searchLexemes, searchQuery } from './search';

describe('search', () => {
  it('folds case, accents and punctuation of container numbers', () => {
    expect(numeroKey('B-145 843')).toBe('b145843');
    expect(numeroKey('N°1 / é')).toBe('n1e');
  });

  it('indexes words, their parts and both together', () => {
    const lexemes = searchLexemes({
      packagings: [{ numero: 'B-145843' }],
      waste: { description: 'Fluide R-410A' },
    }).split(' ');
    expect(lexemes).toEqual(expect.arrayContaining(['b145843', 'b', '145843', 'fluide', 'r410a', '410a']));
  });

  it('asks for every word from its beginning', () => {
    expect(searchQuery('b-1458 Régé')).toBe('b1458:* & rege:*');
    expect(searchQuery(" ' & | ! ")).toBeNull();
  });

  it('never leaves anything that PostgreSQL could read as an operator', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(searchQuery(text) ?? '').toMatch(/^([\p{L}\p{N}]+:\*( & |$))*$/u);
        expect(searchLexemes({ reference: text })).toMatch(/^([\p{L}\p{N}]+( |$))*$/u);
      }),
    );
  });
});
