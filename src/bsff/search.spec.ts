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

  it('takes the groups of a SIREN or SIRET for one number', () => {
    expect(searchQuery('000 000 540 00013')).toBe('00000054000013:*');
    expect(searchQuery('garonne 000\u00a0000\u00a0540')).toBe('garonne:* & 000000540:*');
    expect(searchQuery('000 000 540 000')).toBe('000000540000:*');
    expect(searchQuery('B-145 843')).toBe('b145:* & 843:*');
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
