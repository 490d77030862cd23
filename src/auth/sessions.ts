import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { AppConfig } from '../config/app.config';
import { gathering } from '../database/gathering';
import { prepared } from '../database/prepared';
import { transaction } from '../database/transaction';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, type PageQuery, pageOf } from '../http/pagination';
import { Problem } from '../http/problem';
import { languageOf, type Request, requestIdOf } from '../http/request-context';
import { type Language } from '../http/sentences';
import { emailKey } from '../users/email-key';
import { hashOpaqueToken, newOpaqueToken } from '../users/opaque-token';
import { requireGoodPassword } from '../users/password-rules';
import { hashPassword, passwordMatches } from '../users/passwords';
import { endSessions, Session } from '../users/session.entity';
import { User } from '../users/user.entity';
import { Users } from '../users/users';
import { type Caller } from './access/caller';
import { stillOpen } from './access/open-session';
import { type Right } from './access/rights';
import {
  type PasswordDto,
  type SessionPageDto,
  type SignedInDto,
  type SignInDto,
  toSessionDto,
} from './dto/session.dto';
import { SignInAttempts } from './sign-in-attempts';

const HOUR_MS = 3_600_000;

/** Where a request comes from. */
export interface Origin {
  ip: string;
  userAgent: string;
  requestId: string;
  language: Language;
}

/** Where this request comes from. */
export function originOf(request: Request): Origin {
  return {
    ip: request.ip ?? '',
    userAgent: request.headers['user-agent'] ?? '',
    requestId: requestIdOf(request),
    language: languageOf(request),
  };
}

type Holder = Omit<Caller, 'ip' | 'requestId' | 'language'>;

interface SessionRow {
  sessionId: string;
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  administrator: boolean;
  rights: Right[];
  stale: boolean;
}

/** Asked with each request, for those that come together. */
const HOLDERS = prepared(`
  SELECT asked.place::int - 1 AS place, s.id AS "sessionId", u.id AS "userId", u.email, u.first_name AS "firstName", u.last_name AS "lastName",
    u.administrator, u.rights, s.last_seen_at < now() - interval '1 minute' AS stale
  FROM unnest($1::bytea[]) WITH ORDINALITY AS asked (hash, place)
    JOIN sessions s ON s.token_hash = asked.hash JOIN users u ON u.id = s.user_id
  WHERE u.active AND ${stillOpen('$2')}`);

/** Sign-in, and the sessions that come of it. */
@Injectable()
export class Sessions {
  private readonly logger = new Logger(Sessions.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly attempts: SignInAttempts,
    private readonly users: Users,
    private readonly audit: Audit,
    private readonly config: AppConfig,
  ) {}

  /** Opens a session; 401 INVALID_CREDENTIALS, the same and as slow whatever is wrong; 429 TOO_MANY_ATTEMPTS. */
  async signIn({ email, password }: SignInDto, origin: Origin): Promise<SignedInDto> {
    await this.attempts.begin(email, origin.ip);
    const user = await this.dataSource.manager.findOneBy(User, { emailKey: emailKey(email) });
    const matches = await passwordMatches(user?.passwordHash ?? null, password);
    if (!user || !matches || !user.active) throw new Problem('INVALID_CREDENTIALS');
    await this.attempts.succeeded(email, origin.ip);
    const { token, hash } = newOpaqueToken();
    const expiresAt = new Date(Date.now() + this.config.retention.sessionLifeHours * HOUR_MS);
    await transaction(this.dataSource, async (em) => {
      // Deactivated or given another password while this one was checked.
      const still = { id: user.id, active: true, passwordHash: user.passwordHash ?? '' };
      const locked = await em.findOne(User, { where: still, lock: { mode: 'pessimistic_read' } });
      if (!locked) throw new Problem('INVALID_CREDENTIALS');
      const { identifiers } = await em.insert(Session, {
        userId: user.id,
        tokenHash: hash,
        ip: origin.ip,
        userAgent: origin.userAgent.slice(0, 300),
        expiresAt,
      });
      const subjectId = String(identifiers[0]?.id);
      await this.audit.record(
        em,
        { ...origin, userId: user.id },
        { action: 'session.opened', subjectType: 'session', subjectId },
      );
    });
    return { token, expiresAt, user: await this.users.get(user.id, origin.language) };
  }

  /** Who holds this session token, or null when it is unknown, expired, idle too long, or its user deactivated. */
  async holder(token: string): Promise<Holder | null> {
    const row = await this.held(hashOpaqueToken(token));
    if (!row) return null;
    const { stale, ...holder } = row;
    if (stale) await this.seen(holder.sessionId);
    return holder;
  }

  private readonly held = gathering(async (hashes: readonly Buffer[]): Promise<(SessionRow | null)[]> => {
    const { sessionIdleHours } = this.config.retention;
    const rows = await this.dataSource.query<(SessionRow & { place: number })[]>(HOLDERS, [hashes, sessionIdleHours]);
    const held = new Map(rows.map(({ place, ...row }) => [place, row]));
    return hashes.map((_, place) => held.get(place) ?? null);
  });

  /** Noted when it can be: a database that takes no writes for now still serves reads. */
  private async seen(sessionId: string): Promise<void> {
    try {
      await this.dataSource.manager.update(Session, sessionId, { lastSeenAt: () => 'now()' });
    } catch (error) {
      this.logger.warn(`The use of a session could not be noted: ${(error as Error).message}`);
    }
  }

  /** One's own open sessions, newest first. */
  async list(caller: Caller, query: PageQuery): Promise<SessionPageDto> {
    const select = this.dataSource.manager
      .createQueryBuilder(Session, 's')
      .where('s.user_id = :userId', { userId: caller.userId })
      .andWhere(stillOpen(':idle'), { idle: this.config.retention.sessionIdleHours })
      .orderBy('s.createdAt', 'DESC')
      .addOrderBy('s.id', 'DESC')
      .take(query.limit + 1);
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    if (after) select.andWhere('(s.created_at, s.id) < (:at, :id)', { at: after[0], id: after[1] });
    const page = pageOf(await select.getMany(), query.limit, (last) => [last.createdAt.toISOString(), last.id]);
    return { ...page, items: page.items.map((session) => toSessionDto(session, caller.sessionId)) };
  }

  /** Ends one of one's own sessions; 404 for anybody else's. */
  async end(caller: Caller, id: string): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const { affected } = await em.delete(Session, { id, userId: caller.userId });
      if (affected !== 1) throw new Problem('NOT_FOUND');
      await this.audit.record(em, caller, { action: 'session.closed', subjectType: 'session', subjectId: id });
    });
  }

  /** Changes one's own password and ends the other sessions; 422 PASSWORD_WRONG, 429 TOO_MANY_ATTEMPTS, 401 once reset. */
  async changePassword(caller: Caller, { currentPassword, newPassword }: PasswordDto): Promise<void> {
    requireGoodPassword(newPassword, caller.email, 'newPassword');
    await this.attempts.begin(caller.email, caller.ip);
    const user = await this.dataSource.manager.findOneByOrFail(User, { id: caller.userId });
    if (!(await passwordMatches(user.passwordHash, currentPassword))) throw new Problem('PASSWORD_WRONG');
    await this.attempts.succeeded(caller.email, caller.ip);
    const passwordHash = await hashPassword(newPassword);
    await transaction(this.dataSource, async (em) => {
      // Deactivated, given another password or signed out while this one was checked.
      const still = { id: user.id, active: true, passwordHash: user.passwordHash ?? '' };
      const { affected } = await em.update(User, still, { passwordHash, updatedAt: () => 'now()' });
      const session = { where: { id: caller.sessionId }, lock: { mode: 'pessimistic_read' } } as const;
      if (affected !== 1 || !(await em.findOne(Session, session))) throw new Problem('NOT_SIGNED_IN');
      await endSessions(em, user.id, caller.sessionId);
      await this.audit.record(em, caller, { action: 'user.passwordChanged', subjectType: 'user', subjectId: user.id });
    });
  }
}
