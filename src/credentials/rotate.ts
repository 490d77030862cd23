import 'reflect-metadata';
import { type Environment } from '../config/environment';
import { onDatabase, runCommand } from '../database/operator';
import { configuredKeys, configWithKeys } from './configured-keys';
import { rotateSecrets } from './rotation';
import { SecretCipher } from './secret-cipher';

function keysOf(environment: Environment): string {
  const keys = configuredKeys(environment);
  if (keys) return keys;
  throw new Error(
    'Indiquez CREDENTIALS_KEYS : la nouvelle clé en premier, puis les anciennes. / Set CREDENTIALS_KEYS: the new key first, then the old ones.',
  );
}

/**
 * `npm run credentials:rotate`: encrypts every token with the first key of CREDENTIALS_KEYS, which the running application must
 * have too. Exit status 1 when some could not be read.
 */
async function main(): Promise<number> {
  const { report, active } = await onDatabase(async (dataSource, environment) => {
    const config = configWithKeys(environment, keysOf(environment));
    const active = config.credentialsKeys[0].id;
    return { active, report: await rotateSecrets(dataSource, new SecretCipher(config)) };
  });
  const { reencrypted, alreadyCurrent, keyLost, damaged } = report;
  process.stdout.write(
    `Clé active / Active key: ${active}\n` +
      `Rechiffrés / Encrypted again: ${reencrypted}\n` +
      `Déjà à jour / Already current: ${alreadyCurrent}\n`,
  );
  if (keyLost.length > 0) {
    process.stdout.write(
      `Clé absente de CREDENTIALS_KEYS pour ces utilisateurs ; rajoutez-la et relancez / Key missing from CREDENTIALS_KEYS for these users; add it and run again:\n${keyLost.map((id) => `  ${id}\n`).join('')}`,
    );
  }
  if (damaged.length > 0) {
    process.stdout.write(
      `Lignes abîmées ; ces utilisateurs doivent recoller leur clé / Damaged rows; these users must paste their key again:\n${damaged.map((id) => `  ${id}\n`).join('')}`,
    );
  }
  return keyLost.length + damaged.length > 0 ? 1 : 0;
}

runCommand(main);
