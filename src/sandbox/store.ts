import { orgIdsOf } from '../trackdechets/rules/document';
import { type BsffRecord, type FicheRecord, type PackagingRecord, type TransporterRecord } from './records';

/** Everything that BSFFs are made of, and the ways to find it. */
export class BsffStore {
  readonly bsffs = new Map<string, BsffRecord>();
  readonly packagings = new Map<string, PackagingRecord>();
  readonly transporters = new Map<string, TransporterRecord>();
  readonly fiches = new Map<string, FicheRecord>();
  /** By order of creation, deleted ones included. */
  readonly rows: BsffRecord[] = [];

  /** The BSFF of that id, unless it is deleted. */
  bsff(id: string): BsffRecord | undefined {
    const bsff = this.bsffs.get(id);
    return bsff?.isDeleted ? undefined : bsff;
  }

  add(bsff: BsffRecord): void {
    this.bsffs.set(bsff.id, bsff);
    this.rows.push(bsff);
    for (const packaging of bsff.packagings) this.packagings.set(packaging.id, packaging);
    for (const transporter of bsff.transporters) this.transporters.set(transporter.id, transporter);
  }

  /** The BSFF that a packaging belongs to, deleted or not. */
  ownerOf(packaging: PackagingRecord): BsffRecord {
    const bsff = this.bsffs.get(packaging.bsffId);
    if (!bsff) throw new Error(`packaging ${packaging.id} belongs to no BSFF`);
    return bsff;
  }

  fichesOf(bsff: BsffRecord): FicheRecord[] {
    return bsff.ficheIds.map((id) => this.fiches.get(id)).filter((fiche) => fiche !== undefined);
  }

  holdersOf(bsff: BsffRecord): string[] {
    return given(this.fichesOf(bsff).map(({ detenteur }) => detenteur.company.siret));
  }

  /** The packagings taken over by a BSFF, each once. */
  previousOf(bsff: BsffRecord): PackagingRecord[] {
    const ids = new Set(bsff.packagings.flatMap((packaging) => packaging.previousPackagingIds));
    return [...ids].map((id) => this.packagings.get(id)).filter((packaging) => packaging !== undefined);
  }

  nextOf(packaging: PackagingRecord): PackagingRecord | undefined {
    return packaging.nextPackagingId === null ? undefined : this.packagings.get(packaging.nextPackagingId);
  }

  /** The packagings downstream of this one, nearest first. */
  downstreamOf(packaging: PackagingRecord): PackagingRecord[] {
    const chain: PackagingRecord[] = [];
    for (let next = this.nextOf(packaging); next; next = this.nextOf(next)) chain.push(next);
    return chain;
  }

  /** Takes a packaging out of what followed it. */
  unlinkNext(packaging: PackagingRecord): void {
    const next = this.nextOf(packaging);
    if (next) next.previousPackagingIds = next.previousPackagingIds.filter((id) => id !== packaging.id);
    packaging.nextPackagingId = null;
  }

  /** Takes a packaging out of what preceded it, which others may then take over. */
  unlinkPrevious(packaging: PackagingRecord): void {
    for (const id of packaging.previousPackagingIds) {
      const previous = this.packagings.get(id);
      if (previous?.nextPackagingId === packaging.id) previous.nextPackagingId = null;
    }
    packaging.previousPackagingIds = [];
  }

  link(previous: PackagingRecord, next: PackagingRecord): void {
    previous.nextPackagingId = next.id;
    next.previousPackagingIds.push(previous.id);
  }

  removePackagings(bsff: BsffRecord): void {
    for (const packaging of bsff.packagings) {
      this.unlinkPrevious(packaging);
      this.unlinkNext(packaging);
      this.packagings.delete(packaging.id);
    }
    bsff.packagings = [];
  }

  /**
   * Puts transporters on a BSFF in that order, taking them off others' unasked, where those who stay keep their numbers; those it had
   * and keeps not are left on none.
   */
  setTransporters(bsff: BsffRecord, transporters: TransporterRecord[]): void {
    for (const former of bsff.transporters) if (!transporters.includes(former)) detach(former);
    for (const transporter of transporters) {
      const other = transporter.bsffId === null || transporter.bsffId === bsff.id ? null : transporter.bsffId;
      const owner = other === null ? undefined : this.bsffs.get(other);
      if (owner) owner.transporters = owner.transporters.filter((one) => one !== transporter);
      transporter.bsffId = bsff.id;
      this.transporters.set(transporter.id, transporter);
    }
    bsff.transporters = renumbered(transporters);
  }

  deleteTransporter(transporter: TransporterRecord): void {
    this.transporters.delete(transporter.id);
    const bsff = transporter.bsffId === null ? undefined : this.bsffs.get(transporter.bsffId);
    if (bsff) bsff.transporters = renumbered(bsff.transporters.filter((one) => one !== transporter));
  }
}

function detach(transporter: TransporterRecord): void {
  transporter.bsffId = null;
  transporter.number = 0;
}

function renumbered(transporters: TransporterRecord[]): TransporterRecord[] {
  transporters.forEach((transporter, index) => (transporter.number = index + 1));
  return transporters;
}

const given = (orgIds: (string | null)[]): string[] => orgIds.filter((orgId): orgId is string => Boolean(orgId));

/** Establishments that act on a BSFF: emitter, destination, every transporter. */
export function contributorsOf(bsff: BsffRecord): string[] {
  return given([
    bsff.emitter.company.siret,
    bsff.destination.company.siret,
    ...bsff.transporters.flatMap(({ company }) => orgIdsOf(company)),
  ]);
}

/** Whether one of the user's establishments acts on the BSFF, or holds equipment that one of its fiches is about. */
function isNamedOn(bsff: BsffRecord, has: (orgId: string) => boolean): boolean {
  const { siret: emitter } = bsff.emitter.company;
  if (emitter && has(emitter)) return true;
  const { siret: destination } = bsff.destination.company;
  if (destination && has(destination)) return true;
  if (bsff.transporters.some(({ company }) => orgIdsOf(company).some(has))) return true;
  return bsff.detenteurOrgIds.some(has);
}

/** Whether any of the user's establishments may read the BSFF. */
export function isReadableBy(bsff: BsffRecord, has: (orgId: string) => boolean): boolean {
  return bsff.isDraft ? bsff.draftOrgIds.some(has) : isNamedOn(bsff, has);
}

/** Whether it is in the user's list: a draft must be theirs to read, and name them too. */
export function isListedFor(bsff: BsffRecord, has: (orgId: string) => boolean): boolean {
  return isNamedOn(bsff, has) && (!bsff.isDraft || bsff.draftOrgIds.some(has));
}

/** The transporter with the first number, which nobody bears once another BSFF has taken it away. */
export function firstTransporterOf({ transporters }: BsffRecord): TransporterRecord | undefined {
  return transporters.find(({ number }) => number === 1);
}

/** Who is told of a BSFF and may read it once published: those who act on it, and the detenteurs of its fiches. */
export function readersOf(bsff: BsffRecord): string[] {
  if (bsff.isDraft) return bsff.draftOrgIds;
  return [...contributorsOf(bsff), ...bsff.detenteurOrgIds];
}
