import { MAX_WEIGHT } from './codes';
import { isSiret } from './company-ids';
import { type BsffDocument, type Company } from './document';
import { type Issue, issue } from './issues';
import { isGiven } from './required';

/** A fiche d'intervention as the rules see it; its weight is in kilograms. */
export interface FicheDocument {
  numero: string | null;
  weight: number | null;
  postalCode: string | null;
  detenteur: { company: Company; isPrivateIndividual: boolean };
  operateur: { company: Company };
}

/** The form that browsers require of an e-mail field, which these fiches are held to. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

const IDENTITY = ['name', 'address'] as const;
const CONTACT = ['contact', 'phone', 'mail'] as const;

function missing(company: Company, party: string, names: readonly (keyof Company)[]): Issue[] {
  return names.filter((name) => !isGiven(company[name])).map((name) => issue(`${party}.company.${name}`, 'REQUIRED'));
}

function siretIssues(siret: string | null, field: string): Issue[] {
  if (!siret) return [issue(field, 'REQUIRED')];
  return isSiret(siret) ? [] : [issue(field, 'INVALID_SIRET', { params: { value: siret } })];
}

function detenteurIssues({ company, isPrivateIndividual }: FicheDocument['detenteur']): Issue[] {
  const email = company.mail && !EMAIL.test(company.mail) ? [issue('detenteur.company.mail', 'INVALID_EMAIL')] : [];
  if (isPrivateIndividual) {
    const siret = company.siret ? [issue('detenteur.company.siret', 'SIRET_OF_PRIVATE_PERSON')] : [];
    return [...siret, ...missing(company, 'detenteur', IDENTITY), ...email];
  }
  return [
    ...siretIssues(company.siret, 'detenteur.company.siret'),
    ...missing(company, 'detenteur', [...IDENTITY, ...CONTACT]),
    ...email,
  ];
}

/** All that a fiche lacks or gets wrong (facts: bsff-lifecycle 3.12). Trackdéchets gives no path for these. */
export function ficheIssues(fiche: FicheDocument): Issue[] {
  const found: Issue[] = [];
  if (!fiche.numero) found.push(issue('numero', 'REQUIRED'));
  if (fiche.weight === null) found.push(issue('weight', 'REQUIRED'));
  else if (fiche.weight < 0) found.push(issue('weight', 'NEGATIVE'));
  else if (fiche.weight > MAX_WEIGHT) found.push(issue('weight', 'TOO_HEAVY', { params: { max: MAX_WEIGHT } }));
  if (!fiche.postalCode) found.push(issue('postalCode', 'REQUIRED'));
  found.push(...detenteurIssues(fiche.detenteur));
  found.push(...siretIssues(fiche.operateur.company.siret, 'operateur.company.siret'));
  found.push(...missing(fiche.operateur.company, 'operateur', [...IDENTITY, ...CONTACT]));
  return found;
}

/** Fiches belong on a collection of small quantities, and to the operator who emits it: each other one is told. */
export function linkedFicheIssues(bsff: BsffDocument): Issue[] {
  if (bsff.ficheInterventions.length === 0) return [];
  const emitter = bsff.emitter.company.siret;
  const others = bsff.ficheInterventions.filter(({ operateur: { company } }) =>
    Boolean(emitter && company.siret && company.siret !== emitter),
  );
  const forbidden = bsff.type !== 'COLLECTE_PETITES_QUANTITES';
  return [
    ...(forbidden ? [issue('ficheInterventions', 'FICHES_FORBIDDEN')] : []),
    ...others.map(() => issue('ficheInterventions', 'FICHES_OTHER_OPERATOR')),
  ];
}
