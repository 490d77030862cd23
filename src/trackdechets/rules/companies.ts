import { DESTINATION_PROFILES, TRANSPORTER_PROFILE } from './codes';
import { type BsffDocument, type Company, orgIdOf } from './document';
import { type Issue, issue } from './issues';

/** What Trackdéchets and the national register know of an establishment. */
export interface KnownCompany {
  orgId: string;
  registered: boolean;
  companyTypes: readonly string[];
  /** Verified by Trackdéchets' staff, which destinations must be. */
  verified: boolean;
  dormant: boolean;
  closed: boolean;
}

/** null: certainly unknown to Trackdéchets; undefined: nobody has asked yet, so nothing can be said. */
export type CompanyLookup = (orgId: string) => KnownCompany | null | undefined;

interface Place {
  field: string;
  path: string;
}

function refuse(place: Place, rule: Issue['rule'], orgId: string): Issue[] {
  return [issue(place.field, rule, { path: place.path.split('.'), params: { orgId } })];
}

/** Registered, not dormant, and with a profile that fits: what is wrong with a registered one is told together. */
function roleIssues(orgId: string, place: Place, lookup: CompanyLookup, profiles: readonly string[]): Issue[] {
  const company = lookup(orgId);
  if (company === undefined) return [];
  if (!company?.registered) return refuse(place, 'COMPANY_NOT_REGISTERED', orgId);
  const found = company.dormant ? refuse(place, 'COMPANY_DORMANT', orgId) : [];
  if (!company.companyTypes.some((type) => profiles.includes(type)))
    found.push(...refuse(place, 'COMPANY_WRONG_PROFILE', orgId));
  return found;
}

/** A destination, or a next destination: known by its SIRET, with one of four profiles, and verified. */
export function destinationIssues(company: Company, place: Place, lookup: CompanyLookup): Issue[] {
  if (!company.siret) return [];
  const found = roleIssues(company.siret, place, lookup, DESTINATION_PROFILES);
  const known = lookup(company.siret);
  if (known?.registered && !known.verified) found.push(...refuse(place, 'COMPANY_NOT_VERIFIED', company.siret));
  return found;
}

function emitterIssues(company: Company, lookup: CompanyLookup): Issue[] {
  const place = { field: 'emitter.company.siret', path: 'emitter.company.siret' };
  const known = company.siret ? lookup(company.siret) : undefined;
  return known?.dormant ? refuse(place, 'COMPANY_DORMANT', known.orgId) : [];
}

/** Registration and profiles of the emitter, the destination and the transporters (facts: bsff-lifecycle 3.10). */
export function companyIssues(bsff: BsffDocument, lookup: CompanyLookup): Issue[] {
  const found = emitterIssues(bsff.emitter.company, lookup);
  const destination = { field: 'destination.company.siret', path: 'destination.company.siret' };
  found.push(...destinationIssues(bsff.destination.company, destination, lookup));
  bsff.transporters.forEach(({ company, recepisse }, index) => {
    const prefix = index === 0 ? 'transporter' : `transporters.${index}`;
    const at = (name: string): Place => ({ field: `${prefix}.company.${name}`, path: 'transporter.company.siret' });
    if (company.vatNumber) found.push(...roleIssues(company.vatNumber, at('vatNumber'), lookup, [TRANSPORTER_PROFILE]));
    if (company.siret && !recepisse.isExempted) {
      found.push(...roleIssues(company.siret, at('siret'), lookup, [TRANSPORTER_PROFILE]));
    }
  });
  return found;
}

/**
 * Establishments named on the document that have closed down or sleep. Trackdéchets refuses them last, one at a time and
 * without any path, while it completes names; sealed parts and signed transporters are left alone.
 */
export function closedCompanies(
  bsff: BsffDocument,
  lookup: CompanyLookup,
  skip: { emitter: boolean; destination: boolean },
): Issue[] {
  const parties: [string, Company][] = [];
  if (!skip.emitter) parties.push(['emitter', bsff.emitter.company]);
  if (!skip.destination) parties.push(['destination', bsff.destination.company]);
  bsff.transporters.forEach((transporter, index) => {
    const unsigned = transporter.transport.signature === null;
    if (unsigned) parties.push([index === 0 ? 'transporter' : `transporters.${index}`, transporter.company]);
  });
  return parties.flatMap(([party, company]) => closedCompany(company, `${party}.company.siret`, lookup));
}

/** The same for one establishment. */
export function closedCompany(company: Company, field: string, lookup: CompanyLookup): Issue[] {
  const orgId = orgIdOf(company);
  const known = orgId === null ? undefined : lookup(orgId);
  if (!known) return [];
  if (known.closed) return [issue(field, 'COMPANY_CLOSED', { params: { orgId: known.orgId } })];
  return known.dormant ? [issue(field, 'COMPANY_DORMANT', { params: { orgId: known.orgId } })] : [];
}
