import { type BsffStep } from '../../trackdechets/rules/fields';
import { SIGNATURE_PERMISSION } from '../../trackdechets/rules/permissions';
import { orgIdOf } from '../../trackdechets/rules/document';
import { badInput, forbidden } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type TransporterRecord } from '../records';
import { readersOf } from '../store';
import { can, findBsff } from './access';
import { contentOf } from './create';
import { documentOf } from './document-of';
import { type SignatureInput } from './inputs';
import { signAcceptation, signOperation } from './treatment';
import { validate } from './validation';

/** signBsff (facts: bsff-lifecycle 3.4). */
export function signBsff(platform: Platform, user: SandboxUser, id: string, input: SignatureInput): BsffRecord {
  const bsff = findBsff(platform, id);
  const next = nextTransporter(bsff);
  if (input.type === 'TRANSPORT' && bsff.transporters.length > 1 && !next)
    throw badInput('Tous les transporteurs ont déjà signé.');
  demandSignature(platform, user, signingOrgId(bsff, input, next), input);
  const concerned = readersOf(bsff, platform.store);
  const signature = { author: input.author, date: input.date ?? platform.instant() };
  switch (input.type) {
    case 'EMISSION':
      refuseSecond(bsff.emitter.emission.signature);
      validateFor(platform, bsff, 'EMISSION');
      bsff.emitter.emission.signature = signature;
      bsff.status = 'SIGNED_BY_EMITTER';
      break;
    case 'TRANSPORT': {
      if (!next) throw badInput('Le transporteur a déjà signé.');
      validateFor(platform, bsff, 'TRANSPORT');
      next.transport.signature = signature;
      bsff.status = 'SENT';
      break;
    }
    case 'RECEPTION':
      refuseSecond(bsff.destination.reception.signature);
      validateFor(platform, bsff, 'RECEPTION');
      bsff.destination.reception.signature = signature;
      bsff.status = 'RECEIVED';
      for (const unsigned of bsff.transporters.filter(({ transport }) => !transport.signature)) {
        platform.store.deleteTransporter(unsigned);
      }
      break;
    case 'ACCEPTATION':
      signAcceptation(platform, bsff, signature, input.packagingId ?? null);
      break;
    case 'OPERATION':
      signOperation(platform, bsff, signature, input.packagingId ?? null);
      break;
  }
  platform.touch(bsff);
  platform.announce('UPDATED', bsff, concerned);
  return bsff;
}

/** The transporters sign in their order. */
function nextTransporter(bsff: BsffRecord): TransporterRecord | undefined {
  return bsff.transporters.find(({ transport }) => transport.signature === null);
}

function signingOrgId(bsff: BsffRecord, { type }: SignatureInput, next: TransporterRecord | undefined): string | null {
  if (type === 'EMISSION') return bsff.emitter.company.siret;
  if (type !== 'TRANSPORT') return bsff.destination.company.siret;
  const transporter = next ?? bsff.transporters[0];
  return transporter ? orgIdOf(transporter.company) : null;
}

/** The permission comes first; without it the establishment's code lets anyone sign in its name. */
function demandSignature(platform: Platform, user: SandboxUser, orgId: string | null, input: SignatureInput): void {
  if (can(user, orgId, SIGNATURE_PERMISSION[input.type])) return;
  const company = orgId === null ? undefined : platform.companies.get(orgId);
  if (input.securityCode == null || !company?.registered) throw forbidden('Vous ne pouvez pas signer ce bordereau.');
  platform.securityCodes.check(user, company, input.securityCode);
}

function refuseSecond(signature: object | null): void {
  if (signature) throw badInput('Cette signature a déjà été apposée.');
}

/** Checks the whole BSFF for a step, and keeps what was completed on the way. */
function validateFor(platform: Platform, bsff: BsffRecord, step: BsffStep): void {
  const document = documentOf(platform, bsff);
  const signed = bsff.emitter.emission.signature !== null;
  validate(platform, document, { id: bsff.id, step, sealed: { emitter: signed, destination: signed } });
  bsff.emitter = document.emitter;
  bsff.destination = document.destination;
  bsff.transporters.forEach((transporter, index) =>
    Object.assign(transporter, contentOf(document.transporters[index])),
  );
}
