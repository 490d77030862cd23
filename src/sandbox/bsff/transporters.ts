import { closedCompany } from '../../trackdechets/rules/companies';
import { type Transporter } from '../../trackdechets/rules/document';
import { transporterFormatIssues } from '../../trackdechets/rules/formats';
import { roleCan } from '../../trackdechets/rules/permissions';
import { badInput, forbidden, refusedFor } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type TransporterRecord } from '../records';
import { readersOf } from '../store';
import { demandTransporterUpdate, demandUpdate, findBsff, findTransporter, handDraftTo } from './access';
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

/** The BSFF it is on, deleted or not. */
function attachedTo({ store }: Platform, { bsffId }: TransporterRecord): BsffRecord | undefined {
  return bsffId === null ? undefined : store.bsffs.get(bsffId);
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
  const after = mergeTransporter(structuredClone(transporter), input);
  if (bsff) demandTransporterUpdate(user, bsff, after);
  check(platform, after);
  rewrite(platform, user, bsff, () => Object.assign(transporter, after));
  return transporter;
}

/** deleteBsffTransporter: nobody takes oneself off a BSFF this way; on none, even one that has signed may go. */
export function deleteTransporter(platform: Platform, user: SandboxUser, id: string): string {
  const transporter = findTransporter(platform, id);
  if (transporter.bsffId !== null) {
    refuseSigned(transporter);
    const bsff = findBsff(platform, transporter.bsffId);
    const others = bsff.transporters.map((one) => one.id).filter((one) => one !== id);
    demandUpdate(platform, user, bsff, { transporters: others });
  }
  rewrite(platform, user, attachedTo(platform, transporter), () => platform.store.deleteTransporter(transporter));
  return id;
}

function rewrite(platform: Platform, user: SandboxUser, bsff: BsffRecord | undefined, change: () => void): void {
  const concerned = bsff ? readersOf(bsff) : [];
  change();
  if (!bsff) return;
  platform.touch(bsff);
  handDraftTo(user, bsff);
  platform.announce('UPDATED', bsff, concerned);
}

function refuseSigned({ transport }: TransporterRecord): void {
  if (transport.signature) throw badInput('Ce transporteur a signé : il ne peut plus être modifié ni supprimé.');
}
