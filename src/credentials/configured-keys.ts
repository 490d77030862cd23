import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppConfig } from '../config/app.config';
import { type Environment } from '../config/environment';

/** CREDENTIALS_KEYS, or the key that a development start keeps beside its database; null when there is neither. */
export function configuredKeys(environment: Environment): string | null {
  if (environment.CREDENTIALS_KEYS) return environment.CREDENTIALS_KEYS;
  const kept = join(environment.DATA_DIR ?? '.data', 'credentials.keys');
  return existsSync(kept) ? readFileSync(kept, 'utf8').trim() : null;
}

/** What a command needs of the configuration to read stored tokens. */
export function configWithKeys(environment: Environment, credentialsKeys: string): AppConfig {
  return new AppConfig(environment, { databaseUrl: '', trackdechetsApiUrl: '', sandbox: false, credentialsKeys });
}
