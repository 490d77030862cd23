import { type EntityManager } from 'typeorm';
import { type TrackdechetsRole } from './establishment.view';

/** Roles of the users' valid tokens in each establishment, by SIRET, the most powerful first. */
export async function trackdechetsRolesOf(
  em: EntityManager,
  sirets: string[],
): Promise<Map<string, TrackdechetsRole[]>> {
  const rows = await em.query<(TrackdechetsRole & { siret: string })[]>(
    `SELECT company->>'orgId' AS siret, u.id AS "userId", trim(u.first_name || ' ' || u.last_name) AS name, company->>'role' AS role
     FROM credentials c JOIN users u ON u.id = c.user_id AND u.active, jsonb_array_elements(c.companies) AS company
     WHERE c.platform = 'TRACKDECHETS' AND c.status = 'VALID' AND company->>'orgId' = ANY($1) AND company->>'role' IS NOT NULL
     ORDER BY array_position(ARRAY['ADMIN', 'MEMBER', 'DRIVER', 'READER'], company->>'role'), name, u.id`,
    [sirets],
  );
  const bySiret = new Map<string, TrackdechetsRole[]>(sirets.map((siret) => [siret, []]));
  for (const { siret, ...role } of rows) bySiret.get(siret)?.push(role);
  return bySiret;
}
