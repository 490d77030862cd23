import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { type Server } from 'node:http';
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
    private readonly adapters: HttpAdapterHost,
  ) {}

  /** A new link for this person, in the transaction of `em`; the links before it stop working. */
  async issue(em: EntityManager, userId: string): Promise<InvitationDto> {
    const { token, hash } = newOpaqueToken();
    const expiresAt = new Date(Date.now() + VALID_DAYS * DAY_MS);
    await this.withdraw(em, userId);
    await em.insert(Invitation, { userId, tokenHash: hash, expiresAt });
    return { token, url: `${this.baseUrl()}/api/v1/invitations/${token}`, expiresAt };
  }

  /** Ends this person's open links. */
  async withdraw(em: EntityManager, userId: string): Promise<void> {
    await em.update(Invitation, { userId, usedAt: IsNull() }, { usedAt: () => 'now()' });
  }

  /** What stands against using this token: NOT_FOUND for one that never was, INVITATION_GONE for one used, withdrawn or expired. */
  async problemWith(token: string): Promise<Problem | null> {
    try {
      await this.usable(token);
      return null;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  }

  /** Sets the password of the invited person; 404 for a token that never was, 410 INVITATION_GONE for one used, withdrawn or expired. */
  async accept(token: string, password: string, from: Omit<Actor, 'userId'>): Promise<void> {
    const { invitation, user } = await this.usable(token);
    requireGoodPassword(password, user.email);
    const passwordHash = await hashPassword(password);
    await transaction(this.dataSource, async (em) => {
      const where = { id: invitation.id };
      const again = await em.findOne(Invitation, { where, lock: { mode: 'pessimistic_write' } });
      if (!again || isGone(again)) throw new Problem('INVITATION_GONE');
      const set = await em.update(User, { id: user.id, active: true }, { passwordHash, updatedAt: () => 'now()' });
      if (set.affected !== 1) throw new Problem('INVITATION_GONE');
      await this.withdraw(em, user.id);
      await endSessions(em, user.id);
      await this.audit.record(
        em,
        { ...from, userId: user.id },
        { action: 'user.passwordChosen', subjectType: 'user', subjectId: user.id },
      );
    });
  }

  private async usable(token: string): Promise<{ invitation: Invitation; user: User }> {
    const invitation = await this.dataSource.manager.findOne(Invitation, {
      where: { tokenHash: hashOpaqueToken(token) },
      relations: { user: true },
    });
    if (!invitation?.user) throw new Problem('NOT_FOUND');
    if (isGone(invitation) || !invitation.user.active) throw new Problem('INVITATION_GONE');
    return { invitation, user: invitation.user };
  }

  /** PUBLIC_URL, or where this process listens. */
  private baseUrl(): string {
    if (this.config.publicUrl) return this.config.publicUrl;
    const server = this.adapters.httpAdapter.getHttpServer() as Server;
    const address = server.address();
    return `http://localhost:${typeof address === 'object' && address ? address.port : this.config.port}`;
  }
}

function isGone({ usedAt, expiresAt }: Invitation): boolean {
  return usedAt !== null || expiresAt.getTime() <= Date.now();
}
