import { readFileSync } from 'node:fs';

/** Every variable this process reads; each may be given as a file, NAME_FILE. */
export const VARIABLES = [
  ...['NODE_ENV', 'PORT', 'HOST', 'DATABASE_URL', 'DATABASE_POOL_SIZE', 'DATA_DIR', 'TRACKDECHETS_API_URL'],
  ...['MIGRATE_ON_START', 'SHUTDOWN_DELAY_SECONDS'],
  ...['SANDBOX_PORT', 'TRACKDECHETS_REQUESTS_PER_MINUTE', 'TRACKDECHETS_TIMEOUT_MS', 'PULL_INTERVAL_SECONDS'],
  ...['EXPORT_SETTLE_SECONDS', 'TRACKDECHETS_CLIENT_ID', 'TRACKDECHETS_CLIENT_SECRET'],
  'TRACKDECHETS_OAUTH_AUTHORIZE_URL',
  ...['AUDIT_RETENTION_DAYS', 'EVENTS_RETENTION_DAYS', 'PULLS_RETENTION_DAYS'],
  ...['SESSION_IDLE_HOURS', 'SESSION_LIFE_HOURS'],
  ...['CREDENTIALS_KEYS', 'ADMIN_EMAIL', 'ADMIN_PASSWORD', 'PUBLIC_URL', 'CORS_ORIGINS', 'TRUSTED_PROXIES'],
  ...['LOG_LEVEL', 'METRICS_TOKEN'],
];

/** What is wrong with a variable, or between several. */
export interface Fault {
  variables: readonly string[];
  text: string;
}

/** What was given of the known variables, also as files, NAME_FILE: Docker's and Kubernetes' secrets are. A blank one is left out. */
export function given(source: NodeJS.ProcessEnv, faults: Fault[]): Record<string, string> {
  const values: Record<string, string> = {};
  const keep = (name: string, value = ''): void => {
    if (value.trim() !== '') values[name] = value;
  };
  for (const name of VARIABLES) {
    keep(name, source[name]);
    const file = source[`${name}_FILE`];
    if (!file?.trim()) continue;
    const refuse = (text: string): number => faults.push({ variables: [name], text: `${name}_FILE: ${text}` });
    if (name in values) refuse(`${name} est donnée aussi / is given too`);
    try {
      keep(name, readFileSync(file, 'utf8').trim());
    } catch {
      refuse(`fichier illisible / file cannot be read: ${file}`);
    }
  }
  return values;
}
