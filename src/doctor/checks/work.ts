import { EXPORT_SINCE } from '../../exports/export-since';
import { attention, ok, type Patient, plural, type Said } from '../finding';

type Sql = Patient['sql'];

/** What takes longer than this is stuck. Minutes. */
const PATIENCE = { QUEUED: 10, SENDING: 5, UNCERTAIN: 15, WAITING: 24 * 60 } as const;
/** A pull may miss this many of its turns. */
const TURNS = 3;

/** Whether what the server does by itself goes on: exports, pulls, webhooks; whether a restoration holds it. */
export async function checkWork({ sql, environment }: Patient): Promise<Said[]> {
  return [
    ...(await heldBack(sql)),
    ...(await stuckExports(sql)),
    ...(await latePulls(sql, environment.PULL_INTERVAL_SECONDS ?? 600)),
    ...(await webhooksOff(sql)),
  ];
}

async function heldBack(sql: Sql): Promise<Said[]> {
  const [row] = await sql.query<[{ held: number; other: boolean | null }]>(
    `SELECT (SELECT count(*)::int FROM exports WHERE kind = 'CREATE' AND finished_at IS NULL) AS held,
       NOT may_create_documents() AS other`,
  );
  if (!row.other) return [];
  return [
    attention(
      `La base n’est plus celle d’avant (restaurée ou basculée) : créations retenues jusqu’à une récupération complète, ${row.held}`,
      `The database is not the one it was (restored or failed over): ${plural(row.held, 'creation')} held until a whole pull`,
      'cela se fait seul quand chaque établissement a un jeton valide ; sinon, comparez à la main puis npm run database:restored -- --checked',
      'this ends by itself once each establishment has a valid token; otherwise compare by hand, then npm run database:restored -- --checked',
    ),
  ];
}

const REMEDIES: Record<keyof typeof PATIENCE, [fr: string, en: string]> = {
  QUEUED: [
    'vérifiez qu’une réplique tourne et que le budget de requêtes n’est pas épuisé',
    'check that a replica runs and that the request budget is not spent',
  ],
  SENDING: [
    'vérifiez qu’une réplique tourne : elle reprend ce qu’une autre a laissé',
    'check that a replica runs: it takes over what another left',
  ],
  UNCERTAIN: [
    'le propriétaire a-t-il un jeton valide, et Trackdéchets répond-il ? rien ne part deux fois',
    'does its owner have a valid token, and does Trackdéchets answer? nothing leaves twice',
  ],
  WAITING: [
    'voyez la raison de l’attente (GET /exports?state=WAITING)',
    'see what they wait for (GET /exports?state=WAITING)',
  ],
};

async function stuckExports(sql: Sql): Promise<Said[]> {
  const rows = await sql.query<
    { state: keyof typeof PATIENCE; count: number; minutes: number; reasons: string | null }[]
  >(
    `SELECT state, count(*)::int, (extract(epoch FROM now() - min(${EXPORT_SINCE})) / 60)::int AS minutes,
       string_agg(DISTINCT reason, ', ') AS reasons
     FROM exports WHERE finished_at IS NULL GROUP BY state ORDER BY state`,
  );
  const stuck = rows.filter(({ state, minutes }) => minutes >= PATIENCE[state]);
  if (stuck.length === 0) {
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    return [ok(`${plural(total, 'envoi')} en cours, aucun bloqué`, `${plural(total, 'export')} under way, none stuck`)];
  }
  return stuck.map(({ state, count, minutes, reasons }) =>
    attention(
      `${plural(count, 'envoi')} ${state}${reasons ? ` (${reasons})` : ''}, le plus ancien depuis ${minutes} min`,
      `${plural(count, 'export')} ${state}${reasons ? ` (${reasons})` : ''}, the oldest for ${minutes} min`,
      ...REMEDIES[state],
    ),
  );
}

async function latePulls(sql: Sql, interval: number): Promise<Said[]> {
  const [row] = await sql.query<[{ seconds: number | null; failure: string | null; used: boolean }]>(
    `SELECT (SELECT extract(epoch FROM now() - max(finished_at))::int FROM pulls WHERE state = 'SUCCEEDED') AS seconds,
       (SELECT error FROM pulls WHERE finished_at IS NOT NULL ORDER BY finished_at DESC LIMIT 1) AS failure,
       EXISTS (SELECT FROM establishments) AS used`,
  );
  if (!row.used) return [];
  const { seconds, failure } = row;
  if (interval === 0) {
    return [
      attention(
        'PULL_INTERVAL_SECONDS=0 : les mises à jour ne viennent qu’à la demande',
        'PULL_INTERVAL_SECONDS=0: updates come on demand only',
        'retirez cette variable pour les recevoir toutes les dix minutes',
        'remove this variable to have them every ten minutes',
      ),
    ];
  }
  if (seconds !== null && seconds < TURNS * interval && !failure) {
    return [ok(`Dernière récupération il y a ${seconds} s`, `Last pull ${seconds} s ago`)];
  }
  const ago =
    seconds === null
      ? ['aucune encore', 'none yet']
      : [`la dernière il y a ${seconds} s`, `the last one ${seconds} s ago`];
  return [
    attention(
      `Récupérations en retard ou incomplètes : ${ago[0]}${failure ? `, ${failure}` : ''}`,
      `Pulls late or incomplete: ${ago[1]}${failure ? `, ${failure}` : ''}`,
      'vérifiez qu’une réplique tourne, que Trackdéchets répond et que les établissements ont des jetons valides',
      'check that a replica runs, that Trackdéchets answers and that the establishments have valid tokens',
    ),
  ];
}

async function webhooksOff(sql: Sql): Promise<Said[]> {
  const rows = await sql.query<{ siret: string }[]>(
    'SELECT e.siret FROM webhooks w JOIN establishments e ON e.id = w.establishment_id WHERE NOT w.activated ORDER BY 1',
  );
  return rows.map(({ siret }) =>
    attention(
      `Le webhook de l’établissement ${siret} est éteint : les mises à jour attendent la récupération suivante`,
      `The webhook of establishment ${siret} is off: updates wait for the next pull`,
      'vérifiez que Trackdéchets peut joindre PUBLIC_URL, puis réenregistrez-le (PUT /establishments/{id}/trackdechets-webhook)',
      'check that Trackdéchets can reach PUBLIC_URL, then register it again (PUT /establishments/{id}/trackdechets-webhook)',
    ),
  );
}
