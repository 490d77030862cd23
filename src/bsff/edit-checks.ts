import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { Establishments } from '../establishments/establishments.service';
import { type InputFault, invalidInput, Problem } from '../http/problem';
import { Fiches } from '../interventions/fiches.service';
import { Partners } from '../partners/partners.service';
import { type Bsff } from './bsff.entity';
import { type BsffBody, orgIdsOf, partnerIdsOf } from './bsff-body';
import { type FieldChange } from './changes';
import { withDefaults } from './edit';
import { valueAt } from './merge/canonical';
import { BsffReadiness, type Candidate } from './readiness/bsff-readiness';
import { type Finding } from './readiness/finding';
import { sealedChanges, sealedFieldsOf } from './sealed';
import { Standings } from './standings';

/** Codes of what is still to be typed. */
const ABSENCES = ['REQUIRED', 'OTHER_REQUIRED', 'PREVIOUS_PACKAGINGS_REQUIRED', 'ESTABLISHMENT_NOT_YOURS'];

type Before = Pick<Bsff, 'input' | 'trackdechetsId'>;

/** What an edit is held to: only what can never be valid is refused, all the rest is readiness' to tell. */
@Injectable()
export class EditChecks {
  constructor(
    private readonly establishments: Establishments,
    private readonly partners: Partners,
    private readonly fiches: Fiches,
    private readonly readiness: BsffReadiness,
    private readonly standings: Standings,
  ) {}

  /** Partners that the document newly follows bring their defaults. */
  async withDefaults(em: EntityManager, input: BsffBody, before: BsffBody): Promise<BsffBody> {
    const partners = await this.partners.findAll(em, partnerIdsOf(input));
    return withDefaults(input, before, (id) => partners.get(id)?.defaults);
  }

  /** @throws Problem VALIDATION_FAILED naming each new reference to nothing, or that can no longer be made */
  async refuseReferences(em: EntityManager, input: BsffBody, before: Before): Promise<void> {
    const faults = [
      ...(await this.establishmentFaults(em, input, before)),
      ...(await this.partnerFaults(em, input, before.input)),
      ...(await this.ficheFaults(em, input, before.input)),
    ];
    if (faults.length > 0) throw invalidInput(faults);
  }

  /**
   * A value that can never be valid, such as a negative weight or a text longer than Trackdéchets stores, refuses the edit; the
   * answer then says all that is wrong with what was typed, so that one correction is enough. What is absent is no fault here.
   */
  async refuseNeverValid(em: EntityManager, caller: Caller, bsff: Candidate): Promise<void> {
    const { errors } = await this.readiness.read(em, bsff, 'DRAFT', caller.userId);
    if (!errors.some((found) => isNeverValid(found, bsff.input))) return;
    const typed = errors.filter(({ code }) => !ABSENCES.includes(code));
    throw invalidInput(typed.map(({ path, code, message }) => ({ path, code, sentence: 'FIELD_FORMAT', message })));
  }

  /** @throws Problem BSFF_SEALED naming each field that a signature on Trackdéchets keeps from changing */
  async refuseSealed(em: EntityManager, caller: Caller, bsff: Bsff, changes: FieldChange[]): Promise<void> {
    const { remote } = bsff;
    if (!remote) return;
    const { permissions } = await this.standings.of(em, caller);
    const emitter = remote.emitter?.company?.siret;
    const sealed = sealedChanges(changes, sealedFieldsOf(remote, !!emitter && permissions.has(emitter)));
    if (sealed.length === 0) return;
    const faults = sealed.map((path): InputFault => ({ path, code: 'FIELD_SEALED', sentence: 'FIELD_SEALED' }));
    throw new Problem('BSFF_SEALED', { faults });
  }

  /** Once exported, the emitter is a copy: naming another establishment would change nothing there. */
  private async establishmentFaults(
    em: EntityManager,
    input: BsffBody,
    { input: before, trackdechetsId }: Before,
  ): Promise<InputFault[]> {
    const { establishmentId } = input;
    if (!establishmentId || establishmentId === before.establishmentId) return [];
    const path = 'establishmentId';
    const establishment = await this.establishments.find(em, establishmentId);
    if (!establishment) return [unknownReference(path)];
    if (!trackdechetsId || orgIdsOf(input).includes(establishment.siret)) return [];
    return [{ path, code: 'ESTABLISHMENT_NOT_ON_SLIP', sentence: 'ESTABLISHMENT_NOT_ON_SLIP' }];
  }

  private async partnerFaults(em: EntityManager, input: BsffBody, before: BsffBody): Promise<InputFault[]> {
    const known = new Set(partnerIdsOf(before));
    const partners = await this.partners.findAll(em, partnerIdsOf(input));
    const parties: [string, string | null | undefined][] = [
      ['destination.partnerId', input.destination?.partnerId],
      ...(input.transporters ?? []).map(({ partnerId }, index): [string, string | null | undefined] => [
        index === 0 ? 'transporter.partnerId' : `transporters.${index}.partnerId`,
        partnerId,
      ]),
    ];
    return parties
      .filter(([, id]) => {
        const partner = id ? partners.get(id) : undefined;
        return id && !known.has(id) && (!partner || partner.deletedAt);
      })
      .map(([path]) => unknownReference(path));
  }

  private async ficheFaults(em: EntityManager, input: BsffBody, before: BsffBody): Promise<InputFault[]> {
    const known = new Set(before.ficheInterventionIds ?? []);
    const ids = input.ficheInterventionIds ?? [];
    const fresh = ids.filter((id) => !known.has(id));
    const found = new Set((await this.fiches.find(em, fresh)).filter((fiche) => !fiche.deletedAt).map(({ id }) => id));
    return fresh
      .filter((id) => !found.has(id))
      .map((id) => unknownReference(`ficheInterventionIds.${ids.indexOf(id)}`));
  }
}

function unknownReference(path: string): InputFault {
  return { path, code: 'REFERENCE_UNKNOWN', sentence: 'REFERENCE_UNKNOWN' };
}

/** No more typing makes these valid; zero may still become something. */
function isNeverValid({ path, code }: Finding, input: BsffBody): boolean {
  if (code === 'TOO_LONG' || code === 'TOO_HEAVY') return true;
  if (code !== 'NOT_POSITIVE') return false;
  const value = valueAt(JSON.parse(JSON.stringify(input)) as Parameters<typeof valueAt>[0], path);
  return typeof value === 'number' && value < 0;
}
