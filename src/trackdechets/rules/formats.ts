import {
  MAX_PLATES,
  MAX_TRANSPORTERS,
  MAX_WEIGHT,
  MAX_WEIGHT_BY_ROAD,
  OPERATIONS,
  WASTE_CODES,
  copiesPackagings,
} from './codes';
import { isForeignVat, isSiret, isVat } from './company-ids';
import { type BsffDocument, type Company, type Packaging, type Transporter } from './document';
import { type Issue, issue } from './issues';

/** Trackdéchets takes an address of the usual form only: no quoted local part, no bare host. */
const EMAIL = /^(?!\.)(?!.*\.\.)[A-Z0-9_'+\-.]*[A-Z0-9_+-]@([A-Z0-9][A-Z0-9-]*\.)+[A-Z]{2,}$/i;

const MAX_TEXT = 250;
const MAX_ADR = 750;
export const MAX_NUMERO = 250;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `emitter.company.mail` as Trackdéchets' database calls it: `emitterCompanyMail`. */
function flat(field: string): string {
  return field
    .split('.')
    .map((part, index) => (index === 0 ? part : capital(part)))
    .join('');
}

interface Spot {
  /** Dotted place in the document. */
  field: string;
  /** What precedes the flat name in Trackdéchets' path. */
  before?: (string | number)[];
  /** The flat name, when it is not made from the field. */
  name?: string;
}
const nativePath = (spot: Spot): (string | number)[] => [...(spot.before ?? []), spot.name ?? flat(spot.field)];
const native = (spot: Spot, rule: Issue['rule'], params: Issue['params'] = {}): Issue =>
  issue(spot.field, rule, { path: nativePath(spot), params });

/** A text's length, null being fine. */
export function tooLong(value: string | null, spot: Spot, max = MAX_TEXT): Issue[] {
  return value !== null && value.length > max ? [native(spot, 'TOO_LONG', { max })] : [];
}

/** An e-mail address' form, null being fine. */
export function badEmail(value: string | null, spot: Spot): Issue[] {
  return value !== null && !EMAIL.test(value) ? [native(spot, 'INVALID_EMAIL')] : [];
}

/** A SIRET's form; Trackdéchets writes the flat name and then the role's own path. */
export function badSiret(value: string | null, spot: Spot, rolePath: string): Issue[] {
  if (!value || isSiret(value)) return [];
  const path = [...nativePath(spot), ...`${rolePath}.siret`.split('.')];
  return [issue(spot.field, 'INVALID_SIRET', { path, params: { value } })];
}

/** A foreign VAT number's form; a French one is refused, its owner having a SIRET. What is no VAT number is told twice. */
export function badVat(value: string | null, spot: Spot, rolePath: string): Issue[] {
  if (!value || isForeignVat(value)) return [];
  const path = [...nativePath(spot), ...`${rolePath}.vatNumber`.split('.')];
  if (isVat(value)) return [issue(spot.field, 'FRENCH_VAT_NUMBER', { path, params: { value } })];
  const invalid = (at: (string | number)[]): Issue =>
    issue(spot.field, 'INVALID_VAT_NUMBER', { path: at, params: { value } });
  return [invalid(nativePath(spot)), invalid(path)];
}

function companyTexts(company: Company, party: 'emitter' | 'destination'): Issue[] {
  const spot = (name: keyof Company): Spot => ({ field: `${party}.company.${name}` });
  return [
    ...tooLong(company.name, spot('name')),
    ...badSiret(company.siret, spot('siret'), `${party}.company`),
    ...tooLong(company.address, spot('address')),
    ...tooLong(company.contact, spot('contact')),
    ...tooLong(company.phone, spot('phone')),
    ...badEmail(company.mail, spot('mail')),
    ...tooLong(company.mail, spot('mail')),
  ];
}

/** Where a transporter of that index is written: as `transporter` when it is the first, and without an index when alone. */
function transporterPrefix(index: number | null): { field: string; before: (string | number)[] } {
  return {
    field: index ? `transporters.${index}` : 'transporter',
    before: index === null ? [] : ['transporters', index],
  };
}

function transporterTexts(transporter: Transporter, index: number | null): Issue[] {
  const { field, before } = transporterPrefix(index);
  const { company } = transporter;
  const spot = (name: keyof Company): Spot => ({
    field: `${field}.company.${name}`,
    before,
    name: `transporterCompany${capital(name)}`,
  });
  const plates: Spot = { field: `${field}.transport.plates`, before, name: 'transporterTransportPlates' };
  return [
    ...badSiret(company.siret, spot('siret'), 'transporter.company'),
    ...badVat(company.vatNumber, spot('vatNumber'), 'transporter.company'),
    ...badEmail(company.mail, spot('mail')),
    ...(transporter.transport.plates.length > MAX_PLATES
      ? [native(plates, 'TOO_MANY_ITEMS', { max: MAX_PLATES })]
      : []),
  ];
}

function packagingNumbers(packaging: Packaging, index: number): Issue[] {
  const at = (name: string): { field: string; path: (string | number)[] } => ({
    field: `packagings.${index}.${name}`,
    path: ['packagings', index, name],
  });
  const bad = (name: string, rule: Issue['rule'], params: Issue['params'] = {}): Issue[] => {
    const { field, path } = at(name);
    return [issue(field, rule, { path, params })];
  };
  const long = { path: ['packagings', index, 'emissionNumero'], params: { max: MAX_NUMERO } };
  return [
    ...(packaging.numero.length === 0 ? bad('numero', 'TOO_SHORT') : []),
    // Trackdéchets keeps the number twice, as it was sent and as the destination may correct it, and checks both.
    ...(packaging.numero.length > MAX_NUMERO
      ? [issue(`packagings.${index}.numero`, 'TOO_LONG', long), ...bad('numero', 'TOO_LONG', { max: MAX_NUMERO })]
      : []),
    ...(packaging.other !== null && packaging.other.length > MAX_TEXT
      ? bad('other', 'TOO_LONG', { max: MAX_TEXT })
      : []),
    ...(packaging.volume !== null && packaging.volume < 0 ? bad('volume', 'NOT_POSITIVE') : []),
    ...(packaging.weight < 0 ? bad('weight', 'NOT_POSITIVE') : []),
    ...(packaging.weight > MAX_WEIGHT ? bad('weight', 'TOO_HEAVY', { max: MAX_WEIGHT }) : []),
  ];
}

function totalWeight(value: number | null): Issue[] {
  const spot = { field: 'weight.value' };
  if (value === null) return [];
  if (value < 0) return [native(spot, 'NOT_POSITIVE')];
  return value > MAX_WEIGHT ? [native(spot, 'TOO_HEAVY', { max: MAX_WEIGHT })] : [];
}

/** A value outside its list: Trackdéchets then looks no further than the other values' own form. */
export function unknownValue(value: string | null, allowed: readonly string[], spot: Spot): Issue[] {
  if (value === null || allowed.includes(value)) return [];
  return [native(spot, 'UNKNOWN_CODE', { value, allowed: allowed.join(', ') })];
}

export interface FormatIssues {
  /** Values of the wrong kind: when there are any, the later checks are not run by Trackdéchets. */
  kinds: Issue[];
  /** Lengths, e-mails, numbers. */
  forms: Issue[];
}

/** Each value's own form (facts: bsff-lifecycle 3.11), draft or not. */
export function formatIssues(bsff: BsffDocument): FormatIssues {
  return {
    kinds: [
      ...unknownValue(bsff.waste.code, WASTE_CODES, { field: 'waste.code' }),
      ...unknownValue(bsff.destination.plannedOperationCode, Object.keys(OPERATIONS), {
        field: 'destination.plannedOperationCode',
      }),
    ],
    forms: [
      ...companyTexts(bsff.emitter.company, 'emitter'),
      ...tooLong(bsff.emitter.customInfo, { field: 'emitter.customInfo' }),
      ...tooLong(bsff.waste.description, { field: 'waste.description' }),
      ...tooLong(bsff.waste.adr, { field: 'waste.adr' }, MAX_ADR),
      ...totalWeight(bsff.weight.value),
      ...companyTexts(bsff.destination.company, 'destination'),
      ...tooLong(bsff.destination.cap, { field: 'destination.cap' }),
      ...tooLong(bsff.destination.customInfo, { field: 'destination.customInfo' }),
      ...bsff.packagings.flatMap(packagingNumbers),
      ...(bsff.transporters.length > MAX_TRANSPORTERS
        ? [issue('transporters', 'TOO_MANY_ITEMS', { params: { max: MAX_TRANSPORTERS } })]
        : []),
      ...bsff.transporters.flatMap(transporterTexts),
    ],
  };
}

/** A transporter that stands alone, as createBsffTransporter and updateBsffTransporter check it. */
export function transporterFormatIssues(transporter: Transporter): Issue[] {
  return [...transporterTexts(transporter, null), ...plateIssues(transporter, null)];
}

function plateIssues(transporter: Transporter, index: number | null): Issue[] {
  const { field, before } = transporterPrefix(index);
  const { plates } = transporter.transport;
  const path = [...before, 'transporter', 'transport', 'plates'];
  const refuse = (rule: Issue['rule']): Issue[] => [issue(`${field}.transport.plates`, rule, { path })];
  if (plates.some((plate) => plate.length < 4 || plate.length > 12)) return refuse('PLATE_LENGTH');
  return plates.some((plate) => plate.trim() === '') ? refuse('PLATE_BLANK') : [];
}

function packagingIssues(bsff: BsffDocument): Issue[] {
  const volumeNeeded = !bsff.isDraft && !copiesPackagings(bsff.type);
  return bsff.packagings.flatMap((packaging, index) => {
    const found: Issue[] = [];
    const bad = (name: string, rule: Issue['rule']): void => {
      found.push(issue(`packagings.${index}.${name}`, rule, { path: ['packagings', index, name] }));
    };
    if (packaging.type === 'AUTRE' && !packaging.other) bad('other', 'OTHER_REQUIRED');
    if (packaging.type !== 'AUTRE' && packaging.other) bad('other', 'OTHER_FORBIDDEN');
    if (packaging.volume === 0) bad('volume', 'NOT_POSITIVE');
    if (packaging.volume === null && volumeNeeded) bad('volume', 'REQUIRED');
    if (packaging.weight === 0) bad('weight', 'NOT_POSITIVE');
    return found;
  });
}

function weightIssues(bsff: BsffDocument): Issue[] {
  const found: Issue[] = [];
  if (bsff.weight.value === 0) found.push(issue('weight.value', 'NOT_POSITIVE'));
  if (!bsff.transporters.some((transporter) => transporter.transport.mode === 'ROAD')) return found;
  const params = { max: MAX_WEIGHT_BY_ROAD };
  if ((bsff.weight.value ?? 0) > MAX_WEIGHT_BY_ROAD) found.push(issue('weight.value', 'TOO_HEAVY_BY_ROAD', { params }));
  bsff.packagings.forEach((packaging, index) => {
    // Trackdéchets writes the path of the total weight, even though one packaging is at fault.
    if (packaging.weight > MAX_WEIGHT_BY_ROAD) {
      found.push(issue(`packagings.${index}.weight`, 'TOO_HEAVY_BY_ROAD', { path: ['weight', 'value'], params }));
    }
  });
  return found;
}

/** What the values say together: packagings, weights in kilograms, number plates. */
export function consistencyIssues(bsff: BsffDocument): Issue[] {
  return [...packagingIssues(bsff), ...weightIssues(bsff), ...bsff.transporters.flatMap(plateIssues)];
}
