import { type BsffDocument, type Transporter } from '../../trackdechets/rules/document';
import { BSFF_FIELDS, TRANSPORTER_FIELDS } from '../../trackdechets/rules/fields';
import { firstTransporterIsSealed, sealedBsffFields } from '../../trackdechets/rules/sealed';
import { labelOf } from '../../trackdechets/rules/labels';
import { forbidden } from '../faults-of-api';
import { type BsffInput } from './inputs';

/** Two values that differ only in their emptiness or beyond the sixth decimal are the same. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Math.round(a * 1e6) === Math.round(b * 1e6);
  if (Array.isArray(a) && Array.isArray(b)) return sorted(a) === sorted(b);
  return (a ?? '') === (b ?? '');
}

/** Order does not count, in plates or in ids. */
function sorted(list: unknown[]): string {
  return JSON.stringify(list.map(String).sort());
}

type Lists = 'packagings' | 'ficheInterventions' | 'transporters' | 'forwarding' | 'grouping' | 'repackaging';
type Compare = (before: BsffDocument, after: BsffDocument, input: BsffInput) => boolean;

const packagingKey = ({ type, other, numero, volume, weight }: BsffDocument['packagings'][number]): unknown => [
  type,
  other ?? '',
  numero,
  volume,
  Math.round(weight * 1e6),
];
const keys = (document: BsffDocument): string => JSON.stringify(document.packagings.map(packagingKey));
/** null is not the stored empty list: it counts as a change (facts: bsff-lifecycle 3.15). */
const unlessNull =
  (list: 'ficheInterventions' | 'forwarding' | 'grouping' | 'repackaging'): Compare =>
  (before, after, input) =>
    input[list] === null || !same(before[list].map(idOf), after[list].map(idOf));

/** Whether each list changes. The order of packagings counts; that of the other lists does not. */
const LISTS: Record<Lists, Compare> = {
  packagings: (before, after) => keys(before) !== keys(after),
  ficheInterventions: unlessNull('ficheInterventions'),
  transporters: (before, after) => before.transporters.map(idOf).join() !== after.transporters.map(idOf).join(),
  forwarding: unlessNull('forwarding'),
  grouping: unlessNull('grouping'),
  repackaging: unlessNull('repackaging'),
};

/** The id of a stored thing, empty for one that is not stored. */
export function idOf(record: object | string): string {
  if (typeof record === 'string') return record;
  return 'id' in record && typeof record.id === 'string' ? record.id : '';
}

/** Fields of the BSFF that the update changes, by their names in the rules' table. */
export function changedFields(before: BsffDocument, after: BsffDocument, input: BsffInput): Set<string> {
  const changed = new Set<string>();
  for (const { field, value } of BSFF_FIELDS) {
    const differs =
      field in LISTS
        ? LISTS[field as Lists](before, after, input)
        : field.includes('.signature')
          ? false
          : !same(value(before), value(after));
    if (differs) changed.add(field);
  }
  for (const field of ['destination.customInfo'] as const) {
    if (!same(before.destination.customInfo, after.destination.customInfo)) changed.add(field);
  }
  return changed;
}

/** Fields of the first transporter that the update changes; all of them when it becomes another one or leaves. */
export function changedTransporterFields(before: Transporter | undefined, after: Transporter | undefined): string[] {
  if (!before && !after) return [];
  const replaced = !before || !after || idOf(before) !== idOf(after);
  return TRANSPORTER_FIELDS.filter((rule) => replaced || !same(rule.value(before), rule.value(after))).map(
    (rule) => `transporter.${rule.field}`,
  );
}

/** @throws FORBIDDEN, naming every sealed field that the update would change */
export function refuseSealed(
  before: BsffDocument,
  changed: Set<string>,
  changedOfTransporter: string[],
  ofEmitter: boolean,
): void {
  const sealed = sealedBsffFields(before, ofEmitter)
    .map((rule) => rule.field)
    .filter((field) => changed.has(field));
  if (before.transporters[0] && firstTransporterIsSealed(before)) sealed.push(...changedOfTransporter);
  if (sealed.length === 0) return;
  const labels = sealed.map((field) => labelOf(field).fr);
  throw forbidden(`Ces champs sont scellés par une signature et ne peuvent plus changer : ${labels.join(', ')}.`);
}
