import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { allows, type Right } from '../auth/access/rights';
import { TrackdechetsToken } from '../trackdechets/token';
import { type TokenCompany, type TokenState } from '../users/user-tokens';
import { Credential } from './credential.entity';
import { TRACKDECHETS } from './platform-verifier';
import { KeyLost, SecretCipher, SecretDamaged } from './secret-cipher';
import { Verification } from './verification';

/** Somebody whose token may read for the instance, and where it may. */
export interface UsableOwner {
  userId: string;
  isContact: boolean;
  companies: TokenCompany[];
}

/** Tokens for those who act in their owners' names (invariant 2). */
@Injectable()
export class Credentials {
  private readonly logger = new Logger(Credentials.name);
  private readonly asked = new Map<string, Promise<void>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: SecretCipher,
    private readonly verification: Verification,
  ) {}

  /** The valid token of an active user, or null; it prints as "[token]". */
  async tokenFor(userId: string): Promise<TrackdechetsToken | null> {
    const credential = await this.dataSource.manager.findOneBy(Credential, {
      platform: TRACKDECHETS,
      userId,
      status: 'VALID',
      user: { active: true },
    });
    if (!credential) return null;
    try {
      return new TrackdechetsToken(this.cipher.decrypt(credential.secret, { platform: TRACKDECHETS, userId }), userId);
    } catch (error) {
      if (!(error instanceof KeyLost) && !(error instanceof SecretDamaged)) throw error;
      this.logger.error(`Token of user ${userId}: ${error.name}: ${error.message}`);
      // Records the state that the unreadable secret leads to, and tells its owner.
      await this.verification.checkNow(userId);
      return null;
    }
  }

  /** The same of somebody who holds the right to export (invariant 3); null without either. */
  async exporterToken(userId: string): Promise<TrackdechetsToken | null> {
    const owners = await this.usableOwners(this.dataSource.manager);
    return owners.some((owner) => owner.userId === userId) ? this.tokenFor(userId) : null;
  }

  /** Trackdéchets answered UNAUTHENTICATED, which proves nothing by itself: asks `me` at once and gives the state it leads to. */
  async reportUnauthenticated(userId: string): Promise<TokenState> {
    // A hundred exports may report the same token at the same moment: one question answers them all.
    const asked = this.asked.get(userId) ?? this.verification.checkNow(userId).finally(() => this.asked.delete(userId));
    this.asked.set(userId, asked);
    await asked;
    const credential = await this.dataSource.manager.findOneBy(Credential, { platform: TRACKDECHETS, userId });
    return credential?.status ?? 'NONE';
  }

  /** Active people with the right to export and a valid token readable here: the contact first, then the oldest. */
  async usableOwners(em: EntityManager): Promise<UsableOwner[]> {
    const rows = await em.query<(UsableOwner & { rights: Right[]; secret: Buffer })[]>(
      `SELECT c.user_id AS "userId", u.is_contact AS "isContact", c.companies, u.rights, c.secret
       FROM credentials c JOIN users u ON u.id = c.user_id
       WHERE c.platform = $1 AND c.status = 'VALID' AND u.active
       ORDER BY u.is_contact DESC, u.created_at, u.id`,
      [TRACKDECHETS],
    );
    return rows
      .filter(({ rights, secret }) => allows(rights, 'EXPORT_BSFF') && this.cipher.hasKeyOf(secret))
      .map(({ userId, isContact, companies }) => ({ userId, isContact, companies }));
  }
}
