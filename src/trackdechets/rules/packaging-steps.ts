import { MAX_WEIGHT, PACKAGING_ACCEPTATION_STATUSES, WASTE_CODES, operationRule } from './codes';
import { type CompanyLookup, destinationIssues } from './companies';
import { type Acceptation, type Company, type Operation, type PackagingTreatment } from './document';
import { badEmail, badSiret, badVat, tooLong, unknownValue } from './formats';
import { type Issue, issue } from './issues';
import { isGiven } from './required';

const NEXT = 'operation.nextDestination';
const NEXT_COMPANY = 'operationNextDestinationCompany';
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const nextSpot = (name: keyof Company): { field: string; name: string } => ({
  field: `${NEXT}.company.${name}`,
  name: `${NEXT_COMPANY}${capital(name)}`,
});

function acceptedWeight(weight: number | null): Issue[] {
  if (weight === null) return [];
  const path = ['acceptationWeight'];
  if (weight < 0) return [issue('acceptation.weight', 'NEGATIVE', { path })];
  return weight > MAX_WEIGHT ? [issue('acceptation.weight', 'TOO_HEAVY', { path, params: { max: MAX_WEIGHT } })] : [];
}

/** Each value's own form; `kinds` are those after which Trackdéchets looks no further. */
export function treatmentFormats({ acceptation, operation }: PackagingTreatment): { kinds: Issue[]; forms: Issue[] } {
  const { company } = operation.nextDestination;
  return {
    kinds: unknownValue(acceptation.wasteCode, WASTE_CODES, { field: 'acceptation.wasteCode' }),
    forms: [
      // A partial refusal is a value of the right kind, that this document does not take.
      ...unknownValue(acceptation.status, PACKAGING_ACCEPTATION_STATUSES, { field: 'acceptation.status' }),
      ...acceptedWeight(acceptation.weight),
      ...tooLong(acceptation.refusalReason, { field: 'acceptation.refusalReason' }),
      ...tooLong(acceptation.wasteDescription, { field: 'acceptation.wasteDescription' }),
      ...tooLong(operation.description, { field: 'operation.description' }),
      ...tooLong(operation.nextDestination.cap, { field: `${NEXT}.cap` }),
      ...badSiret(company.siret, nextSpot('siret'), 'nextDestination.company'),
      ...badVat(company.vatNumber, nextSpot('vatNumber'), 'nextDestination.company'),
      ...(['name', 'address', 'contact', 'phone'] as const).flatMap((name) => tooLong(company[name], nextSpot(name))),
      ...badEmail(company.mail, nextSpot('mail')),
    ],
  };
}

/** An issue that Trackdéchets attaches to nothing: its path is empty. */
const unplaced = (field: string, rule: Issue['rule'], params: Issue['params'] = {}): Issue =>
  issue(field, rule, { path: [], params });

function weightAgainstStatus({ status, weight }: Acceptation): Issue[] {
  if (status === 'REFUSED' && (weight ?? 0) > 0) return [unplaced('acceptation.weight', 'WEIGHT_OF_REFUSAL')];
  return status === 'ACCEPTED' && weight === 0 ? [unplaced('acceptation.weight', 'WEIGHT_OF_ACCEPTATION')] : [];
}

function hasNextDestination({ nextDestination: { plannedOperationCode, cap, company } }: Operation): boolean {
  const { siret, vatNumber, name, address, contact, phone, mail } = company;
  return [plannedOperationCode, cap, siret, vatNumber, name, address, contact, phone, mail].some(isGiven);
}

function operationAgainstCode(operation: Operation): Issue[] {
  const rule = operationRule(operation.code);
  if (!rule || operation.code === null) return [];
  const params = { code: operation.code };
  const found: Issue[] = [];
  // A mode chosen before the signature is not looked at again after it.
  if (operation.mode !== null && operation.signature === null && !rule.modes.includes(operation.mode)) {
    found.push(unplaced('operation.mode', 'MODE_OF_OPERATION', params));
  }
  if (rule.final && operation.noTraceability)
    found.push(unplaced('operation.noTraceability', 'NO_TRACEABILITY_OF_FINAL', params));
  if (rule.final && hasNextDestination(operation)) found.push(unplaced(NEXT, 'NEXT_DESTINATION_OF_FINAL', params));
  return found;
}

/** What the values say together, and who the next destination is (facts: bsff-lifecycle 3.8). */
export function treatmentConsistency({ acceptation, operation }: PackagingTreatment, lookup: CompanyLookup): Issue[] {
  const place = { field: `${NEXT}.company.siret`, path: 'destination.company.siret' };
  return [
    ...weightAgainstStatus(acceptation),
    ...operationAgainstCode(operation),
    ...destinationIssues(operation.nextDestination.company, place, lookup),
  ];
}

interface TreatmentRule {
  field: string;
  name: string;
  value: (packaging: PackagingTreatment) => unknown;
  requiredWhen?: (packaging: PackagingTreatment) => boolean;
}

const ACCEPTATION_FIELDS: readonly TreatmentRule[] = [
  { field: 'numero', name: 'numero', value: (p) => p.numero },
  { field: 'acceptation.date', name: 'acceptationDate', value: (p) => p.acceptation.date },
  {
    field: 'acceptation.refusalReason',
    name: 'acceptationRefusalReason',
    value: (p) => p.acceptation.refusalReason,
    requiredWhen: (p) => p.acceptation.status === 'REFUSED',
  },
  { field: 'acceptation.weight', name: 'acceptationWeight', value: (p) => p.acceptation.weight },
  { field: 'acceptation.status', name: 'acceptationStatus', value: (p) => p.acceptation.status },
  {
    field: 'acceptation.wasteDescription',
    name: 'acceptationWasteDescription',
    value: (p) => p.acceptation.wasteDescription,
  },
];

const needsNext = ({ operation }: PackagingTreatment): boolean =>
  operationRule(operation.code)?.final === false && !operation.noTraceability;
const nextField = (
  name: keyof Company,
  requiredWhen: (p: PackagingTreatment) => boolean = needsNext,
): TreatmentRule => ({ ...nextSpot(name), value: (p) => p.operation.nextDestination.company[name], requiredWhen });

const OPERATION_FIELDS: readonly TreatmentRule[] = [
  { field: 'acceptation.signature.author', name: 'acceptationSignatureAuthor', value: (p) => p.acceptation.signature },
  { field: 'acceptation.signature.date', name: 'acceptationSignatureDate', value: (p) => p.acceptation.signature },
  { field: 'operation.date', name: 'operationDate', value: (p) => p.operation.date },
  { field: 'operation.code', name: 'operationCode', value: (p) => p.operation.code },
  {
    field: 'operation.mode',
    name: 'operationMode',
    value: (p) => p.operation.mode,
    requiredWhen: (p) => (operationRule(p.operation.code)?.modes.length ?? 0) > 0,
  },
  { field: 'operation.description', name: 'operationDescription', value: (p) => p.operation.description },
  {
    field: `${NEXT}.plannedOperationCode`,
    name: 'operationNextDestinationPlannedOperationCode',
    value: (p) => p.operation.nextDestination.plannedOperationCode,
    requiredWhen: needsNext,
  },
  nextField('name'),
  nextField('siret', (p) => needsNext(p) && !p.operation.nextDestination.company.vatNumber),
  nextField('vatNumber', (p) => needsNext(p) && !p.operation.nextDestination.company.siret),
  nextField('address'),
  nextField('contact'),
  nextField('phone'),
  nextField('mail'),
];

/** What one packaging lacks for its acceptation or its operation to be signed, or to stay so. */
export function missingTreatment(packaging: PackagingTreatment, step: 'ACCEPTATION' | 'OPERATION'): Issue[] {
  const rules = step === 'OPERATION' ? [...ACCEPTATION_FIELDS, ...OPERATION_FIELDS] : ACCEPTATION_FIELDS;
  return rules
    .filter((rule) => (rule.requiredWhen?.(packaging) ?? true) && !isGiven(rule.value(packaging)))
    .map((rule) => issue(rule.field, 'REQUIRED', { path: [rule.name] }));
}

/** The last signature on a packaging, which says what must stay filled in; null when there is none. */
export function lastTreatmentSignature({
  acceptation,
  operation,
}: PackagingTreatment): 'ACCEPTATION' | 'OPERATION' | null {
  if (operation.signature) return 'OPERATION';
  return acceptation.signature ? 'ACCEPTATION' : null;
}
