import { type Environment, lookAtEnvironment } from '../../config/environment';
import { attention, fault, ok, type Said } from '../finding';

const REAL_HOST = 'api.trackdechets.beta.gouv.fr';
const TEST_HOST = 'api.sandbox.trackdechets.beta.gouv.fr';
const SETTLE_SECONDS = 75;

/** What the sound variables say, and the names of the others: what needs one of those cannot be looked at. */
export interface Configuration {
  environment: Environment;
  faulty: ReadonlySet<string>;
  said: Said[];
}

/** The environment as a start would read it, and every fault of it. */
export function checkConfiguration(source: NodeJS.ProcessEnv): Configuration {
  const { environment, faults } = lookAtEnvironment(source);
  const faulty = new Set(faults.flatMap(({ variables }) => variables));
  const remedy = ['corrigez cette variable, puis relancez', 'correct this variable, then run again'] as const;
  const said = faults.map(({ text }) => fault(text, text, ...remedy));
  if (faults.length === 0) said.push(readable(environment));
  return {
    environment,
    faulty,
    said: [...said, ...whatIsLeftOut(environment, faulty), ...doubts(environment, faulty)],
  };
}

const readable = ({ NODE_ENV }: Environment): Said =>
  ok(`Variables lisibles (NODE_ENV=${NODE_ENV})`, `Variables can be read (NODE_ENV=${NODE_ENV})`);

function whatIsLeftOut(environment: Environment, faulty: ReadonlySet<string>): Said[] {
  const { DATABASE_URL, TRACKDECHETS_API_URL, DATA_DIR = '.data' } = environment;
  const said: Said[] = [];
  if (!DATABASE_URL && !faulty.has('DATABASE_URL')) {
    said.push(
      ok(
        `Sans DATABASE_URL : un PostgreSQL embarqué, dans ${DATA_DIR}`,
        `Without DATABASE_URL: an embedded PostgreSQL, in ${DATA_DIR}`,
      ),
    );
  }
  if (!TRACKDECHETS_API_URL && !faulty.has('TRACKDECHETS_API_URL')) {
    said.push(
      ok(
        'Sans TRACKDECHETS_API_URL : le bac à sable intégré, rien ne part vers Trackdéchets',
        'Without TRACKDECHETS_API_URL: the built-in sandbox, nothing reaches Trackdéchets',
      ),
    );
  }
  return said;
}

function doubts(environment: Environment, faulty: ReadonlySet<string>): Said[] {
  const { NODE_ENV, PUBLIC_URL, TRACKDECHETS_API_URL = '', EXPORT_SETTLE_SECONDS = SETTLE_SECONDS } = environment;
  const said: Said[] = [];
  const host = TRACKDECHETS_API_URL ? new URL(TRACKDECHETS_API_URL).host : '';
  if (NODE_ENV === 'production' && host === TEST_HOST) {
    said.push(
      attention(
        'TRACKDECHETS_API_URL est la plateforme d’essai de Trackdéchets : ses bordereaux n’ont pas de valeur',
        'TRACKDECHETS_API_URL is Trackdéchets’ own test platform: its slips have no value',
        `en vrai : https://${REAL_HOST}`,
        `for real: https://${REAL_HOST}`,
      ),
    );
  }
  if (host === REAL_HOST && EXPORT_SETTLE_SECONDS < SETTLE_SECONDS) {
    said.push(
      fault(
        `EXPORT_SETTLE_SECONDS=${EXPORT_SETTLE_SECONDS} : un bordereau pourrait partir deux fois`,
        `EXPORT_SETTLE_SECONDS=${EXPORT_SETTLE_SECONDS}: a slip could leave twice`,
        `retirez cette variable (${SETTLE_SECONDS}) : les requêtes de Trackdéchets durent jusqu’à 65 s`,
        `remove this variable (${SETTLE_SECONDS}): Trackdéchets’ requests last up to 65 s`,
      ),
    );
  }
  if (NODE_ENV === 'production' && !PUBLIC_URL?.startsWith('https://') && !faulty.has('PUBLIC_URL')) {
    said.push(
      attention(
        PUBLIC_URL ? 'PUBLIC_URL n’est pas en https' : 'PUBLIC_URL manque : les liens d’invitation nomment localhost',
        PUBLIC_URL ? 'PUBLIC_URL is not https' : 'PUBLIC_URL is missing: invitation links name localhost',
        'donnez l’adresse publique du connecteur, en https',
        'give the connector’s public address, in https',
      ),
    );
  }
  return said;
}
