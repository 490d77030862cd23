import { operationRule } from '../../trackdechets/rules/codes';
import { type Signature } from '../../trackdechets/rules/document';
import {
  lastTreatmentSignature,
  missingTreatment,
  treatmentConsistency,
  treatmentFormats,
} from '../../trackdechets/rules/packaging-steps';
import { statusOf } from '../../trackdechets/rules/status';
import { closedCompany } from '../../trackdechets/rules/companies';
import { badInput, brokenInside, forbidden, refusedFor } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, NUMERO_COLUMN, type PackagingRecord, byNumero } from '../records';
import { demand, findPackaging, handDraftTo } from './access';
import { type PackagingUpdateInput } from './inputs';
import { mergeAcceptation, mergeOperation } from './merge';
import { completeCompany, refuseClosed } from './validation';

type TreatmentStep = 'ACCEPTATION' | 'OPERATION';

/** updateBsffPackaging: the destination's data, correctable for ever until the packaging is taken over by another BSFF. */
export function updatePackaging(
  platform: Platform,
  user: SandboxUser,
  id: string,
  input: PackagingUpdateInput,
): PackagingRecord {
  const packaging = findPackaging(platform, id);
  const bsff = platform.store.ownerOf(packaging);
  const refusal = 'Seule la destination peut renseigner l’acceptation et l’opération.';
  demand(user, [bsff.destination.company.siret], 'BSD_CAN_UPDATE', refusal);
  if (input.numero === null || input.numero === '') throw badInput('Le numéro du contenant ne peut pas être vide.');
  const after: PackagingRecord = {
    ...packaging,
    numero: input.numero ?? packaging.numero,
    acceptation: mergeAcceptation(packaging.acceptation, input.acceptation),
    operation: structuredClone(mergeOperation(packaging.operation, input.operation)),
  };
  const changed = differs(packaging, after);
  if (changed && packaging.nextPackagingId !== null) {
    throw forbidden('Ce contenant est repris par un autre bordereau : ses données sont scellées.');
  }
  check(platform, after, lastTreatmentSignature(packaging));
  if (after.numero.length > NUMERO_COLUMN) throw brokenInside();
  const { numero, acceptation, operation } = after;
  Object.assign(packaging, { numero, acceptation, operation });
  bsff.packagings.sort(byNumero);
  if (changed && acceptation.signature) {
    refreshStatus(platform, bsff);
    platform.touch(bsff);
    handDraftTo(user, bsff);
    platform.announce('UPDATED', bsff);
  }
  return packaging;
}

function differs(before: PackagingRecord, after: PackagingRecord): boolean {
  const key = ({ numero, acceptation, operation }: PackagingRecord): string =>
    JSON.stringify([numero, acceptation, operation]);
  return key(before) !== key(after);
}

/** Trackdéchets' stages for one packaging; name and address of the next destination are completed on the way. */
function check(platform: Platform, packaging: PackagingRecord, step: TreatmentStep | null): void {
  const { lookup } = platform.registry;
  const { kinds, forms } = treatmentFormats(packaging);
  const found = kinds.length > 0 ? [...kinds, ...forms] : [...forms, ...treatmentConsistency(packaging, lookup)];
  if (found.length > 0) throw refusedFor(found);
  const { company } = packaging.operation.nextDestination;
  refuseClosed(closedCompany(company, 'operation.nextDestination.company.siret', lookup));
  completeCompany(platform.registry, company);
  const missing = step === null ? [] : missingTreatment(packaging, step);
  if (missing.length > 0) throw refusedFor(missing);
}

/** signBsff ACCEPTATION, of one packaging or of all that are not signed yet. */
export function signAcceptation(platform: Platform, bsff: BsffRecord, signature: Signature, id: string | null): void {
  if (!bsff.destination.reception.signature) throw badInput('La réception n’est pas encore signée.');
  refuseSecond(bsff, id, ({ acceptation }) => acceptation.signature);
  for (const packaging of inOrderOfAnswer(chosen(bsff, id))) check(platform, packaging, 'ACCEPTATION');
  for (const packaging of chosen(bsff, id)) {
    const { acceptation } = packaging;
    packaging.acceptation = {
      ...acceptation,
      wasteCode: acceptation.wasteCode ?? bsff.waste.code,
      signature: acceptation.signature ?? signature,
    };
    if (acceptation.status === 'REFUSED') platform.store.unlinkPrevious(packaging);
  }
  refreshStatus(platform, bsff);
}

/** signBsff OPERATION, of one packaging or of all that are not signed yet; ancestors may so come to an end. */
export function signOperation(platform: Platform, bsff: BsffRecord, signature: Signature, id: string | null): void {
  refuseSecond(bsff, id, ({ operation }) => operation.signature);
  const packagings = chosen(bsff, id);
  for (const packaging of inOrderOfAnswer(packagings)) check(platform, packaging, 'OPERATION');
  for (const packaging of packagings) {
    if (!packaging.operation.signature) packaging.operation = { ...packaging.operation, signature };
  }
  refreshStatus(platform, bsff);
  for (const ancestor of ancestorsOf(platform, bsff.packagings.filter(isOver))) {
    if (!refreshStatus(platform, ancestor)) continue;
    platform.touch(ancestor);
    platform.announce('UPDATED', ancestor);
  }
}

/** @throws BAD_USER_INPUT when the packaging is not one of this BSFF */
function chosen(bsff: BsffRecord, id: string | null): PackagingRecord[] {
  if (id === null) return bsff.packagings;
  const packaging = bsff.packagings.find((one) => one.id === id);
  if (!packaging) throw badInput(`Le contenant ${id} n’est pas sur ce bordereau.`);
  return [packaging];
}

/** One packaging is signed once; signing them all again passes. */
function refuseSecond(
  bsff: BsffRecord,
  id: string | null,
  signatureOf: (packaging: PackagingRecord) => Signature | null,
): void {
  if (id === null) return;
  if (chosen(bsff, id).some(signatureOf)) throw badInput('Cette signature a déjà été apposée sur ce contenant.');
}

/**
 * Trackdéchets checks all the packagings at once and answers for the first that fails: those whose next destination must be
 * looked up come after the others (observed).
 */
function inOrderOfAnswer(packagings: PackagingRecord[]): PackagingRecord[] {
  const lookedUp = ({ operation }: PackagingRecord): number => (operation.nextDestination.company.siret ? 1 : 0);
  return packagings.toSorted((a, b) => lookedUp(a) - lookedUp(b));
}

/** Treated for good, or without traceability: only then are the BSFFs upstream looked at again. */
function isOver({ operation: { code, noTraceability, signature } }: PackagingRecord): boolean {
  return signature !== null && code !== null && (noTraceability || operationRule(code)?.final === true);
}

/** BSFFs whose content these packagings took over, however far back. */
function ancestorsOf({ store }: Platform, packagings: PackagingRecord[]): Set<BsffRecord> {
  const found = new Set<BsffRecord>();
  const climb = ({ previousPackagingIds }: PackagingRecord): void => {
    for (const id of previousPackagingIds) {
      const previous = store.packagings.get(id);
      if (!previous) continue;
      found.add(store.ownerOf(previous));
      climb(previous);
    }
  };
  packagings.forEach(climb);
  return found;
}

/** Recomputes the status from the packagings; tells whether it changed. */
function refreshStatus({ store }: Platform, bsff: BsffRecord): boolean {
  const status = statusOf(
    bsff.packagings.map((packaging) => ({ ...packaging, last: store.downstreamOf(packaging).at(-1) ?? packaging })),
  );
  if (status === null || status === bsff.status) return false;
  bsff.status = status;
  return true;
}
