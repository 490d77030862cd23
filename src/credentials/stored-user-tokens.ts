import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Actor, Audit } from '../audit/audit';
import { type Reading, reading } from '../database/reading';
import { Events } from '../events/events';
import { type TokenStatus, UserTokens } from '../users/user-tokens';
import { Credential } from './credential.entity';
import { TRACKDECHETS } from './platform-verifier';
import { SecretCipher } from './secret-cipher';
import { NO_TOKEN, statusOf, type TellingCredential } from './token-status';
import { stateAfter } from './token-states';

/** What is read of credentials to tell where they stand; of a secret, what names its key. */
const STORED = `
  SELECT user_id AS "userId", status, last_four AS "lastFour", verified_at AS "verifiedAt", checked_at AS "checkedAt",
    account, companies, failure, encode(secret, 'base64') AS secret, pending_secret IS NOT NULL AS "pendingSecret",
    refused_last_four AS "refusedLastFour"
  FROM credentials WHERE platform = $1 AND user_id = ANY($2)`;

type Stored = Omit<TellingCredential, 'secret' | 'verifiedAt' | 'checkedAt'> &
  Record<'verifiedAt' | 'checkedAt', string | null> & { userId: string; secret: string };

function credentialOf(row: Stored): TellingCredential {
  const instant = (text: string | null): Date | null => (text === null ? null : new Date(text));
  const secret = Buffer.from(row.secret, 'base64');
  return { ...row, secret, verifiedAt: instant(row.verifiedAt), checkedAt: instant(row.checkedAt) };
}

/** What the people's pages know of tokens. */
@Injectable()
export class StoredUserTokens extends UserTokens {
  constructor(
    private readonly cipher: SecretCipher,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {
    super();
  }

  override of(userIds: readonly string[]): Reading<Map<string, TokenStatus>> {
    return reading(STORED, [TRACKDECHETS, userIds], (rows: Stored[]) => {
      const known = new Map(rows.map((row) => [row.userId, statusOf(credentialOf(row), this.cipher)]));
      return new Map(userIds.map((id) => [id, known.get(id) ?? NO_TOKEN]));
    });
  }

  override async emailChanged(em: EntityManager, userId: string): Promise<void> {
    const credential = await lockCredential(em, userId);
    if (!credential) return;
    const status = stateAfter(credential.status, 'EMAIL_CHANGED');
    await em.update(Credential, credential.id, {
      status,
      version: credential.version + 1,
      unanswered: 0,
      nextCheckAt: () => 'now()',
      leaseOwner: null,
      leaseUntil: null,
      updatedAt: () => 'now()',
    });
    if (status === credential.status) return;
    await this.audit.record(em, null, {
      action: 'credential.stateChanged',
      subjectType: 'credential',
      subjectId: userId,
      before: { status: credential.status },
      after: { status },
    });
    await this.events.publish(em, { type: 'token', subjectId: userId, userId, data: { status } });
  }

  override async remove(em: EntityManager, actor: Actor, userId: string): Promise<void> {
    const credential = await lockCredential(em, userId);
    if (!credential) return;
    await em.delete(Credential, credential.id);
    await this.audit.record(em, actor, {
      action: 'credential.removed',
      subjectType: 'credential',
      subjectId: userId,
      before: { status: credential.status, lastFour: credential.lastFour },
    });
    await this.events.publish(em, { type: 'token', subjectId: userId, userId, data: { status: 'NONE' } });
  }
}

async function lockCredential(em: EntityManager, userId: string): Promise<Credential | null> {
  const where = { platform: TRACKDECHETS, userId };
  return em.findOne(Credential, { where, lock: { mode: 'pessimistic_write' } });
}
