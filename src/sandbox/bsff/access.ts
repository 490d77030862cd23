import { orgIdOf } from '../../trackdechets/rules/document';
import { type Permission, roleCan } from '../../trackdechets/rules/permissions';
import { badInput, forbidden, notLoggedIn } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type FicheRecord, type PackagingRecord, type TransporterRecord } from '../records';
import { contributorsOf, isReadableBy } from '../store';
import { type BsffInput } from './inputs';

/** Who may do what (facts: bsff-lifecycle 3.3): the user needs the permission in one establishment of a list. */

export function loggedIn(user: SandboxUser | null): SandboxUser {
  if (!user) throw notLoggedIn();
  return user;
}

export function can(user: SandboxUser, orgId: string | null | undefined, permission: Permission): boolean {
  return orgId != null && roleCan(user.roles.get(orgId), permission);
}

/** @throws FORBIDDEN unless the user has the permission in one of these establishments */
export function demand(
  user: SandboxUser,
  orgIds: readonly (string | null | undefined)[],
  permission: Permission,
  refusal: string,
): void {
  if (!orgIds.some((orgId) => can(user, orgId, permission))) throw forbidden(refusal);
}

export function findBsff(platform: Platform, id: string): BsffRecord {
  const bsff = platform.store.bsff(id);
  if (!bsff) throw badInput(`Le bordereau ${id} n’existe pas.`);
  return bsff;
}

export function findPackaging(platform: Platform, id: string): PackagingRecord {
  const packaging = platform.store.packagings.get(id);
  if (!packaging) throw badInput(`Le contenant ${id} n’existe pas.`);
  return packaging;
}

export function findTransporter(platform: Platform, id: string): TransporterRecord {
  const transporter = platform.store.transporters.get(id);
  if (!transporter) throw badInput(`Le transporteur ${id} n’existe pas.`);
  return transporter;
}

export function findFiche(platform: Platform, id: string): FicheRecord {
  const fiche = platform.store.fiches.get(id);
  if (!fiche) throw badInput(`La fiche d’intervention ${id} n’existe pas.`);
  return fiche;
}

/** Every transporter of the list. @throws BAD_USER_INPUT when one does not exist */
export function findTransporters(platform: Platform, ids: readonly string[]): TransporterRecord[] {
  return [...new Set(ids)].map((id) => findTransporter(platform, id));
}

export function canRead({ store }: Platform, user: SandboxUser, bsff: BsffRecord): boolean {
  return isReadableBy(bsff, store, (orgId) => can(user, orgId, 'BSD_CAN_READ'));
}

export function demandRead(platform: Platform, user: SandboxUser, bsff: BsffRecord): void {
  if (!canRead(platform, user, bsff)) throw forbidden('Vous ne pouvez pas accéder à ce bordereau.');
}

/** Establishments that an input names: creating asks for a right in one of them. Listed transporters do not count. */
export function orgIdsOfInput({ emitter, transporter, destination }: BsffInput): (string | null | undefined)[] {
  const { siret, vatNumber } = transporter?.company ?? {};
  return [emitter?.company?.siret, siret, vatNumber, destination?.company?.siret];
}

const NOT_YOURS = 'Vous ne pouvez pas modifier ce bordereau.';

/** Contributors who may write: all of them, or on a draft those whom its author represents. */
export function writersOf(bsff: BsffRecord): string[] {
  const contributors = contributorsOf(bsff);
  return bsff.isDraft ? contributors.filter((orgId) => bsff.draftOrgIds.includes(orgId)) : contributors;
}

/** Contributors as the input would leave them. Null objects are overlooked, as on the real platform. */
function futureContributors(platform: Platform, bsff: BsffRecord, input: BsffInput): (string | null)[] {
  const emitter = input.emitter?.company?.siret;
  const destination = input.destination?.company?.siret;
  let transporters = bsff.transporters.map(({ company }) => orgIdOf(company));
  if (input.transporters) {
    transporters = input.transporters.map((id) => {
      const transporter = platform.store.transporters.get(id);
      return transporter ? orgIdOf(transporter.company) : null;
    });
  } else if (input.transporter?.company) {
    const { siret, vatNumber } = input.transporter.company;
    const known = bsff.transporters[0]?.company;
    const first =
      (siret === undefined ? known?.siret : siret) || (vatNumber === undefined ? known?.vatNumber : vatNumber);
    transporters = [first || null, ...transporters.slice(1)];
  }
  return [
    emitter === undefined ? bsff.emitter.company.siret : emitter,
    destination === undefined ? bsff.destination.company.siret : destination,
    ...transporters,
  ];
}

/** @throws FORBIDDEN when the user may not write, or would no longer be on the BSFF */
export function demandUpdate(platform: Platform, user: SandboxUser, bsff: BsffRecord, input?: BsffInput): void {
  demand(user, writersOf(bsff), 'BSD_CAN_UPDATE', NOT_YOURS);
  if (!input) return;
  const refusal = 'Vous ne pouvez pas retirer votre propre établissement de ce bordereau.';
  demand(user, futureContributors(platform, bsff, input), 'BSD_CAN_UPDATE', refusal);
}

/** Whether the user belongs to the emitter, who keeps the hand on the BSFF until the transport. */
export function isOfEmitter(user: SandboxUser, { emitter }: Pick<BsffRecord, 'emitter'>): boolean {
  return emitter.company.siret !== null && user.roles.has(emitter.company.siret);
}

/** Establishments that keep access to the draft: those of the user that are on it. */
export function draftOrgIdsFor(user: SandboxUser, bsff: BsffRecord): string[] {
  return [...new Set(contributorsOf(bsff))].filter((orgId) => user.roles.has(orgId));
}
