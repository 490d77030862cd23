import { isSiret, isVat } from '../../trackdechets/rules/company-ids';
import { loggedIn } from '../bsff/access';
import { TrackdechetsFault, badInput } from '../faults-of-api';
import { type Platform, type SandboxCompany } from '../platform';
import { type Resolve, type Resolvers } from './context';

/** Activities that the look-ups give, the directory having none of its own. */
const TEST_ACTIVITY = { naf: 'XXXXX', libelleNaf: 'Entreprise de test' };
const SIRENE_ACTIVITY = { naf: '33.12Z', libelleNaf: 'Réparation de machines et équipements mécaniques' };
/** Where every test company is said to be. */
const TEST_PLACE = {
  addressVoie: 'Adresse de test',
  addressPostalCode: '00000',
  addressCity: 'Ville de test',
  codeCommune: '00000',
};

const subTypes = (company: SandboxCompany, type: string, subType: string): string[] =>
  company.companyTypes.includes(type) ? [subType] : [];

/** What every view of an establishment shows. */
export function companyProfile(company: SandboxCompany): Record<string, unknown> {
  const { orgId, siret, vatNumber, name, address, registered } = company;
  return {
    orgId,
    siret,
    vatNumber,
    name,
    givenName: null,
    address,
    companyTypes: company.companyTypes,
    collectorTypes: subTypes(company, 'COLLECTOR', 'DANGEROUS_WASTES'),
    wasteProcessorTypes: subTypes(company, 'WASTEPROCESSOR', 'DANGEROUS_WASTES_INCINERATION'),
    wasteVehiclesTypes: [],
    contact: company.contact,
    contactEmail: company.mail,
    contactPhone: company.phone,
    website: null,
    installation: null,
    transporterReceipt: company.receipt,
    ecoOrganismeAgreements: [],
    ecoOrganismePartnersIds: [],
    allowBsdasriTakeOverWithoutSignature: registered ? false : null,
    ...(company.source === 'TEST' ? TEST_ACTIVITY : SIRENE_ACTIVITY),
  };
}

function publicProfile(company: SandboxCompany): Record<string, unknown> {
  const { source, vatNumber } = company;
  return {
    ...companyProfile(company),
    etatAdministratif: company.closed ? 'F' : 'A',
    statutDiffusionEtablissement: 'O',
    codePaysEtrangerEtablissement: source === 'TEST' ? 'FR' : (vatNumber?.slice(0, 2) ?? null),
    isRegistered: company.registered,
    isDormant: company.dormant,
    trackdechetsId: company.registered ? company.id : null,
  };
}

const withoutSpaces = (text: string): string => text.replaceAll(/\s/g, '');

const companyInfos: Resolve<unknown, { siret?: string | null; clue?: string | null }> = (_, args, { platform }) => {
  const orgId = withoutSpaces((args.siret || args.clue) ?? '');
  if (orgId === '') throw badInput('Donnez un SIRET ou un numéro de TVA.');
  if (!isSiret(orgId) && !isVat(orgId)) {
    const message = `« ${orgId} » n’est ni un SIRET ni un numéro de TVA.`;
    throw new TrackdechetsFault('BAD_USER_INPUT', message, false, { invalidArgs: ['siret'] });
  }
  const company = platform.registry.lookup(orgId);
  if (!company) throw badInput(`Aucun établissement ne porte le numéro ${orgId}.`);
  if (company.closed) throw badInput(`L’établissement ${orgId} est fermé.`);
  return publicProfile(company);
};

interface SearchArgs {
  clue: string;
  department?: string | null;
  allowForeignCompanies?: boolean | null;
  allowClosedCompanies?: boolean | null;
}

/** One identifier or several separated by commas, else words of a French name. */
function found(platform: Platform, { clue, department, allowForeignCompanies }: SearchArgs): SandboxCompany[] {
  const ids = clue.split(',').map(withoutSpaces);
  if (ids.every((id) => isSiret(id) || isVat(id))) {
    return ids
      .map((id) => platform.registry.lookup(id))
      .filter((company) => company !== null)
      .filter(({ siret }) => siret !== null || allowForeignCompanies === true);
  }
  const words = clue.toLowerCase();
  return [...platform.companies.values()].filter(
    ({ siret, name, address }) =>
      siret !== null &&
      name.toLowerCase().includes(words) &&
      (!department || new RegExp(`\\b${department}\\d{3}\\b`).test(address)),
  );
}

const searchCompanies: Resolve<unknown, SearchArgs> = (_, args, { platform, user }) => {
  loggedIn(user);
  return found(platform, args)
    .filter(({ closed }) => !closed || args.allowClosedCompanies !== false)
    .map((company) => ({ ...publicProfile(company), ...(company.source === 'TEST' ? TEST_PLACE : {}) }));
};

export const companies = { Query: { companyInfos, searchCompanies } } as unknown as Resolvers;
