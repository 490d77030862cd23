import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Actor, Audit } from '../audit/audit';
import { notify } from '../database/notifications';
import { Events } from '../events/events';
import { Credential } from './credential.entity';
import { type PlatformAnswer, TRACKDECHETS } from './platform-verifier';
import { SecretCipher } from './secret-cipher';
import { nextCheckIn } from './token-states';

/** What a token is stored with. */
export type Known = Extract<PlatformAnswer, { kind: 'ACCOUNT' | 'NO_ANSWER' }>;

/** How a token came: pasted by its owner, or by the consent that they gave on the platform (OAuth2). */
export type Given = 'PASTED' | 'CONSENTED';

/** Keeps the tokens that people give, once it is known whose they are. */
@Injectable()
export class TokenKeeping {
  constructor(
    private readonly cipher: SecretCipher,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** Stores a token in the place of the one before; one that could not be checked waits behind a valid one. */
  async store(em: EntityManager, actor: Actor, token: string, known: Known, how: Given): Promise<Credential> {
    const { userId } = actor;
    const platform = TRACKDECHETS;
    const before = await em.findOne(Credential, { where: { platform, userId }, lock: { mode: 'pessimistic_write' } });
    const secret = this.cipher.encrypt(token, { platform, userId });
    const lastFour = token.slice(-4);
    const waits = known.kind === 'NO_ANSWER' && before?.status === 'VALID';
    const stored = em.create(Credential, { ...before, platform, userId });
    stored.refusedLastFour = null;
    if (waits) Object.assign(stored, { pendingSecret: secret, pendingLastFour: lastFour });
    else Object.assign(stored, { secret, lastFour, pendingSecret: null, pendingLastFour: null }, stateOf(known));
    const wait =
      known.kind === 'ACCOUNT' ? nextCheckIn('VALID', 0, Math.random()) : nextCheckIn('UNVERIFIED', 1, Math.random());
    stored.nextCheckAt = new Date(Date.now() + wait);
    stored.version = (before?.version ?? 0) + 1;
    stored.updatedAt = new Date();
    stored.leaseOwner = stored.leaseUntil = null;
    const saved = await em.save(Credential, stored);
    await this.tell(em, actor, { before, after: saved, lastFour, how });
    return saved;
  }

  private async tell(
    em: EntityManager,
    actor: Actor,
    { before, after, lastFour, how }: { before: Credential | null; after: Credential; lastFour: string; how: Given },
  ): Promise<void> {
    const { userId } = actor;
    await this.audit.record(em, actor, {
      action: how === 'PASTED' ? 'credential.pasted' : 'credential.connected',
      subjectType: 'credential',
      subjectId: userId,
      ...(before ? { before: { status: before.status, lastFour: before.lastFour } } : {}),
      after: { status: after.pendingSecret ? 'UNVERIFIED' : after.status, lastFour },
    });
    await this.events.publish(em, { type: 'token', subjectId: userId, userId, data: { status: after.status } });
    if (after.status === 'VALID') await notify(em, 'credentials', userId);
  }
}

function stateOf(known: Known): Partial<Credential> {
  const now = new Date();
  if (known.kind === 'NO_ANSWER') {
    return {
      status: 'UNVERIFIED',
      failure: 'NO_ANSWER',
      unanswered: 1,
      account: null,
      companies: [],
      verifiedAt: null,
      checkedAt: null,
    };
  }
  const { email, name, companies } = known;
  return {
    status: 'VALID',
    failure: null,
    unanswered: 0,
    account: { email, name },
    companies,
    verifiedAt: now,
    checkedAt: now,
  };
}
