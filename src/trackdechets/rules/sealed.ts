import { BSFF_FIELDS, BSFF_STEPS, type BsffStep, type FieldRule, TRANSPORTER_FIELDS } from './fields';
import { type BsffDocument } from './document';

/** The last signature that counts for a whole BSFF; null before EMISSION. Of the transporters only the first one's counts. */
export function lastSignature(bsff: BsffDocument): BsffStep | null {
  if (bsff.destination.reception.signature) return 'RECEPTION';
  if (bsff.transporters[0]?.transport.signature) return 'TRANSPORT';
  return bsff.emitter.emission.signature ? 'EMISSION' : null;
}

function isSealed<Subject>(rule: FieldRule<Subject>, signed: BsffStep, ofEmitter: boolean): boolean {
  if (!rule.sealedFrom) return false;
  const from = rule.emitterKeeps && ofEmitter ? 'TRANSPORT' : rule.sealedFrom;
  return BSFF_STEPS.indexOf(signed) >= BSFF_STEPS.indexOf(from);
}

/** Rows of the BSFF that may no longer change; `ofEmitter` tells whether the user belongs to the emitter. */
export function sealedBsffFields(bsff: BsffDocument, ofEmitter: boolean): FieldRule<BsffDocument>[] {
  const signed = lastSignature(bsff);
  return signed === null ? [] : BSFF_FIELDS.filter((rule) => isSealed(rule, signed, ofEmitter));
}

/** Whether nothing of the first transporter may change any more. */
export function firstTransporterIsSealed(bsff: BsffDocument): boolean {
  const signed = lastSignature(bsff);
  return signed !== null && signed !== 'EMISSION';
}

/**
 * The paths of `metadata.fields.sealed`, in Trackdéchets' order: the fields of the BSFF, then each field of the first
 * transporter under its alias and under its 1-based index.
 */
export function sealedPaths(bsff: BsffDocument, ofEmitter: boolean): string[][] {
  const paths = sealedBsffFields(bsff, ofEmitter).map((rule) => (rule.sealedPath ?? rule.field).split('.'));
  if (!firstTransporterIsSealed(bsff)) return paths;
  for (const rule of TRANSPORTER_FIELDS) {
    const path = rule.field.split('.');
    paths.push(['transporter', ...path], ['transporters', '1', ...path]);
  }
  return paths;
}
