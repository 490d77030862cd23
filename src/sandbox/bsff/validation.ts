import { closedCompanies, companyIssues } from '../../trackdechets/rules/companies';
import { type BsffDocument, type Company, type Transporter } from '../../trackdechets/rules/document';
import { linkedFicheIssues } from '../../trackdechets/rules/fiche';
import { type BsffStep } from '../../trackdechets/rules/fields';
import { consistencyIssues, formatIssues } from '../../trackdechets/rules/formats';
import { type Issue, issueSentence } from '../../trackdechets/rules/issues';
import { type PreviousPackaging, previousPackagingIssues } from '../../trackdechets/rules/previous-packagings';
import { missingFields } from '../../trackdechets/rules/required';
import { badInput, refusedFor } from '../faults-of-api';
import { type Platform } from '../platform';
import { type Registry } from '../registry';

export interface ValidationOptions {
  /** The BSFF's own id, null when it is being created. */
  id: string | null;
  /** The step whose required fields must be there; null asks for none. */
  step: BsffStep | null;
  /** Parties that may no longer change, so that nothing is completed there. */
  sealed: { emitter: boolean; destination: boolean };
}

function throwIf(found: Issue[]): void {
  if (found.length > 0) throw refusedFor(found);
}

/**
 * Checks a BSFF in Trackdéchets' stages (facts: errors-and-limits 2.2) and completes it on the way: names and addresses from
 * the directory, receipts from the transporters' profiles. @throws BAD_USER_INPUT with the issues of the first stage that has any
 */
export function validate(platform: Platform, bsff: BsffDocument, options: ValidationOptions): void {
  const { lookup } = platform.registry;
  const { kinds, forms } = formatIssues(bsff);
  if (kinds.length > 0) throw refusedFor([...kinds, ...forms]);
  throwIf([...forms, ...consistencyIssues(bsff), ...companyIssues(bsff, lookup)]);
  refuseClosed(closedCompanies(bsff, lookup, options.sealed));
  complete(platform.registry, bsff, options.sealed);
  throwIf([...(options.step ? missingFields(bsff, options.step) : []), ...linkedFicheIssues(bsff)]);
  throwIf(previousPackagingIssues(bsff, options.id, (id) => previousPackaging(platform, id)));
}

/** Closed and dormant establishments are refused one at a time, without an issue. */
export function refuseClosed(found: Issue[]): void {
  if (found[0]) throw badInput(issueSentence(found[0], 'fr'));
}

function complete(registry: Registry, bsff: BsffDocument, sealed: ValidationOptions['sealed']): void {
  if (!sealed.emitter) completeCompany(registry, bsff.emitter.company);
  if (!sealed.destination) completeCompany(registry, bsff.destination.company);
  for (const transporter of bsff.transporters) completeTransporter(registry, transporter);
}

/** Name and address as the directory has them, whatever was sent. */
export function completeCompany(registry: Registry, company: Company): void {
  const known = registry.completing(company.siret);
  if (!known) return;
  company.name = known.name;
  company.address = known.address;
}

/** Name, address, and the receipt that the establishment has recorded, until it signs. */
export function completeTransporter(registry: Registry, transporter: Transporter): void {
  if (transporter.transport.signature) return;
  completeCompany(registry, transporter.company);
  transporter.recepisse.isExempted ??= false;
  const receipt = transporter.recepisse.isExempted ? null : registry.receiptOf(transporter.company);
  transporter.recepisse.number = receipt?.receiptNumber ?? null;
  transporter.recepisse.department = receipt?.department ?? null;
  transporter.recepisse.validityLimit = receipt?.validityLimit ?? null;
}

function previousPackaging({ store }: Platform, id: string): PreviousPackaging | undefined {
  const packaging = store.packagings.get(id);
  if (!packaging) return undefined;
  const bsff = store.ownerOf(packaging);
  return {
    id,
    bsffId: bsff.id,
    numero: packaging.numero,
    destinationSiret: bsff.destination.company.siret,
    wasteCode: packaging.acceptation.wasteCode ?? bsff.waste.code,
    operation: { code: packaging.operation.code, signed: packaging.operation.signature !== null },
    nextBsffId: store.nextOf(packaging)?.bsffId ?? null,
  };
}
