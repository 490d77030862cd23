import { closedCompany } from '../../trackdechets/rules/companies';
import { type Company, emptyCompany } from '../../trackdechets/rules/document';
import { type FicheDocument, ficheIssues } from '../../trackdechets/rules/fiche';
import { issueSentence } from '../../trackdechets/rules/issues';
import { refusedBecause } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type FicheRecord } from '../records';
import { demand, findFiche } from './access';
import { type CompanyInput, type FicheInput } from './inputs';
import { mergeCompany } from './merge';
import { completeCompany, refuseClosed } from './validation';

const NOT_OPERATOR = 'Seul l’opérateur peut créer ou modifier une fiche d’intervention.';

type Fiche = Omit<FicheRecord, 'id'>;

/** Of an operator null changes nothing, and an empty text is kept for the checks to refuse. */
function mergeOperator(current: Company, input: CompanyInput): Company {
  const stored = Object.keys(current).filter((name) => name !== 'vatNumber');
  const given = Object.entries(input).filter(([name, value]) => value != null && stored.includes(name));
  return { ...current, ...Object.fromEntries(given) };
}

/** Nor does it change a holder's name and address; all else of the holder is merged as on a BSFF. */
function mergeHolder(current: Company, input: CompanyInput | null | undefined): Company {
  const { name, address } = mergeOperator(current, input ?? {});
  return { ...mergeCompany(current, input, false), name, address };
}

function merged(current: Fiche, { numero, weight, postalCode, detenteur, operateur }: FicheInput): Fiche {
  return {
    numero,
    weight,
    postalCode,
    detenteur: {
      company: mergeHolder(current.detenteur.company, detenteur.company),
      isPrivateIndividual: detenteur.isPrivateIndividual ?? current.detenteur.isPrivateIndividual,
    },
    operateur: { company: mergeOperator(current.operateur.company, operateur.company) },
  };
}

/** These older checks give sentences without paths. */
function check(fiche: FicheDocument): void {
  const found = ficheIssues(fiche);
  if (found.length > 0) throw refusedBecause(found.map((one) => issueSentence(one, 'fr')));
}

/** createFicheInterventionBsff: names and addresses are looked up first of all, and never again. */
export function createFiche(platform: Platform, user: SandboxUser, input: FicheInput): FicheRecord {
  const blank: Fiche = {
    numero: '',
    weight: 0,
    postalCode: '',
    detenteur: { company: emptyCompany(), isPrivateIndividual: false },
    operateur: { company: emptyCompany() },
  };
  const { registry } = platform;
  const fiche = merged(blank, input);
  refuseClosed([
    ...closedCompany(fiche.detenteur.company, 'detenteur.company.siret', registry.lookup),
    ...closedCompany(fiche.operateur.company, 'operateur.company.siret', registry.lookup),
  ]);
  demand(user, [input.operateur.company.siret], 'BSD_CAN_CREATE', NOT_OPERATOR);
  completeCompany(registry, fiche.detenteur.company);
  completeCompany(registry, fiche.operateur.company);
  check(fiche);
  const record = { id: platform.ids.cuid(platform.clock.now()), ...fiche };
  platform.store.fiches.set(record.id, record);
  return record;
}

/** updateFicheInterventionBsff: never sealed; the BSFFs it is on notice only another detenteur, not one who becomes nobody. */
export function updateFiche(platform: Platform, user: SandboxUser, id: string, input: FicheInput): FicheRecord {
  const fiche = findFiche(platform, id);
  demand(user, [fiche.operateur.company.siret], 'BSD_CAN_UPDATE', NOT_OPERATOR);
  const operator = input.operateur.company.siret;
  if (operator && operator !== fiche.operateur.company.siret) demand(user, [operator], 'BSD_CAN_UPDATE', NOT_OPERATOR);
  const after = merged(fiche, input);
  check(after);
  const holder = after.detenteur.company.siret;
  const moved = holder !== null && holder !== fiche.detenteur.company.siret;
  Object.assign(fiche, after);
  if (moved) {
    for (const bsff of platform.store.rows.filter(({ ficheIds }) => ficheIds.includes(id))) {
      bsff.detenteurOrgIds = platform.store.holdersOf(bsff);
      platform.touch(bsff);
    }
  }
  return fiche;
}
