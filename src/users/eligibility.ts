import { allows, type Right } from '../auth/access/rights';

export const INELIGIBILITY_REASONS = [
  'INACTIVE',
  'NO_EXPORT_RIGHT',
  'MISSING_LAST_NAME',
  'MISSING_FIRST_NAME',
  'MISSING_EMAIL',
  'ALREADY_CONTACT',
] as const;
export type IneligibilityReason = (typeof INELIGIBILITY_REASONS)[number];

export interface ContactCandidate {
  active: boolean;
  rights: readonly Right[];
  firstName: string;
  lastName: string;
  email: string;
  isContact: boolean;
}

/** Every reason why somebody cannot be the contact, whose name and e-mail Trackdéchets shows on each document. */
export function lacksForContact(user: Omit<ContactCandidate, 'isContact'>): IneligibilityReason[] {
  const reasons: IneligibilityReason[] = [];
  if (!user.active) reasons.push('INACTIVE');
  if (!allows(user.rights, 'EXPORT_BSFF')) reasons.push('NO_EXPORT_RIGHT');
  if (user.lastName.trim() === '') reasons.push('MISSING_LAST_NAME');
  if (user.firstName.trim() === '') reasons.push('MISSING_FIRST_NAME');
  if (user.email.trim() === '') reasons.push('MISSING_EMAIL');
  return reasons;
}

/** Every reason why somebody cannot be designated now. */
export function reasonsAgainst(user: ContactCandidate): IneligibilityReason[] {
  return user.isContact ? [...lacksForContact(user), 'ALREADY_CONTACT'] : lacksForContact(user);
}
