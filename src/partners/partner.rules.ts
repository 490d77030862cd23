import { type CompanyNumbers } from '../companies/company-numbers';
import { type InputFault } from '../http/problem';
import { type SentenceKey } from '../http/sentences';
import { searchable } from '../http/text';
import { type PartnerChange } from './dto/partner.input';
import { type Partner, type PartnerDefaults } from './partner.entity';

const TEXTS = ['address', 'contact', 'phone', 'mail'] as const;

/** Puts a change onto a partner, as a JSON merge patch: absent stays, null empties. */
export function applyChange(partner: Partner, change: PartnerChange): void {
  if (change.roles !== undefined) partner.roles = change.roles;
  if (change.name !== undefined) partner.name = change.name;
  if (change.siret !== undefined) partner.siret = change.siret || null;
  if (change.vatNumber !== undefined) partner.vatNumber = change.vatNumber || null;
  for (const text of TEXTS) {
    const value = change[text];
    if (value !== undefined) partner[text] = value ?? '';
  }
  if (change.isPrivateIndividual !== undefined) partner.isPrivateIndividual = change.isPrivateIndividual ?? false;
  if (change.defaults !== undefined) partner.defaults = mergedDefaults(partner.defaults, change.defaults);
  partner.sortName = searchable(partner.name);
}

function mergedDefaults(stored: PartnerDefaults, change: PartnerChange['defaults']): PartnerDefaults {
  const given = Object.entries(change ?? {}).filter(([, value]) => value !== undefined);
  const merged = { ...(change === null ? {} : stored), ...Object.fromEntries(given) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null));
}

/** What no partner can be, whatever Trackdéchets says. */
export function partnerFaults(partner: Partner, numbers: CompanyNumbers): InputFault[] {
  const { siret, vatNumber, isPrivateIndividual, roles } = partner;
  const faults: InputFault[] = [];
  const add = (path: string, sentence: SentenceKey | null): void => {
    if (sentence) faults.push({ path, code: sentence, sentence });
  };
  if (isPrivateIndividual) {
    if (siret) add('siret', 'PARTNER_INDIVIDUAL_NUMBER');
    if (vatNumber) add('vatNumber', 'PARTNER_INDIVIDUAL_NUMBER');
    if (roles.some((role) => role !== 'DETENTEUR')) add('roles', 'PARTNER_INDIVIDUAL_ROLE');
    return faults;
  }
  if (siret && vatNumber) add('vatNumber', 'PARTNER_ONE_NUMBER');
  if (siret) add('siret', numbers.siretFault(siret));
  if (vatNumber) add('vatNumber', numbers.vatFault(vatNumber));
  return faults;
}
