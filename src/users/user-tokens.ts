import { type EntityManager } from 'typeorm';
import { type Actor } from '../audit/audit';
import { read, type Reading } from '../database/reading';
import { type SentenceKey, type SentenceParams } from '../http/sentences';

export const TOKEN_STATES = ['NONE', 'UNVERIFIED', 'VALID', 'REJECTED', 'EMAIL_MISMATCH'] as const;
export type TokenState = (typeof TOKEN_STATES)[number];

/** A company of the token's owner on Trackdéchets, and what they may do for it there. */
export interface TokenCompany {
  orgId: string;
  siret: string | null;
  vatNumber: string | null;
  name: string;
  /** READER, DRIVER, MEMBER or ADMIN. */
  role: string | null;
  permissions: string[];
}

/** What may be told of a person's Trackdéchets token: never the token itself. */
export interface TokenStatus {
  status: TokenState;
  message: { sentence: SentenceKey; params?: SentenceParams };
  lastFour: string | null;
  verifiedAt: Date | null;
  checkedAt: Date | null;
  account: { email: string; name: string } | null;
  companies: TokenCompany[];
}

/** What people's pages need of their tokens; `credentials` provides it, so that neither room imports the other's services. */
export abstract class UserTokens {
  /** The token status of each of these users, NONE included. */
  abstract of(userIds: readonly string[]): Reading<Map<string, TokenStatus>>;

  /** The same, read now. */
  async statuses(em: EntityManager, userIds: readonly string[]): Promise<Map<string, TokenStatus>> {
    return read(em, this.of(userIds));
  }

  /** The user's e-mail changed: whether the token is theirs must be checked again. */
  abstract emailChanged(em: EntityManager, userId: string): Promise<void>;
  /** Removes the user's token, if there is one. */
  abstract remove(em: EntityManager, actor: Actor, userId: string): Promise<void>;
}
