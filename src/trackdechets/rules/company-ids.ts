/** Identifiers of establishments: SIRET for the French ones, intra-community VAT number for the others (facts: bsff-lifecycle 3.10). */

const LA_POSTE_SIREN = '356000000';
/** The one of La Poste's establishments whose number follows the common rule. */
const LA_POSTE_HEAD_OFFICE = '35600000000048';
const TEST_PREFIX = '000000';
/** Trackdéchets' own stand-by number, which it takes although its Luhn sum is wrong (facts: companies-and-accounts 6.7). */
const STAND_BY_SIRET = '11111111192062';

export interface SiretOptions {
  /** Accept the `000000…` numbers of test establishments, as Trackdéchets' sandbox does and its production does not. */
  allowTestCompanies: boolean;
}

function luhn(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10;
}

/** Whether a text is a SIRET: 14 digits whose Luhn sum is right, or whose digits add up to a multiple of 5 for La Poste. */
export function isSiret(value: string, options: SiretOptions = { allowTestCompanies: true }): boolean {
  if (!/^\d{14}$/.test(value) || Number(value) === 0) return false;
  if (value.startsWith(TEST_PREFIX)) return options.allowTestCompanies;
  if (value.startsWith(LA_POSTE_SIREN) && value !== LA_POSTE_HEAD_OFFICE) {
    return [...value].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
  }
  return luhn(value) === 0 || value === STAND_BY_SIRET;
}

/** Shapes of the VAT numbers of the Union, of Northern Ireland and of the neighbours that Trackdéchets accepts as carriers. */
const VAT_SHAPES: Record<string, RegExp> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CH: /^E\d{9}(MWST|TVA|IVA)?$/,
  CY: /^[0-59]\d{7}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^10\d{7}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d{7}[A-W][A-I]?|[7-9][A-Z*+]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^[1-9]\d{7}$/,
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}(MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^[1-9]\d{1,9}$/,
  SE: /^\d{10}01$/,
  SI: /^[1-9]\d{7}$/,
  SK: /^[1-9]\d[2-46-9]\d{7}$/,
  XI: /^(\d{9}|\d{12}|(GD|HA)\d{3})$/,
};

/** Whether a text has the shape of a VAT number, French ones included. Belgian numbers are checked by their modulus too. */
export function isVat(value: string): boolean {
  const country = value.slice(0, 2);
  const number = value.slice(2);
  if (!VAT_SHAPES[country]?.test(number)) return false;
  return country !== 'BE' || 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8));
}

/** Whether a text is the VAT number of a foreign establishment: the French ones are known by their SIRET. */
export function isForeignVat(value: string): boolean {
  return isVat(value) && !value.startsWith('FR');
}

/** ISO country code told by the identifier: FR for a SIRET, the prefix of a VAT number otherwise (EL being Greece). */
export function countryOf(company: { siret: string | null; vatNumber: string | null }): string | null {
  if (company.siret) return 'FR';
  if (!company.vatNumber) return null;
  const prefix = company.vatNumber.slice(0, 2);
  return prefix === 'EL' ? 'GR' : prefix === 'XI' ? 'GB' : prefix;
}
