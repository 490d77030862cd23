import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { notify } from '../database/notifications';
import { transaction } from '../database/transaction';
import { Events } from '../events/events';
import { emailKey } from '../users/email-key';
import { follow } from '../trail/tracing';
import { User } from '../users/user.entity';
import { type CheckFailure, Credential } from './credential.entity';
import { type PlatformAnswer, PlatformVerifier } from './platform-verifier';
import { KeyLost, SecretCipher, SecretDamaged } from './secret-cipher';
import { nextCheckIn, stateAfter, type TokenHappening } from './token-states';

/** A killed replica's checks are taken over after it. */
const LEASE_SECONDS = 30;
/** A check lasts as long as the budget and Trackdéchets make it wait, a minute each: its lease is renewed meanwhile. */
const RENEW_MS = 8_000;

/** What comes of a new token that waited behind another. */
interface Settled {
  action: 'credential.replaced' | 'credential.newRefused';
  /** Of the new one. */
  lastFour: string;
  changes: Partial<Credential>;
}

/** What a check brought. */
interface Finding {
  happening: TokenHappening;
  answer: PlatformAnswer | null;
  failure: CheckFailure | null;
}

/** Checks stored tokens with their platform and records what comes of it. */
@Injectable()
export class Verification {
  private readonly logger = new Logger(Verification.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly verifier: PlatformVerifier,
    private readonly cipher: SecretCipher,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** Claims and checks the token of one user now, whoever was checking it; nothing when there is none. */
  async checkNow(userId: string): Promise<void> {
    const claimed = await this.claim('c.user_id = $3 AND c.platform = $4', [userId, this.verifier.platform]);
    await Promise.all(claimed.map((credential) => this.check(credential, true)));
  }

  /** Claims and checks some of the tokens whose time has come; returns how many. */
  async checkDue(limit: number): Promise<number> {
    const due = `c.platform = $3 AND c.next_check_at <= now() AND (c.lease_until IS NULL OR c.lease_until < now())
      AND EXISTS (SELECT FROM users u WHERE u.id = c.user_id AND u.active)`;
    const claimed = await this.claim(due, [this.verifier.platform, limit], 'ORDER BY c.next_check_at LIMIT $4');
    await Promise.all(
      claimed.map((credential) =>
        follow('token.check', { userId: credential.userId }, () => this.check(credential, isAwaited(credential))),
      ),
    );
    return claimed.length;
  }

  private async claim(condition: string, parameters: unknown[], order = ''): Promise<Credential[]> {
    const [rows] = await this.dataSource.query<[{ id: string }[], number]>(
      `UPDATE credentials SET lease_owner = $1, lease_until = now() + make_interval(secs => $2)
       WHERE id IN (SELECT c.id FROM credentials c WHERE ${condition} ${order} FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [randomUUID(), LEASE_SECONDS, ...parameters],
    );
    const found = await Promise.all(rows.map(({ id }) => this.dataSource.manager.findOneBy(Credential, { id })));
    return found.filter((credential) => credential !== null);
  }

  private async check(credential: Credential, awaited: boolean): Promise<void> {
    const renewal = setInterval(() => void this.renew(credential).catch(() => undefined), RENEW_MS).unref();
    try {
      if (credential.pendingSecret) await this.checkPending(credential, credential.pendingSecret, awaited);
      else await this.record(credential, await this.find(credential, credential.secret, awaited));
    } finally {
      clearInterval(renewal);
    }
  }

  private async renew({ id, leaseOwner }: Credential): Promise<void> {
    await this.dataSource.query(
      'UPDATE credentials SET lease_until = now() + make_interval(secs => $3) WHERE id = $1 AND lease_owner = $2',
      [id, leaseOwner, LEASE_SECONDS],
    );
  }

  /** A new token waits behind a valid one: good, it takes its place; bad, it is dropped and the valid one stays. */
  private async checkPending(credential: Credential, pendingSecret: Buffer, awaited: boolean): Promise<void> {
    const finding = await this.find(credential, pendingSecret, awaited);
    if (finding.happening === 'NOT_ANSWERED') return this.record(credential, finding);
    const lastFour = credential.pendingLastFour ?? '';
    if (finding.happening === 'FOUND_GOOD') {
      const changes = { ...NO_PENDING, secret: pendingSecret, lastFour };
      return this.record(credential, finding, { action: 'credential.replaced', lastFour, changes });
    }
    const ofTheOld = await this.find(credential, credential.secret, awaited);
    // A replica that has its key will tell; Trackdéchets does not show it again.
    if (finding.failure === 'KEY_LOST') return this.record(credential, ofTheOld);
    const changes = { ...NO_PENDING, refusedLastFour: lastFour };
    return this.record(credential, ofTheOld, { action: 'credential.newRefused', lastFour, changes });
  }

  private async find({ userId, platform }: Credential, secret: Buffer, awaited: boolean): Promise<Finding> {
    let clear: string;
    try {
      clear = this.cipher.decrypt(secret, { platform, userId });
    } catch (error) {
      if (!(error instanceof KeyLost) && !(error instanceof SecretDamaged)) throw error;
      this.logger.error(`Token of user ${userId}: ${error.name}: ${error.message}`);
      return { happening: 'UNREADABLE', answer: null, failure: error instanceof KeyLost ? 'KEY_LOST' : 'DAMAGED' };
    }
    const answer = await this.verifier.verify(clear, awaited);
    if (answer.kind === 'NO_ANSWER') return { happening: 'NOT_ANSWERED', answer, failure: 'NO_ANSWER' };
    if (answer.kind === 'UNKNOWN') return { happening: 'FOUND_BAD', answer, failure: null };
    const { email } = await this.dataSource.manager.findOneByOrFail(User, { id: userId });
    const same = emailKey(email) === emailKey(answer.email);
    return { happening: same ? 'FOUND_GOOD' : 'FOUND_ANOTHERS', answer, failure: null };
  }

  /** Records a finding, unless the token was replaced, removed or taken over while it was checked. */
  private async record(credential: Credential, finding: Finding, settled?: Settled): Promise<void> {
    const { id, userId, leaseOwner, version } = credential;
    const status = stateAfter(credential.status, finding.happening);
    const answered = finding.answer !== null && finding.answer.kind !== 'NO_ANSWER';
    // Somebody waits for a new token behind a valid one too.
    const waits = credential.pendingSecret !== null && !settled;
    const unanswered = answered && !waits ? 0 : credential.unanswered + 1;
    const retryAfter = finding.answer?.kind === 'NO_ANSWER' ? (finding.answer.retryAfter ?? 0) * 1_000 : 0;
    const wait = Math.max(nextCheckIn(waits ? 'UNVERIFIED' : status, unanswered, Math.random()), retryAfter);
    await transaction(this.dataSource, async (em) => {
      const held = { id, version, leaseOwner: leaseOwner ?? '' };
      const { affected } = await em.update(Credential, held, {
        ...settled?.changes,
        ...accountOf(finding.answer),
        ...(answered ? { checkedAt: () => 'now()' } : {}),
        ...(finding.happening === 'FOUND_GOOD' ? { verifiedAt: () => 'now()' } : {}),
        status,
        failure: finding.failure,
        unanswered,
        nextCheckAt: () => `now() + ${Math.round(wait)} * interval '1 millisecond'`,
        leaseOwner: null,
        leaseUntil: null,
        version: version + 1,
        updatedAt: () => 'now()',
      });
      if (affected !== 1) return;
      if (settled) await this.tell(em, userId, settled.action, { lastFour: settled.lastFour });
      if (status !== credential.status) await this.stateChanged(em, userId, credential.status, status);
      else if (settled) await this.events.publish(em, eventOf(userId, status));
    });
  }

  private async stateChanged(em: EntityManager, userId: string, before: string, after: string): Promise<void> {
    await this.tell(em, userId, 'credential.stateChanged', { status: after }, { status: before });
    await this.events.publish(em, eventOf(userId, after));
    if (after === 'VALID') await notify(em, 'credentials', userId);
  }

  private async tell(
    em: EntityManager,
    subjectId: string,
    action: string,
    after: object,
    before?: object,
  ): Promise<void> {
    const entry = { action, subjectType: 'credential' as const, subjectId };
    await this.audit.record(em, null, { ...entry, before: before && { ...before }, after: { ...after } });
  }
}

/** Its owner waits for the word on a new token; a known one is looked at again by itself. */
function isAwaited({ status, pendingSecret }: Credential): boolean {
  return status === 'UNVERIFIED' || pendingSecret !== null;
}

const NO_PENDING = { pendingSecret: null, pendingLastFour: null };

function eventOf(userId: string, status: string) {
  return { type: 'token' as const, subjectId: userId, userId, data: { status } };
}

function accountOf(answer: PlatformAnswer | null): Partial<Credential> {
  if (answer?.kind !== 'ACCOUNT') return {};
  return { account: { email: answer.email, name: answer.name }, companies: answer.companies };
}
