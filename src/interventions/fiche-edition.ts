import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager } from 'typeorm';
import { Companies } from '../companies/companies.service';
import { Establishments } from '../establishments/establishments.service';
import { type InputFault, invalidInput } from '../http/problem';
import { type SentenceKey } from '../http/sentences';
import { partnerCompany, type PartnerCompany } from '../partners/partner.entity';
import { Partners } from '../partners/partners.service';
import { type DetenteurInput, type FicheChange } from './dto/fiche.input';
import { type Fiche } from './fiche.entity';
import { type DetenteurView } from './fiche.view';

function fault(path: string, sentence: SentenceKey): InputFault {
  return { path, code: sentence, sentence };
}

/** Puts what people send onto a fiche, and tells who its holder is. */
@Injectable()
export class FicheEdition {
  constructor(
    private readonly establishments: Establishments,
    private readonly partners: Partners,
    private readonly companies: Companies,
  ) {}

  async defaultEstablishmentId(em: EntityManager): Promise<string | null> {
    return (await this.establishments.findDefault(em))?.id ?? null;
  }

  /** Applies a JSON merge patch. @throws Problem VALIDATION_FAILED when it names what does not exist */
  async apply(em: EntityManager, fiche: Fiche, change: FicheChange): Promise<void> {
    if (change.numero !== undefined) fiche.numero = change.numero ?? '';
    if (change.weight !== undefined) fiche.weight = change.weight;
    if (change.postalCode !== undefined) fiche.postalCode = change.postalCode ?? '';
    const faults: InputFault[] = [];
    if (change.establishmentId) {
      const exists = await this.establishments.find(em, change.establishmentId);
      if (!exists) faults.push(fault('establishmentId', 'ESTABLISHMENT_UNKNOWN'));
      fiche.establishmentId = change.establishmentId;
    } else if (change.establishmentId === null) {
      fiche.establishmentId = null;
    }
    if (change.detenteur !== undefined) faults.push(...(await this.applyDetenteur(em, fiche, change.detenteur)));
    if (faults.length > 0) throw invalidInput(faults);
    if (fiche.detenteur.siret) await this.companies.askFor(em, [fiche.detenteur.siret]);
  }

  /** Holders of these fiches, in order; a partner's as it is now, unless Trackdéchets already has a copy. */
  async detenteurs(em: EntityManager, fiches: readonly Fiche[]): Promise<DetenteurView[]> {
    const live = fiches.flatMap((fiche) => (usesCopy(fiche) ? [] : (fiche.partnerId ?? [])));
    const partners = await this.partners.findAll(em, live);
    return fiches.map((fiche) => {
      const partner = usesCopy(fiche) ? undefined : partners.get(fiche.partnerId ?? '');
      return {
        partnerId: fiche.partnerId,
        company: partner ? partnerCompany(partner) : fiche.detenteur,
        isPrivateIndividual: partner ? partner.isPrivateIndividual : fiche.isPrivateIndividual,
      };
    });
  }

  private async applyDetenteur(em: EntityManager, fiche: Fiche, input: DetenteurInput | null): Promise<InputFault[]> {
    if (input === null) {
      Object.assign(fiche, { partnerId: null, detenteur: {}, isPrivateIndividual: false });
      return [];
    }
    if (input.partnerId) return this.applyPartner(em, fiche, input.partnerId, input);
    if (input.partnerId === null || input.company) fiche.partnerId = null;
    if (fiche.partnerId) return this.contradictions(em, fiche, input);
    if (input.company !== undefined) fiche.detenteur = mergedCompany(fiche.detenteur, input.company);
    if (input.isPrivateIndividual !== undefined) fiche.isPrivateIndividual = input.isPrivateIndividual ?? false;
    return [];
  }

  private async applyPartner(
    em: EntityManager,
    fiche: Fiche,
    partnerId: string,
    input: DetenteurInput,
  ): Promise<InputFault[]> {
    if (partnerId === fiche.partnerId) return this.contradictions(em, fiche, input);
    const partner = await this.partners.find(em, partnerId);
    if (!partner || partner.deletedAt) return [fault('detenteur.partnerId', 'PARTNER_UNKNOWN')];
    if (!partner.roles.includes('DETENTEUR')) return [fault('detenteur.partnerId', 'PARTNER_NOT_DETENTEUR')];
    fiche.partnerId = partnerId;
    fiche.detenteur = partnerCompany(partner);
    fiche.isPrivateIndividual = partner.isPrivateIndividual;
    return this.contradictions(em, fiche, input);
  }

  /**
   * A partner says by itself who it is and whether it is a private person: saying otherwise would change nothing, and what is shown
   * beside the partner may come back with it.
   */
  private async contradictions(em: EntityManager, fiche: Fiche, input: DetenteurInput): Promise<InputFault[]> {
    const { company, isPrivateIndividual } = input;
    const [shown] = await this.detenteurs(em, [fiche]);
    const otherCompany = company && shown && !isDeepStrictEqual(mergedCompany(shown.company, company), shown.company);
    const otherKind = typeof isPrivateIndividual === 'boolean' && shown?.isPrivateIndividual !== isPrivateIndividual;
    return [
      ...(otherCompany ? [fault('detenteur.company', 'FICHE_DETENTEUR_CHOICE')] : []),
      ...(otherKind ? [fault('detenteur.isPrivateIndividual', 'FICHE_DETENTEUR_CHOICE')] : []),
    ];
  }
}

/** Once on Trackdéchets, a fiche keeps the holder it went with: a later change of the partner does not rewrite it. */
function usesCopy(fiche: Fiche): boolean {
  return fiche.trackdechetsId !== null;
}

function mergedCompany(stored: PartnerCompany, change: DetenteurInput['company']): PartnerCompany {
  if (!change) return {};
  return Object.fromEntries(Object.entries({ ...stored, ...definedOf(change) }).filter(([, text]) => text));
}

function definedOf(change: object): Record<string, string | null> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
