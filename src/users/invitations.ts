import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { type Actor, Audit } from '../audit/audit';
import { AppConfig } from '../config/app.config';
import { transaction } from '../database/transaction';
import { Problem } from '../http/problem';
import { type InvitationDto } from './dto/user.dto';
import { Invitation } from './invitation.entity';
import { hashOpaqueToken, newOpaqueToken } from './opaque-token';
import { requireGoodPassword } from './password-rules';
import { hashPassword } from './passwords';
import { endSessions } from './session.entity';
import { User } from './user.entity';

const VALID_DAYS = 7;
const DAY_MS = 86_400_000;

/** Single-use links by which people choose their password: on their arrival, or when an administrator resets it. */
@Injectable()
export class Invitations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly audit: Audit,
  ) {}

  /** A new link for this person, in the transaction of `em`; the links before it stop working. */
  async issue(em: EntityManager, userId: string): Promise<InvitationDto> {
    const { token, hash } = newOpaqueToken();
    const expiresAt = new Date(Date.now() + VALID_DAYS * DAY_MS);
    await em.update(Invitation, { userId, usedAt: IsNull() }, { usedAt: () => 'now()' });
    await em.insert(Invitation, { userId, tokenHash: hash, expiresAt });
    const base = this.config.publicUrl ?? `http://localhost:${this.config.port}`;
    return { token, url: `${base}/api/v1/invitations/${token}`, expiresAt };
  }

  /** Sets the password of the invited person; 404 for a token that never was, 410 INVITATION_GONE for one used or expired. */
  async accept(token: string, password: string, from: Omit<Actor, 'userId'>): Promise<void> {
    const tokenHash = hashOpaqueToken(token);
    const invitation = await this.dataSource.manager.findOneBy(Invitation, { tokenHash });
    if (!invitation) throw new Problem('NOT_FOUND');
    const user = await this.dataSource.manager.findOneByOrFail(User, { id: invitation.userId });
    if (isGone(invitation) || !user.active) throw new Problem('INVITATION_GONE');
    requireGoodPassword(password, user.email);
    const passwordHash = await hashPassword(password);
    await transaction(this.dataSource, async (em) => {
      const again = await em.findOne(Invitation, { where: { tokenHash }, lock: { mode: 'pessimistic_write' } });
      if (!again || isGone(again)) throw new Problem('INVITATION_GONE');
      const set = await em.update(User, { id: user.id, active: true }, { passwordHash, updatedAt: () => 'now()' });
      if (set.affected !== 1) throw new Problem('INVITATION_GONE');
      await em.update(Invitation, { userId: user.id, usedAt: IsNull() }, { usedAt: () => 'now()' });
      await endSessions(em, user.id);
      await this.audit.record(
        em,
        { ...from, userId: user.id },
        { action: 'user.passwordChosen', subjectType: 'user', subjectId: user.id },
      );
    });
  }
}

function isGone({ usedAt, expiresAt }: Invitation): boolean {
  return usedAt !== null || expiresAt.getTime() <= Date.now();
}
