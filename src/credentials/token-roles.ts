import { type EntityManager } from 'typeorm';
import { TRACKDECHETS } from './platform-verifier';

/** What somebody's valid token may do in an establishment, as Trackdéchets said when it was last verified. */
export interface TokenRole {
  userId: string;
  name: string;
  role: string;
}

/** Roles of active users' valid tokens in each of these establishments, the most powerful first. */
export async function tokenRolesIn(em: EntityManager, orgIds: readonly string[]): Promise<Map<string, TokenRole[]>> {
  const rows = await em.query<(TokenRole & { orgId: string })[]>(
    `SELECT company->>'orgId' AS "orgId", u.id AS "userId", trim(u.first_name || ' ' || u.last_name) AS name, company->>'role' AS role
     FROM credentials c JOIN users u ON u.id = c.user_id AND u.active, jsonb_array_elements(c.companies) AS company
     WHERE c.platform = $1 AND c.status = 'VALID' AND company->>'orgId' = ANY($2) AND company->>'role' IS NOT NULL
     ORDER BY array_position(ARRAY['ADMIN', 'MEMBER', 'DRIVER', 'READER'], company->>'role'), name, u.id`,
    [TRACKDECHETS, orgIds],
  );
  const byOrgId = new Map<string, TokenRole[]>(orgIds.map((orgId) => [orgId, []]));
  for (const { orgId, ...role } of rows) byOrgId.get(orgId)?.push(role);
  return byOrgId;
}
