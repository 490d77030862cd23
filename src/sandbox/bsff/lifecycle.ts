import { emptyCompany, emptyTransporter } from '../../trackdechets/rules/document';
import { forbidden } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type TransporterRecord } from '../records';
import { firstTransporterOf, readersOf } from '../store';
import { demand, demandUpdate, draftOrgIdsFor, findBsff, writersOf } from './access';
import { recordOf } from './create';
import { documentOf } from './document-of';
import { completeCompany, validate } from './validation';

/** publishBsff: also accepts what is published already, and then only moves `updatedAt`. */
export function publishBsff(platform: Platform, user: SandboxUser, id: string): BsffRecord {
  const bsff = findBsff(platform, id);
  demandUpdate(platform, user, bsff);
  const document = { ...documentOf(platform, bsff), isDraft: false };
  validate(platform, document, { id, step: 'EMISSION', sealed: { emitter: true, destination: true } });
  const concerned = readersOf(bsff);
  bsff.isDraft = false;
  platform.touch(bsff);
  platform.announce('UPDATED', bsff, concerned);
  return bsff;
}

/** deleteBsff: hides it for good and frees the packagings it had taken over. */
export function deleteBsff(platform: Platform, user: SandboxUser, id: string): BsffRecord {
  const bsff = findBsff(platform, id);
  demandDelete(user, bsff);
  const concerned = readersOf(bsff);
  for (const packaging of bsff.packagings) platform.store.unlinkPrevious(packaging);
  bsff.isDeleted = true;
  platform.touch(bsff);
  platform.announce('DELETED', bsff, concerned);
  return bsff;
}

function demandDelete(user: SandboxUser, bsff: BsffRecord): void {
  const refusal = 'Vous ne pouvez pas supprimer ce bordereau.';
  if (bsff.status === 'SIGNED_BY_EMITTER') return demand(user, [bsff.emitter.company.siret], 'BSD_CAN_DELETE', refusal);
  if (bsff.status !== 'INITIAL') throw forbidden('Un bordereau signé ne peut plus être supprimé.');
  demand(user, writersOf(bsff), 'BSD_CAN_DELETE', refusal);
}

/**
 * duplicateBsff: a new draft with the parties, the waste and the weight; no container, no fiche, no free text. It always has a
 * transporter, empty where the source has none, whose receipt is taken from its profile even when it is exempted.
 */
export function duplicateBsff(platform: Platform, user: SandboxUser, id: string): BsffRecord {
  const source = findBsff(platform, id);
  demand(user, writersOf(source), 'BSD_CAN_CREATE', 'Vous ne pouvez pas dupliquer ce bordereau.');
  const createdAt = platform.creationInstant();
  const { emitter, destination, waste, weight } = structuredClone(source);
  const copy: BsffRecord = {
    id: platform.newBsffId(),
    row: platform.store.rows.length + 1,
    createdAt,
    updatedAt: createdAt,
    isDraft: true,
    isDeleted: false,
    isDuplicateOf: source.id,
    type: source.type,
    status: 'INITIAL',
    emitter: { company: emitter.company, customInfo: null, emission: { signature: null } },
    waste,
    weight,
    destination: { ...destination, customInfo: null, reception: { date: null, signature: null } },
    transporters: [],
    packagings: [],
    ficheIds: [],
    detenteurOrgIds: [],
    draftOrgIds: [],
  };
  refreshContact(platform, copy.emitter.company);
  refreshContact(platform, copy.destination.company);
  platform.store.add(copy);
  const first = firstTransporterOf(source);
  const carrier = first ? duplicateTransporter(platform, first) : recordOf(platform, emptyTransporter());
  platform.store.setTransporters(copy, [carrier]);
  copy.draftOrgIds = draftOrgIdsFor(user, copy);
  platform.announce('CREATED', copy);
  return copy;
}

function duplicateTransporter(platform: Platform, source: TransporterRecord): TransporterRecord {
  const blank = emptyTransporter();
  const copy = recordOf(platform, {
    ...blank,
    company: { ...emptyCompany(), ...source.company },
    recepisse: { ...blank.recepisse, isExempted: source.recepisse.isExempted },
    transport: { ...blank.transport, mode: source.transport.mode },
  });
  refreshContact(platform, copy.company);
  completeCompany(platform.registry, copy.company);
  const receipt = platform.registry.receiptOf(copy.company);
  copy.recepisse.number = receipt?.receiptNumber ?? null;
  copy.recepisse.department = receipt?.department ?? null;
  copy.recepisse.validityLimit = receipt?.validityLimit ?? null;
  return copy;
}

/** Contact, phone and mail as the registered establishment gives them today. */
function refreshContact({ registry }: Platform, company: BsffRecord['emitter']['company']): void {
  const known = registry.companies.get(company.siret ?? company.vatNumber ?? '');
  if (!known?.registered) return;
  completeCompany(registry, company);
  company.contact = known.contact ?? company.contact;
  company.phone = known.phone ?? company.phone;
  company.mail = known.mail ?? company.mail;
}
