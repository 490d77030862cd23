import { type PartnerCompany } from '../partners/partner.entity';
import { type Fiche } from './fiche.entity';

/** What a fiche says, on either side; weight in kg. */
export interface FicheContent {
  numero: string;
  weight: number | null;
  postalCode: string;
  detenteur: { isPrivateIndividual: boolean; company: PartnerCompany };
}

/** One field that both sides changed, each its own way. */
export interface FicheConflict {
  fields: { path: string; local: unknown; remote: unknown }[];
}

/** What the fiche says here. */
export function contentOf(fiche: Fiche): FicheContent {
  const { numero, weight, postalCode, detenteur: company, isPrivateIndividual } = fiche;
  return { numero, weight, postalCode, detenteur: { isPrivateIndividual, company } };
}

/** Puts that content onto the fiche; a partner stays named as long as the holder is the establishment that was copied from it. */
export function putContent(fiche: Fiche, { numero, weight, postalCode, detenteur }: FicheContent): void {
  const { company, isPrivateIndividual } = detenteur;
  const sameHolder = (company.siret ?? '') === (fiche.detenteur.siret ?? '');
  Object.assign(fiche, {
    numero: numero || '',
    weight,
    postalCode: postalCode || '',
    isPrivateIndividual,
    detenteur: Object.fromEntries(Object.entries(company).filter(([, text]) => text)),
    partnerId: sameHolder && isPrivateIndividual === fiche.isPrivateIndividual ? fiche.partnerId : null,
  });
}
