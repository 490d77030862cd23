import { type DataSource } from 'typeorm';
import { databasePlaceOf } from '../config/database-url';
import { type Environment } from '../config/environment';
import { openDataSource } from '../database/data-source';
import { EmbeddedPostgres } from '../database/embedded/embedded-postgres';
import { checkAudit } from './checks/audit';
import { checkConfiguration, type Configuration } from './checks/configuration';
import { checkServer } from './checks/database';
import { checkKeys } from './checks/keys';
import { checkPeople } from './checks/people';
import { checkSchema } from './checks/schema';
import { checkTrackdechets } from './checks/trackdechets';
import { checkWork } from './checks/work';
import { fault, type Finding, ok, type Said } from './finding';

type Tell = (check: string, said: readonly Said[]) => void;

/**
 * Looks at everything the connector stands on, in order, but for what needs a faulty variable; `found` hears of each thing as it is
 * known. Nothing is changed.
 */
export async function examine(source: NodeJS.ProcessEnv, found: (finding: Finding) => void): Promise<void> {
  const tell: Tell = (check, said) => said.forEach((one) => found({ check, ...one }));
  const configuration = checkConfiguration(source);
  tell('configuration', configuration.said);
  if (!configuration.faulty.has('DATABASE_URL')) await examineDatabase(configuration, tell);
  const { TRACKDECHETS_API_URL: url } = configuration.environment;
  if (url) tell('trackdechets', await safely(() => checkTrackdechets(url)));
}

async function examineDatabase(configuration: Configuration, tell: Tell): Promise<void> {
  const { environment } = configuration;
  const url = environment.DATABASE_URL ?? embeddedUrl(environment);
  if (!url) {
    tell('database', [
      ok(
        'PostgreSQL embarqué à l’arrêt : démarrez le connecteur (npm start) pour que sa base soit examinée',
        'The embedded PostgreSQL is stopped: start the connector (npm start) to have its database looked at',
      ),
    ]);
    return;
  }
  let dataSource: DataSource;
  try {
    dataSource = await openDataSource(url, 1);
  } catch (error) {
    tell('database', [unreachable(url, error)]);
    return;
  }
  try {
    await examineOpen(dataSource, configuration, tell);
  } finally {
    await dataSource.destroy();
  }
}

async function examineOpen(dataSource: DataSource, { environment, faulty }: Configuration, tell: Tell): Promise<void> {
  // The only connection of this pool: the doctor itself cannot write.
  await dataSource.query('SET default_transaction_read_only = on');
  const patient = { sql: dataSource, environment };
  tell('database', await safely(() => checkServer(patient)));
  let usable = false;
  tell(
    'schema',
    await safely(async () => {
      const schema = await checkSchema(dataSource);
      usable = schema.usable;
      return schema.said;
    }),
  );
  if (!usable) return;
  if (!faulty.has('CREDENTIALS_KEYS')) tell('keys', await safely(() => checkKeys(patient)));
  tell('people', await safely(() => checkPeople(patient)));
  tell('work', await safely(() => checkWork(patient)));
  tell('audit', await safely(() => checkAudit(patient)));
}

/** Null when it is not running, or not for this machine (the image has none). */
function embeddedUrl({ DATA_DIR = '.data' }: Environment): string | null {
  try {
    return EmbeddedPostgres.runningUrl(DATA_DIR);
  } catch {
    return null;
  }
}

const CAUSES: Record<string, [fr: string, en: string]> = {
  ECONNREFUSED: ['rien n’écoute à cette adresse', 'nothing listens at this address'],
  ENOTFOUND: ['ce nom d’hôte n’existe pas', 'there is no such host'],
  ETIMEDOUT: ['pas de réponse (pare-feu ?)', 'no answer (a firewall?)'],
  '28P01': ['mot de passe refusé', 'password refused'],
  '28000': ['rôle ou chiffrement refusé par pg_hba.conf', 'role or encryption refused by pg_hba.conf'],
  '3D000': ['cette base n’existe pas', 'there is no such database'],
  '53300': ['plus de connexions libres', 'no connection left'],
  '57P03': ['le serveur démarre ou s’arrête', 'the server is starting or stopping'],
};

function unreachable(url: string, error: unknown): Said {
  const { code, errors, message } = error as { code?: string; errors?: { code?: string }[]; message: string };
  const known = code ?? errors?.[0]?.code ?? '';
  const [fr, en] = CAUSES[known] ?? [message, message];
  const place = databasePlaceOf(url);
  return fault(
    `Base injoignable (${place}) : ${fr}`,
    `The database cannot be reached (${place}): ${en}`,
    'corrigez DATABASE_URL, ou remettez PostgreSQL en route ; le connecteur repart seul',
    'correct DATABASE_URL, or bring PostgreSQL back; the connector goes on by itself',
  );
}

/** A check that fails is told and stops none of the others. */
async function safely(check: () => Promise<Said[]>): Promise<Said[]> {
  try {
    return await check();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      fault(
        `Examen impossible : ${why}`,
        `Could not be looked at: ${why}`,
        'relancez ; si cela revient, signalez-le avec cette ligne',
        'run again; if it comes back, report it with this line',
      ),
    ];
  }
}
