/** The product's rights, as administrators grant them. */
export const RIGHTS = ['FULL_ACCESS', 'EXPORT_BSFF', 'DEFINE_CONTACT'] as const;
export type Right = (typeof RIGHTS)[number];

/** What a granted right allows. FULL_ACCESS implies the two others; being an administrator gives none of them. */
const GRANTS: Record<Right, readonly Right[]> = {
  FULL_ACCESS: ['FULL_ACCESS', 'EXPORT_BSFF', 'DEFINE_CONTACT'],
  EXPORT_BSFF: ['EXPORT_BSFF'],
  DEFINE_CONTACT: ['DEFINE_CONTACT'],
};

/** True when one of the granted rights allows `wanted`. */
export function allows(granted: readonly Right[], wanted: Right): boolean {
  return granted.some((right) => GRANTS[right].includes(wanted));
}

/** What a route may ask of its caller. */
export type Access = Right | 'SIGNED_IN' | 'ADMINISTRATOR';
