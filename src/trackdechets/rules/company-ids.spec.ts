import * as fc from 'fast-check';
import { countryOf, isForeignVat, isSiret, isVat } from './company-ids';

const production = { allowTestCompanies: false };

describe('SIRET', () => {
  it.each(['73282932000074', '99900001100018', '11111111192062'])('takes %s', (siret) => {
    expect(isSiret(siret, production)).toBe(true);
  });

  it.each(['73282932000075', '12345678901234', '7328293200007', '732829320000744', '7328293200007A', ''])(
    'refuses %s',
    (siret) => {
      expect(isSiret(siret)).toBe(false);
    },
  );

  it('takes test companies in the sandbox only', () => {
    expect(isSiret('00000010001014')).toBe(true);
    expect(isSiret('00000010001014', production)).toBe(false);
  });

  it('takes La Poste by the sum of its digits', () => {
    expect(isSiret('35600000049837')).toBe(true);
    expect(isSiret('35600000049838')).toBe(false);
    expect(isSiret('35600000000048')).toBe(true);
  });

  it('takes no other La Poste by the common rule, and never fourteen zeros', () => {
    expect(isSiret('35600000000014')).toBe(false);
    expect(isSiret('00000000000000')).toBe(false);
  });

  it('notices any single wrong digit', () => {
    const digits = fc.integer({ min: 0, max: 13 });
    fc.assert(
      fc.property(digits, fc.integer({ min: 1, max: 9 }), (position, shift) => {
        const wrong = [...'73282932000074'];
        wrong[position] = String((Number(wrong[position]) + shift) % 10);
        expect(isSiret(wrong.join(''), production)).toBe(false);
      }),
    );
  });
});

describe('VAT number', () => {
  it('tells foreign from French', () => {
    expect(isForeignVat('BE0541696005')).toBe(true);
    expect(isVat('FR87850019464')).toBe(true);
    expect(isForeignVat('FR87850019464')).toBe(false);
  });

  it.each(['BE0541696006', 'BE054169600', 'ZZ123456789', 'be0541696005', ''])('refuses %s', (vat) => {
    expect(isVat(vat)).toBe(false);
  });

  it('names the country', () => {
    expect(countryOf({ siret: '73282932000074', vatNumber: null })).toBe('FR');
    expect(countryOf({ siret: null, vatNumber: 'EL123456789' })).toBe('GR');
    expect(countryOf({ siret: null, vatNumber: null })).toBeNull();
  });
});
