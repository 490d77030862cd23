import { PREVIOUS_LIST, PREVIOUS_LISTS, type PreviousList, operationRule } from './codes';
import { type BsffDocument } from './document';
import { type Issue, issue } from './issues';

/** What the rules must know of a packaging that is taken over. */
export interface PreviousPackaging {
  id: string;
  bsffId: string;
  numero: string;
  /** SIRET that received it. */
  destinationSiret: string | null;
  /** The code it was accepted under, else the one of its BSFF. */
  wasteCode: string | null;
  operation: { code: string | null; signed: boolean };
  /** The BSFF that already takes it over, null when none does. */
  nextBsffId: string | null;
}

type Fault = (rule: Issue['rule'], params?: Issue['params']) => Issue;

/**
 * Whether the lists agree with the type, apart from what each packaging says: Trackdéchets reports them in this order, one
 * at a time, drafts included (facts: bsff-lifecycle 3.13).
 */
function listIssue(bsff: BsffDocument, own: PreviousList | null): Issue | null {
  const given = PREVIOUS_LISTS.filter((list) => bsff[list].length > 0);
  if (own !== null && given.length === 0) return issue(own, 'PREVIOUS_PACKAGINGS_REQUIRED');
  return given.some((list) => list !== own) ? issue('type', 'PREVIOUS_PACKAGINGS_OTHER_TYPE') : null;
}

function packagingFaults(bsff: BsffDocument, packaging: PreviousPackaging, id: string | null, fault: Fault): Issue[] {
  const { numero, operation } = packaging;
  const found: Issue[] = [];
  if (packaging.destinationSiret !== bsff.emitter.company.siret)
    found.push(fault('PREVIOUS_PACKAGING_NOT_YOURS', { numero }));
  const allowed = operationRule(operation.code)?.next ?? [];
  if (!operation.signed) found.push(fault('PREVIOUS_PACKAGING_NOT_TREATED', { numero }));
  else if (bsff.type === null || !allowed.includes(bsff.type)) {
    found.push(fault('PREVIOUS_PACKAGING_CODE', { numero, code: operation.code ?? '' }));
  }
  const taken = packaging.nextBsffId !== null && packaging.nextBsffId !== id;
  return taken ? [...found, fault('PREVIOUS_PACKAGING_TAKEN', { numero })] : found;
}

/**
 * Faults of the grouped, forwarded or repackaged packagings. `id` is the BSFF's own, null when it is being created; `find`
 * gives what is known of a packaging, undefined when it does not exist.
 */
export function previousPackagingIssues(
  bsff: BsffDocument,
  id: string | null,
  find: (packagingId: string) => PreviousPackaging | undefined,
): Issue[] {
  const own = bsff.type === null ? null : PREVIOUS_LIST[bsff.type];
  const wrong = listIssue(bsff, own);
  if (wrong) return [wrong];
  if (own === null) return [];
  if (!bsff.emitter.company.siret) return [issue('emitter.company.siret', 'REQUIRED')];
  const fault: Fault = (rule, params = {}) => issue(own, rule, { params });
  const packagings = [...new Set(bsff[own])].map(find).filter((packaging) => packaging !== undefined);
  if (packagings.length < bsff[own].length) return [fault('PREVIOUS_PACKAGINGS_UNKNOWN')];
  if (bsff.type === 'REEXPEDITION' && new Set(packagings.map((packaging) => packaging.bsffId)).size > 1) {
    return [fault('PREVIOUS_PACKAGINGS_SEVERAL_BSFFS')];
  }
  const codes = new Set(packagings.flatMap(({ wasteCode }) => wasteCode ?? []));
  if (bsff.type !== 'RECONDITIONNEMENT' && codes.size > 1) {
    return [issue('waste.code', 'PREVIOUS_PACKAGINGS_SEVERAL_CODES')];
  }
  return packagings.flatMap((packaging) => packagingFaults(bsff, packaging, id, fault));
}
