import { type DataSource } from 'typeorm';
import { transaction } from '../database/transaction';
import { type Credential } from './credential.entity';
import { KeyLost, type SecretCipher, SecretDamaged } from './secret-cipher';

const BATCH = 200;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** What a rotation did, by stored credential. */
export interface RotationReport {
  reencrypted: number;
  alreadyCurrent: number;
  /** Users whose token no configured key can read. */
  keyLost: string[];
  /** Users whose token was altered, or moved from another row. */
  damaged: string[];
}

/**
 * Encrypts every stored secret with the active key, one short transaction each, while the application runs. Interrupted, it is
 * simply run again: what is done is found current.
 */
export async function rotateSecrets(dataSource: DataSource, cipher: SecretCipher): Promise<RotationReport> {
  const report: RotationReport = { reencrypted: 0, alreadyCurrent: 0, keyLost: [], damaged: [] };
  for (let last = BEFORE_ALL; ;) {
    const rows = await dataSource.query<{ id: string; user_id: string }[]>(
      'SELECT id, user_id FROM credentials WHERE id > $1 ORDER BY id LIMIT $2',
      [last, BATCH],
    );
    for (const { id, user_id: userId } of rows) await rotateOne(dataSource, cipher, { id, userId, report });
    last = rows.at(-1)?.id ?? last;
    if (rows.length < BATCH) return report;
  }
}

async function rotateOne(
  dataSource: DataSource,
  cipher: SecretCipher,
  { id, userId, report }: { id: string; userId: string; report: RotationReport },
): Promise<void> {
  try {
    const changed = await transaction(dataSource, async (em) => {
      const [row] = await em.query<Pick<Credential, 'platform' | 'secret' | 'pendingSecret'>[]>(
        'SELECT platform, secret, pending_secret AS "pendingSecret" FROM credentials WHERE id = $1 FOR UPDATE',
        [id],
      );
      if (!row) return null;
      const { platform, secret, pendingSecret } = row;
      const renewed = (blob: Buffer): Buffer =>
        cipher.isCurrent(blob)
          ? blob
          : cipher.encrypt(cipher.decrypt(blob, { platform, userId }), { platform, userId });
      const [next, nextPending] = [renewed(secret), pendingSecret && renewed(pendingSecret)];
      if (next === secret && nextPending === pendingSecret) return false;
      // The version too: a check under way must not write back what it read.
      await em.query(
        'UPDATE credentials SET secret = $2, pending_secret = $3, version = version + 1, lease_owner = NULL, lease_until = NULL WHERE id = $1',
        [id, next, nextPending],
      );
      return true;
    });
    if (changed === null) return;
    if (changed) report.reencrypted++;
    else report.alreadyCurrent++;
  } catch (error) {
    if (error instanceof KeyLost) report.keyLost.push(userId);
    else if (error instanceof SecretDamaged) report.damaged.push(userId);
    else throw error;
  }
}
