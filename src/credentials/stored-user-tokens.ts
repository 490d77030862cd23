import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { type Actor, Audit } from '../audit/audit';
import { Events } from '../events/events';
import { type TokenStatus, UserTokens } from '../users/user-tokens';
import { Credential } from './credential.entity';
import { TRACKDECHETS } from './platform-verifier';
import { SecretCipher } from './secret-cipher';
import { NO_TOKEN, statusOf } from './token-status';
import { stateAfter } from './token-states';

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

  override async statuses(em: EntityManager, userIds: string[]): Promise<Map<string, TokenStatus>> {
    const credentials = await em.findBy(Credential, { platform: TRACKDECHETS, userId: In(userIds) });
    const known = new Map(credentials.map((credential) => [credential.userId, statusOf(credential, this.cipher)]));
    return new Map(userIds.map((id) => [id, known.get(id) ?? NO_TOKEN]));
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
