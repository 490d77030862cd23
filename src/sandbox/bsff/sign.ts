import { type BsffStep } from '../../trackdechets/rules/fields';
import { SIGNATURE_PERMISSION } from '../../trackdechets/rules/permissions';
import { type SignatureType } from '../../trackdechets/rules/codes';
import { type BsffDocument, type Signature, orgIdsOf } from '../../trackdechets/rules/document';
import { badInput, forbidden } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type TransporterRecord } from '../records';
import { firstTransporterOf, readersOf } from '../store';
import { can, findBsff, handDraftTo, isOfEmitter } from './access';
import { documentOf } from './document-of';
import { type SignatureInput } from './inputs';
import { signAcceptation, signOperation } from './treatment';
import { validate } from './validation';

interface Signing {
  platform: Platform;
  user: SandboxUser;
  bsff: BsffRecord;
  signature: Signature;
  packagingId: string | null;
}

/** What each signature checks and writes. */
const SIGN: Record<SignatureType, (signing: Signing) => void> = {
  EMISSION: ({ platform, user, bsff, signature }) => {
    refuseSecond(bsff.emitter.emission.signature);
    validateFor(platform, bsff, 'EMISSION', !isOfEmitter(user, bsff));
    bsff.emitter.emission.signature = signature;
    bsff.status = 'SIGNED_BY_EMITTER';
  },
  TRANSPORT: ({ platform, bsff, signature }) => {
    const next = nextTransporter(bsff);
    if (!next) throw badInput('Le transporteur a déjà signé.');
    const { transporters } = validateFor(platform, bsff, 'TRANSPORT');
    Object.assign(next, { recepisse: transporters[bsff.transporters.indexOf(next)]?.recepisse });
    next.transport.signature = signature;
    bsff.status = 'SENT';
  },
  RECEPTION: ({ platform, bsff, signature }) => {
    refuseSecond(bsff.destination.reception.signature);
    validateFor(platform, bsff, 'RECEPTION');
    bsff.destination.reception.signature = signature;
    bsff.status = 'RECEIVED';
    const unsigned = bsff.transporters.filter(({ transport }) => !transport.signature);
    for (const transporter of unsigned) platform.store.deleteTransporter(transporter);
  },
  ACCEPTATION: ({ platform, bsff, signature, packagingId }) => signAcceptation(platform, bsff, signature, packagingId),
  OPERATION: ({ platform, bsff, signature, packagingId }) => signOperation(platform, bsff, signature, packagingId),
};

/** signBsff (facts: bsff-lifecycle 3.4). */
export function signBsff(platform: Platform, user: SandboxUser, id: string, input: SignatureInput): BsffRecord {
  const bsff = findBsff(platform, id);
  if (input.type === 'TRANSPORT' && bsff.transporters.length > 1 && !nextTransporter(bsff)) {
    throw badInput('Tous les transporteurs ont déjà signé.');
  }
  demandSignature(platform, user, signingOrgIds(bsff, input), input);
  const concerned = readersOf(bsff);
  const signature = { author: input.author, date: input.date ?? platform.instant() };
  SIGN[input.type]({ platform, user, bsff, signature, packagingId: input.packagingId ?? null });
  platform.touch(bsff);
  handDraftTo(user, bsff);
  platform.announce('UPDATED', bsff, concerned);
  return bsff;
}

/** The transporters sign in their order. */
function nextTransporter(bsff: BsffRecord): TransporterRecord | undefined {
  return bsff.transporters.find(({ transport }) => transport.signature === null);
}

function signingOrgIds(bsff: BsffRecord, { type }: SignatureInput): string[] {
  if (type === 'EMISSION') return orgIdsOf({ ...bsff.emitter.company, vatNumber: null });
  if (type !== 'TRANSPORT') return orgIdsOf({ ...bsff.destination.company, vatNumber: null });
  const transporter = bsff.transporters.length > 1 ? nextTransporter(bsff) : firstTransporterOf(bsff);
  return transporter ? orgIdsOf(transporter.company) : [];
}

/** The permission comes first; without it the establishment's code lets anyone sign in its name. */
function demandSignature(platform: Platform, user: SandboxUser, orgIds: string[], input: SignatureInput): void {
  if (orgIds.some((orgId) => can(user, orgId, SIGNATURE_PERMISSION[input.type]))) return;
  const company = orgIds.map((orgId) => platform.companies.get(orgId)).find((one) => one?.registered);
  if (input.securityCode == null || !company) throw forbidden('Vous ne pouvez pas signer ce bordereau.');
  platform.securityCodes.check(user, company, input.securityCode);
}

function refuseSecond(signature: object | null): void {
  if (signature) throw badInput('Cette signature a déjà été apposée.');
}

/** Checks the whole BSFF for a step, on a copy: what is completed on the way is not written (facts: bsff-lifecycle 3.4). */
function validateFor(platform: Platform, bsff: BsffRecord, step: BsffStep, sealed = true): BsffDocument {
  const document = documentOf(platform, bsff);
  validate(platform, document, { id: bsff.id, step, sealed: { emitter: sealed, destination: sealed } });
  return document;
}
