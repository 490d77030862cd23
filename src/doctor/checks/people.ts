import { attention, ok, type Patient, plural, type Said } from '../finding';

/** Somebody whose token lists an establishment: active, allowed to export, with a role there. */
const READER = `
  SELECT FROM credentials c JOIN users u ON u.id = c.user_id, jsonb_array_elements(c.companies) AS company
  WHERE c.status = 'VALID' AND u.active AND u.rights && ARRAY['EXPORT_BSFF', 'FULL_ACCESS']
    AND company->>'orgId' = e.siret AND company->>'role' IS NOT NULL`;

const MEANING: Record<string, [fr: string, en: string, remedyFr: string, remedyEn: string]> = {
  REJECTED: [
    'refusés par Trackdéchets (expirés ou révoqués)',
    'refused by Trackdéchets (expired or revoked)',
    'leurs propriétaires en collent un nouveau',
    'their owners paste a new one',
  ],
  EMAIL_MISMATCH: [
    'd’un autre compte Trackdéchets que l’e-mail d’ici',
    'of another Trackdéchets account than the e-mail here',
    'même adresse des deux côtés, ou un autre jeton',
    'the same address on both sides, or another token',
  ],
  UNVERIFIED: [
    'pas encore vérifiés',
    'not verified yet',
    'attendez que Trackdéchets réponde, puis voyez les clés ci-dessus',
    'wait for Trackdéchets to answer, then see the keys above',
  ],
};

/** Whether people can act on Trackdéchets: tokens, establishments that somebody may read, the contact. */
export async function checkPeople({ sql }: Patient): Promise<Said[]> {
  const statuses = await sql.query<{ status: string; count: number }[]>(
    `SELECT c.status, count(*)::int FROM credentials c JOIN users u ON u.id = c.user_id AND u.active GROUP BY 1 ORDER BY 1`,
  );
  const said = statuses.map(({ status, count }) => {
    const [fr, en, remedyFr, remedyEn] = MEANING[status] ?? [];
    const tokens = plural(count, 'token');
    if (!fr || !en || !remedyFr || !remedyEn) return ok(`Jetons valides : ${count}`, `${tokens} valid`);
    return attention(`Jetons ${fr} : ${count}`, `${tokens} ${en}`, remedyFr, remedyEn);
  });
  return [...said, ...(await unread(sql)), ...(await contact(sql))];
}

async function unread(sql: Patient['sql']): Promise<Said[]> {
  const rows = await sql.query<{ siret: string }[]>(
    `SELECT e.siret FROM establishments e WHERE NOT EXISTS (${READER}) ORDER BY e.siret`,
  );
  if (rows.length === 0) return [];
  const sirets = rows.map(({ siret }) => siret).join(', ');
  return [
    attention(
      `Personne ici n’a de jeton valide pour ${plural(rows.length, 'établissement')} : ${sirets}. Leurs mises à jour n’arrivent pas`,
      `Nobody here has a valid token for ${plural(rows.length, 'establishment')}: ${sirets}. Their updates do not come`,
      'quelqu’un qui en est membre sur Trackdéchets, avec le droit d’exporter, colle son jeton',
      'somebody who is a member there on Trackdéchets, with the right to export, pastes their token',
    ),
  ];
}

async function contact(sql: Patient['sql']): Promise<Said[]> {
  const [row] = await sql.query<[{ contact: boolean; used: boolean }]>(
    'SELECT EXISTS (SELECT FROM users WHERE is_contact) AS contact, EXISTS (SELECT FROM establishments) AS used',
  );
  if (row.contact) return [ok('Contact Trackdéchets désigné', 'There is a Trackdéchets contact')];
  if (!row.used) return [];
  return [
    attention(
      'Pas de contact Trackdéchets : les envois attendent',
      'No Trackdéchets contact: exports wait',
      'désignez-le (PUT /trackdechets-contact)',
      'designate one (PUT /trackdechets-contact)',
    ),
  ];
}
