/** Rights of a user in an establishment, by role (facts: auth 1.4; the public documentation grants drivers more than the code does). */

export const ROLES = ['READER', 'DRIVER', 'MEMBER', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

const READING = ['BSD_CAN_READ', 'BSD_CAN_LIST', 'COMPANY_CAN_READ'] as const;
const DRIVING = ['BSD_CAN_UPDATE', 'BSD_CAN_SIGN_TRANSPORT', 'BSD_CAN_SIGN_DELIVERY'] as const;
const WRITING = [
  'BSD_CAN_CREATE',
  'BSD_CAN_UPDATE',
  'BSD_CAN_SIGN_EMISSION',
  'BSD_CAN_SIGN_WORK',
  'BSD_CAN_SIGN_TRANSPORT',
  'BSD_CAN_SIGN_DELIVERY',
  'BSD_CAN_SIGN_ACCEPTATION',
  'BSD_CAN_SIGN_OPERATION',
  'BSD_CAN_DELETE',
  'BSD_CAN_REVISE',
  'REGISTRY_CAN_IMPORT',
] as const;
const ADMINISTERING = [
  'COMPANY_CAN_UPDATE',
  'COMPANY_CAN_VERIFY',
  'COMPANY_CAN_MANAGE_SIGNATURE_AUTOMATION',
  'COMPANY_CAN_MANAGE_MEMBERS',
  'COMPANY_CAN_RENEW_SECURITY_CODE',
  'COMPANY_CAN_MANAGE_REGISTRY_DELEAGATION',
] as const;

/** To list an establishment's documents. */
export const LIST = 'BSD_CAN_LIST';

export type Permission =
  (typeof READING)[number] | (typeof WRITING)[number] | (typeof ADMINISTERING)[number] | 'REGISTRY_CAN_READ';

/** Permissions of each role, in the order in which Trackdéchets lists them. */
export const PERMISSIONS: Record<Role, readonly Permission[]> = {
  READER: [...READING, 'REGISTRY_CAN_READ'],
  DRIVER: [...READING, ...DRIVING],
  MEMBER: [...READING, 'REGISTRY_CAN_READ', ...WRITING],
  ADMIN: [...READING, 'REGISTRY_CAN_READ', ...WRITING, ...ADMINISTERING],
};

/** The permission that signing each step asks for, in the establishment that signs (facts: bsff-lifecycle 3.4). */
export const SIGNATURE_PERMISSION = {
  EMISSION: 'BSD_CAN_SIGN_EMISSION',
  TRANSPORT: 'BSD_CAN_SIGN_TRANSPORT',
  RECEPTION: 'BSD_CAN_SIGN_ACCEPTATION',
  ACCEPTATION: 'BSD_CAN_SIGN_ACCEPTATION',
  OPERATION: 'BSD_CAN_SIGN_OPERATION',
} as const satisfies Record<string, Permission>;

/** Whether a role carries a permission. */
export function roleCan(role: Role | undefined, permission: Permission): boolean {
  return role !== undefined && PERMISSIONS[role].includes(permission);
}

/** Whether somebody with these companies may list the documents of this one. */
export function mayList(
  companies: readonly { orgId: string; permissions: readonly string[] }[],
  orgId: string | null,
): boolean {
  return companies.some((company) => company.orgId === orgId && company.permissions.includes(LIST));
}
