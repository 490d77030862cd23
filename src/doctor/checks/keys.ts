import { configuredKeys, configWithKeys } from '../../credentials/configured-keys';
import { KeyLost, SecretCipher } from '../../credentials/secret-cipher';
import { attention, fault, ok, type Patient, plural, type Said } from '../finding';

interface Stored {
  userId: string;
  platform: string;
  secret: Buffer;
  pending: Buffer | null;
}

/** What was found by opening every stored secret. */
interface Opened {
  /** Secrets by the id of the key that encrypted them. */
  byKey: Map<string, number>;
  lost: Map<string, number>;
  damaged: string[];
  old: number;
}

/** Whether every stored token can be opened with the configured keys, and which keys are still of use. */
export async function checkKeys({ sql, environment }: Patient): Promise<Said[]> {
  const stored = await sql.query<Stored[]>(
    'SELECT user_id AS "userId", platform, secret, pending_secret AS pending FROM credentials ORDER BY user_id',
  );
  const keys = configuredKeys(environment);
  if (!keys) return [noKeys(stored.length)];
  const config = configWithKeys(environment, keys);
  const opened = openAll(stored, new SecretCipher(config));
  const said = [...lost(opened), ...damaged(opened), ...old(opened, config.credentialsKeys[0].id)];
  const idle = config.credentialsKeys.slice(1).filter(({ id }) => !opened.byKey.has(id));
  if (said.length === 0) {
    said.push(ok(`Jetons lisibles : ${stored.length}`, `${plural(stored.length, 'token')} can be read`));
  }
  for (const { id } of idle) {
    said.push(
      ok(
        `La clé « ${id} » ne sert plus à aucun jeton : elle peut quitter CREDENTIALS_KEYS (gardez-la avec les sauvegardes qui en ont besoin)`,
        `The key “${id}” serves no token any more: it may leave CREDENTIALS_KEYS (keep it with the backups that need it)`,
      ),
    );
  }
  return said;
}

function noKeys(tokens: number): Said {
  if (tokens === 0) return ok('Aucun jeton, aucune clé encore', 'No token and no key yet');
  return fault(
    `${plural(tokens, 'jeton')} et aucune clé pour les lire`,
    `${plural(tokens, 'token')} and no key to read them`,
    'donnez CREDENTIALS_KEYS, la clé de cette base',
    'give CREDENTIALS_KEYS, this database’s key',
  );
}

function openAll(stored: readonly Stored[], cipher: SecretCipher): Opened {
  const opened: Opened = { byKey: new Map(), lost: new Map(), damaged: [], old: 0 };
  for (const { userId, platform, secret, pending } of stored) {
    for (const blob of pending ? [secret, pending] : [secret]) {
      const keyId = cipher.keyIdOf(blob) ?? '';
      try {
        cipher.decrypt(blob, { platform, userId });
        opened.byKey.set(keyId, (opened.byKey.get(keyId) ?? 0) + 1);
        if (!cipher.isCurrent(blob)) opened.old++;
      } catch (error) {
        if (error instanceof KeyLost) opened.lost.set(keyId, (opened.lost.get(keyId) ?? 0) + 1);
        else opened.damaged.push(userId);
      }
    }
  }
  return opened;
}

function lost({ lost }: Opened): Said[] {
  return [...lost].map(([keyId, count]) =>
    fault(
      `Jetons illisibles : ${count}, la clé « ${keyId} » n’est pas dans CREDENTIALS_KEYS`,
      `${plural(count, 'token')} cannot be read: the key “${keyId}” is not in CREDENTIALS_KEYS`,
      'ajoutez-la après la clé active ; si elle est perdue, leurs propriétaires recollent leur clé Trackdéchets',
      'add it after the active key; if it is lost, their owners paste their Trackdéchets token again',
    ),
  );
}

function damaged({ damaged }: Opened): Said[] {
  if (damaged.length === 0) return [];
  const who = [...new Set(damaged)].join(', ');
  return [
    fault(
      `Jetons abîmés des utilisateurs ${who}`,
      `Damaged tokens of users ${who}`,
      'ils recollent leur clé Trackdéchets ; cherchez qui a modifié la table credentials',
      'they paste their Trackdéchets token again; find out who altered the table credentials',
    ),
  ];
}

function old({ old }: Opened, active: string): Said[] {
  if (old === 0) return [];
  return [
    attention(
      `Jetons chiffrés avec une autre clé que l’active (« ${active} ») : ${old}`,
      `${plural(old, 'token')} encrypted with another key than the active one (“${active}”)`,
      'npm run credentials:rotate, puis l’ancienne clé peut partir',
      'npm run credentials:rotate, then the old key may go',
    ),
  ];
}
