import { BSFF_FIELDS, BSFF_STEPS, type BsffStep, type FieldRule, TRANSPORTER_FIELDS } from './fields';
import { type BsffDocument } from './document';
import { type Issue, issue } from './issues';

/** Whether a value counts as given: neither null, nor an empty text, nor an empty list. */
export function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined && value !== '';
}

const reaches = (step: BsffStep, from: BsffStep): boolean => BSFF_STEPS.indexOf(step) >= BSFF_STEPS.indexOf(from);

function misses<Subject>(rule: FieldRule<Subject>, subject: Subject, step: BsffStep): boolean {
  if (rule.requiredFrom === undefined || !reaches(step, rule.requiredFrom)) return false;
  return (rule.requiredWhen?.(subject) ?? true) && !isGiven(rule.value(subject));
}

const toPath = (text: string): string[] => text.split('.');

/**
 * Every field that a step asks for and that the document lacks. Publishing asks for what EMISSION asks for.
 * Of several transporters Trackdéchets only ever looks at the first one's fields (facts: bsff-lifecycle 3.6, quirks).
 */
export function missingFields(bsff: BsffDocument, step: BsffStep): Issue[] {
  const found = BSFF_FIELDS.filter((rule) => misses(rule, bsff, step)).map((rule) =>
    issue(rule.field, 'REQUIRED', { path: toPath(rule.issuePath ?? rule.field) }),
  );
  const first = bsff.transporters[0];
  if (!first) return found;
  for (const rule of TRANSPORTER_FIELDS) {
    if (!misses(rule, first, step)) continue;
    const kind = rule.field.startsWith('recepisse.') ? 'RECEIPT_MISSING' : 'REQUIRED';
    found.push(issue(`transporter.${rule.field}`, kind, { path: ['transporters', '1', ...toPath(rule.field)] }));
  }
  return found;
}
