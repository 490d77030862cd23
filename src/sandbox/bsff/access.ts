import { type Company, orgIdsOf } from '../../trackdechets/rules/document';
import { type Permission, roleCan } from '../../trackdechets/rules/permissions';
import { badInput, forbidden, notLoggedIn } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type FicheRecord, type PackagingRecord, type TransporterRecord } from '../records';
import { contributorsOf, firstTransporterOf, isReadableBy } from '../store';
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

export function canRead(user: SandboxUser, bsff: BsffRecord): boolean {
  return isReadableBy(bsff, (orgId) => can(user, orgId, 'BSD_CAN_READ'));
}

export function demandRead(user: SandboxUser, bsff: BsffRecord): void {
  if (!canRead(user, bsff)) throw forbidden('Vous ne pouvez pas accéder à ce bordereau.');
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

type Identity = Pick<Company, 'siret' | 'vatNumber'>;

/** The carriers as the input would leave them. */
function futureCarriers({ store }: Platform, bsff: BsffRecord, { transporter, transporters }: BsffInput): Identity[] {
  if (transporters) return transporters.flatMap((id) => store.transporters.get(id)?.company ?? []);
  const carriers = bsff.transporters.map(({ company }) => company);
  if (!transporter) return carriers;
  const known = firstTransporterOf(bsff)?.company;
  const { siret = known?.siret ?? null, vatNumber = known?.vatNumber ?? null } = transporter.company ?? {};
  return [{ siret, vatNumber }, ...(known ? carriers.slice(1) : [])];
}

/** @throws FORBIDDEN when the user would no longer be on the BSFF, or on a draft no longer under a company that has it */
function demandToStay(user: SandboxUser, bsff: BsffRecord, orgIds: (string | null)[]): void {
  const kept = bsff.isDraft ? orgIds.filter((orgId) => orgId !== null && bsff.draftOrgIds.includes(orgId)) : orgIds;
  demand(user, kept, 'BSD_CAN_UPDATE', 'Vous ne pouvez pas retirer votre propre établissement de ce bordereau.');
}

/** @throws FORBIDDEN when the user may not write, or would no longer be on the BSFF; null objects are overlooked, as on the real platform */
export function demandUpdate(platform: Platform, user: SandboxUser, bsff: BsffRecord, input?: BsffInput): void {
  demand(user, writersOf(bsff), 'BSD_CAN_UPDATE', NOT_YOURS);
  if (!input) return;
  const emitter = input.emitter?.company?.siret;
  const destination = input.destination?.company?.siret;
  demandToStay(user, bsff, [
    emitter === undefined ? bsff.emitter.company.siret : emitter,
    destination === undefined ? bsff.destination.company.siret : destination,
    ...futureCarriers(platform, bsff, input).flatMap(orgIdsOf),
  ]);
}

/** The same when one of its transporters changes. */
export function demandTransporterUpdate(user: SandboxUser, bsff: BsffRecord, after: TransporterRecord): void {
  demand(user, writersOf(bsff), 'BSD_CAN_UPDATE', NOT_YOURS);
  const carriers = bsff.transporters.map((one) => (one.id === after.id ? after : one));
  demandToStay(user, bsff, contributorsOf({ ...bsff, transporters: carriers }));
}

/** Whether the user belongs to the emitter, who keeps the hand on the BSFF until the transport. */
export function isOfEmitter(user: SandboxUser, { emitter }: Pick<BsffRecord, 'emitter'>): boolean {
  return emitter.company.siret !== null && user.roles.has(emitter.company.siret);
}

/** Who may read a draft from now on: those of its last writer's establishments that are on it, unless none is. */
export function handDraftTo(user: SandboxUser, bsff: BsffRecord): void {
  if (!bsff.isDraft) return;
  const orgIds = draftOrgIdsFor(user, bsff);
  if (orgIds.length > 0) bsff.draftOrgIds = orgIds;
}

/** Establishments that keep access to the draft: those of the user that are on it. */
export function draftOrgIdsFor(user: SandboxUser, bsff: BsffRecord): string[] {
  return [...new Set(contributorsOf(bsff))].filter((orgId) => user.roles.has(orgId));
}
