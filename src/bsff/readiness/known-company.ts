import { type CompanyRecord } from '../../companies/company.record';
import { type KnownCompany } from '../../trackdechets/rules/companies';
import { isForeignVat, isSiret } from '../../trackdechets/rules/company-ids';
import { type Completion } from './document-of';

/** Whether a text can be the number of an establishment: Trackdéchets can only be asked about those. */
export function canExist(orgId: string): boolean {
  return isSiret(orgId) || isForeignVat(orgId);
}

/**
 * What the directory says, as the rules read it: null for what Trackdéchets does not know, undefined for what it was not asked.
 * It tells nobody whether its staff has verified an establishment: only its refusal shows it.
 */
export function knownCompany(orgId: string, record: CompanyRecord | undefined): KnownCompany | null | undefined {
  if (!record) return canExist(orgId) ? undefined : null;
  if (!record.found) return null;
  const { registered, companyTypes, dormant, closed } = record;
  return { orgId, registered, companyTypes, dormant, closed, verified: true };
}

/** What Trackdéchets writes over what was typed; null when it was not asked. */
export function completionOf(orgId: string | null, record: CompanyRecord | undefined): Completion | null {
  if (record) return { name: record.name, address: record.address, receipt: record.receipt };
  return orgId === null || canExist(orgId) ? null : { name: null, address: null, receipt: null };
}
