import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { transaction } from '../database/transaction';
import { Problem } from '../http/problem';
import { type Language, sentence, type SentenceKey } from '../http/sentences';
import { type TokenStatusDto, toTokenStatusDto } from '../users/dto/user.dto';
import { emailKey } from '../users/email-key';
import { UserTokens } from '../users/user-tokens';
import { User } from '../users/user.entity';
import { readPastedToken } from './pasted-token';
import { PlatformVerifier } from './platform-verifier';
import { type Given, TokenKeeping } from './token-keeping';
import { NO_TOKEN, statusAfterPaste } from './token-status';
import { Verification } from './verification';

/** Whom a token is kept for, and where it comes from. */
export type Giver = Actor & { language: Language };

/** One's own Trackdéchets token. */
@Injectable()
export class MyToken {
  constructor(
    private readonly dataSource: DataSource,
    private readonly verifier: PlatformVerifier,
    private readonly keeping: TokenKeeping,
    private readonly verification: Verification,
    private readonly tokens: UserTokens,
  ) {}

  /** What is known of it. */
  async read({ userId, language }: Caller): Promise<TokenStatusDto> {
    const status = (await this.tokens.statuses(this.dataSource.manager, [userId])).get(userId) ?? NO_TOKEN;
    return toTokenStatusDto(status, language);
  }

  /** Takes what a person pasted: it is read, then given as any other token. */
  async paste(caller: Caller, pasted: string): Promise<TokenStatusDto> {
    const read = readPastedToken(pasted);
    if ('fault' in read) throw rejected(read.fault, caller.language);
    return this.give(caller, read.token, 'PASTED');
  }

  /**
   * Keeps a token once Trackdéchets says that it is the caller's: VALID; UNVERIFIED when Trackdéchets cannot be asked. Otherwise
   * 422 TRACKDECHETS_TOKEN_REJECTED or TRACKDECHETS_EMAIL_MISMATCH, and what was stored before stays.
   */
  async give(caller: Giver, token: string, how: Given): Promise<TokenStatusDto> {
    const answer = await this.verifier.verify(token, true);
    if (answer.kind === 'UNKNOWN') throw rejected('TOKEN_UNKNOWN', caller.language);
    return transaction(this.dataSource, async (em) => {
      const where = { id: caller.userId, active: true };
      const user = await em.findOne(User, { where, lock: { mode: 'pessimistic_write' } });
      if (!user) throw new Problem('NOT_SIGNED_IN');
      if (answer.kind === 'ACCOUNT' && emailKey(answer.email) !== emailKey(user.email)) {
        throw new Problem('TRACKDECHETS_EMAIL_MISMATCH', { params: { account: answer.email, email: user.email } });
      }
      const credential = await this.keeping.store(em, caller, token, answer, how);
      return toTokenStatusDto(statusAfterPaste(credential), caller.language);
    });
  }

  /** Asks Trackdéchets again, now; an outage changes nothing of what is known. */
  async verify(caller: Caller): Promise<TokenStatusDto> {
    await this.verification.checkNow(caller.userId);
    return this.read(caller);
  }

  /** Removes it from here; Trackdéchets alone can revoke it. */
  async remove(caller: Caller): Promise<void> {
    await transaction(this.dataSource, (em) => this.tokens.remove(em, caller, caller.userId));
  }
}

function rejected(why: SentenceKey, language: Language): Problem {
  return new Problem('TRACKDECHETS_TOKEN_REJECTED', {
    params: { why: sentence(why, language) },
    faults: [{ path: 'token', code: why, sentence: why }],
  });
}
