import { closedCompany } from '../../trackdechets/rules/companies';
import { type Transporter, orgIdOf } from '../../trackdechets/rules/document';
import { transporterFormatIssues } from '../../trackdechets/rules/formats';
import { roleCan } from '../../trackdechets/rules/permissions';
import { badInput, forbidden, refusedFor } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type TransporterRecord } from '../records';
import { readersOf } from '../store';
import { demandUpdate, findTransporter, writersOf, can } from './access';
import { byRoadUnlessSaid, newTransporter, recordOf } from './create';
import { type TransporterInput } from './inputs';
import { mergeTransporter } from './merge';
import { completeTransporter, refuseClosed } from './validation';

/** Formats, plates, dormant and closed establishments: neither registration nor profile are looked at here. */
function check(platform: Platform, transporter: Transporter): void {
  const found = transporterFormatIssues(transporter);
  if (found.length > 0) throw refusedFor(found);
  refuseClosed(closedCompany(transporter.company, 'transporter.company.siret', platform.registry.lookup));
  completeTransporter(platform.registry, transporter);
}

/** createBsffTransporter: a transporter on no BSFF yet; any user who may create or update somewhere may make one. */
export function createTransporter(platform: Platform, user: SandboxUser, input: TransporterInput): TransporterRecord {
  const allowed = [...user.roles.values()].some(
    (role) => roleCan(role, 'BSD_CAN_CREATE') || roleCan(role, 'BSD_CAN_UPDATE'),
  );
  if (!allowed) throw forbidden('Vous ne pouvez pas créer de transporteur.');
  const transporter = newTransporter(input);
  check(platform, transporter);
  byRoadUnlessSaid(transporter, input);
  const record = recordOf(platform, transporter);
  platform.store.transporters.set(record.id, record);
  return record;
}

function attachedTo(platform: Platform, { bsffId }: TransporterRecord): BsffRecord | undefined {
  return bsffId === null ? undefined : platform.store.bsff(bsffId);
}

/** updateBsffTransporter: whose it is matters only once it is on a BSFF. */
export function updateTransporter(
  platform: Platform,
  user: SandboxUser,
  id: string,
  input: TransporterInput,
): TransporterRecord {
  const transporter = findTransporter(platform, id);
  const bsff = attachedTo(platform, transporter);
  refuseSigned(transporter);
  if (bsff) demandUpdate(platform, user, bsff);
  const after = mergeTransporter(structuredClone(transporter), input);
  check(platform, after);
  const concerned = bsff ? readersOf(bsff, platform.store) : [];
  Object.assign(transporter, after);
  if (bsff) {
    platform.touch(bsff);
    platform.announce('UPDATED', bsff, concerned);
  }
  return transporter;
}

/** deleteBsffTransporter: nobody takes oneself off a BSFF this way; on none, even one that has signed may go. */
export function deleteTransporter(platform: Platform, user: SandboxUser, id: string): string {
  const transporter = findTransporter(platform, id);
  const bsff = attachedTo(platform, transporter);
  if (bsff) {
    refuseSigned(transporter);
    demandUpdate(platform, user, bsff);
    const own = orgIdOf(transporter.company);
    const others = writersOf(bsff).filter((orgId) => orgId !== own);
    if (!others.some((orgId) => can(user, orgId, 'BSD_CAN_UPDATE'))) {
      throw forbidden('Vous ne pouvez pas retirer votre propre établissement de ce bordereau.');
    }
  }
  const concerned = bsff ? readersOf(bsff, platform.store) : [];
  platform.store.deleteTransporter(transporter);
  if (bsff) {
    platform.touch(bsff);
    platform.announce('UPDATED', bsff, concerned);
  }
  return id;
}

function refuseSigned({ transport }: TransporterRecord): void {
  if (transport.signature) throw badInput('Ce transporteur a signé : il ne peut plus être modifié ni supprimé.');
}
