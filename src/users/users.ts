import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { type Right } from '../auth/access/rights';
import { transaction, violates } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { rememberAnswer } from '../http/idempotency';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, type Page, pageOf } from '../http/pagination';
import { Problem } from '../http/problem';
import { type Language } from '../http/sentences';
import { Contact } from './contact';
import { type CreateUserDto, type UpdateProfileDto, type UpdateUserDto, type UsersQuery } from './dto/user-input.dto';
import { type CreatedUserDto, type InvitationDto, toUserDto, type UserDto } from './dto/user.dto';
import { emailKey } from './email-key';
import { Invitations } from './invitations';
import { requireGoodPassword } from './password-rules';
import { hashPassword } from './passwords';
import { endSessions } from './session.entity';
import { UserTokens } from './user-tokens';
import { User } from './user.entity';

/** The people of the instance. */
@Injectable()
export class Users {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly contact: Contact,
    private readonly invitations: Invitations,
    private readonly tokens: UserTokens,
  ) {}

  /** People in the order of their arrival, those matching every word of `query`. */
  async list(query: UsersQuery, language: Language): Promise<Page<UserDto>> {
    const select = this.dataSource.manager
      .createQueryBuilder(User, 'u')
      .orderBy('u.createdAt')
      .addOrderBy('u.id')
      .take(query.limit + 1);
    if (query.active !== undefined) select.andWhere('u.active = :active', { active: query.active });
    wordsOf(query.query).forEach((word, index) =>
      select.andWhere(`strpos(lower(concat_ws(' ', u.first_name, u.last_name, u.email)), :word${index}) > 0`, {
        [`word${index}`]: word,
      }),
    );
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    if (after) select.andWhere('(u.created_at, u.id) > (:at, :id)', { at: after[0], id: after[1] });
    const page = pageOf(await select.getMany(), query.limit, (last) => [last.createdAt.toISOString(), last.id]);
    return { ...page, items: page.items.map(await this.presenter(this.dataSource.manager, page.items, language)) };
  }

  /** One person; 404 when there is no such id. */
  async get(id: string, language: Language): Promise<UserDto> {
    const user = await this.dataSource.manager.findOneBy(User, { id });
    if (!user) throw new Problem('NOT_FOUND');
    return this.presentOne(this.dataSource.manager, user, language);
  }

  /** Adds a collaborator, with an invitation when no password is given; 409 EMAIL_TAKEN. */
  async create(caller: Caller, input: CreateUserDto): Promise<CreatedUserDto> {
    const { password, ...fields } = input;
    if (password !== undefined) requireGoodPassword(password, input.email);
    const passwordHash = password === undefined ? null : await hashPassword(password);
    return transaction(this.dataSource, async (em) => {
      const user = em.create(User, { ...fields, emailKey: emailKey(input.email), passwordHash });
      await saveNew(em, user);
      await this.record(em, caller, 'user.created', user.id, undefined, auditedFields(user));
      const answer: CreatedUserDto = await this.presentOne(em, user, caller.language);
      if (passwordHash === null) answer.invitation = await this.invitations.issue(em, user.id);
      await rememberAnswer(em, { status: 201, body: answer });
      return answer;
    });
  }

  /** Changes somebody; 409 EMAIL_TAKEN, LAST_ADMINISTRATOR; 412 when `ifMatch` names another version. */
  async update(caller: Caller, id: string, input: UpdateUserDto, ifMatch?: string): Promise<UserDto> {
    return this.change(caller, id, { ...input }, ifMatch);
  }

  /** Replaces somebody's rights; losing the right to export ends their being the contact. */
  async setRights(caller: Caller, id: string, rights: Right[], ifMatch?: string): Promise<UserDto> {
    return this.change(caller, id, { rights }, ifMatch);
  }

  /** Changes one's own name or phone. */
  async updateProfile(caller: Caller, input: UpdateProfileDto, ifMatch?: string): Promise<UserDto> {
    return this.change(caller, caller.userId, { ...input }, ifMatch);
  }

  /** An administrator's reset: the old password and sessions end now, a new link lets the person choose another password. */
  async resetPassword(caller: Caller, id: string): Promise<InvitationDto> {
    return transaction(this.dataSource, async (em) => {
      await requireStillAdministrator(em, caller);
      const user = await lockUser(em, id);
      if (!user.active) throw new Problem('USER_INACTIVE');
      if (user.id === caller.userId) throw new Problem('OWN_PASSWORD');
      await em.update(User, id, { passwordHash: null });
      await endSessions(em, id);
      await this.record(em, caller, 'user.passwordReset', id);
      const answer = await this.invitations.issue(em, id);
      await rememberAnswer(em, { status: 201, body: answer });
      return answer;
    });
  }

  /** Removes the Trackdéchets token of somebody who leaves. */
  async removeToken(caller: Caller, id: string): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      await lockUser(em, id);
      await this.tokens.remove(em, caller, id);
    });
  }

  private async change(
    caller: Caller,
    id: string,
    changes: UpdateUserDto & { rights?: Right[] },
    ifMatch?: string,
  ): Promise<UserDto> {
    return transaction(this.dataSource, async (em) => {
      if (changes.active === false || changes.administrator === false) await requireAnotherAdministrator(em, id);
      const user = await lockUser(em, id);
      requireMatch(ifMatch, user.version);
      const before = auditedFields(user);
      const keyBefore = user.emailKey;
      Object.assign(user, definedOf(changes));
      user.emailKey = emailKey(user.email);
      const after = auditedFields(user);
      const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
      if (changed.length === 0) return this.presentOne(em, user, caller.language);
      await this.contact.reconsider(em, caller, user);
      await saveChanged(em, user);
      const moved = user.emailKey !== keyBefore;
      if (!user.active) await endSessions(em, id);
      // A link went to the address before, maybe a stranger's; one of a leaver must not open again with the account.
      if (moved || !user.active) await this.invitations.withdraw(em, id);
      if (moved) await this.tokens.emailChanged(em, id);
      await this.record(em, caller, 'user.updated', id, pick(before, changed), pick(after, changed));
      return this.presentOne(em, user, caller.language);
    });
  }

  private async record(
    em: EntityManager,
    caller: Caller,
    action: string,
    subjectId: string,
    before?: Record<string, unknown>,
    after?: Record<string, unknown>,
  ): Promise<void> {
    await this.audit.record(em, caller, { action, subjectType: 'user', subjectId, before, after });
  }

  private async presentOne(em: EntityManager, user: User, language: Language): Promise<UserDto> {
    return (await this.presenter(em, [user], language))(user);
  }

  /** How to show these people, who all have a token status, be it that they have no token. */
  private async presenter(em: EntityManager, users: User[], language: Language): Promise<(user: User) => UserDto> {
    const ids = users.map(({ id }) => id);
    const statuses = await this.tokens.statuses(em, ids);
    return (user) => {
      const status = statuses.get(user.id);
      if (!status) throw new Error('a user without a token status');
      return toUserDto(user, status, language);
    };
  }
}

async function lockUser(em: EntityManager, id: string): Promise<User> {
  const user = await em.findOne(User, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!user) throw new Problem('NOT_FOUND');
  return user;
}

/** Locked all of them and first, so that two who act on each other at the same moment cannot both succeed. */
async function lockAdministrators(em: EntityManager): Promise<User[]> {
  return em.find(User, {
    where: { administrator: true, active: true },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
}

async function requireAnotherAdministrator(em: EntityManager, id: string): Promise<void> {
  const administrators = await lockAdministrators(em);
  const isOne = administrators.some((user) => user.id === id);
  // An invited administrator who has not chosen a password could never be reached again.
  const another = administrators.some((user) => user.id !== id && user.passwordHash !== null);
  if (isOne && !another) throw new Problem('LAST_ADMINISTRATOR');
}

/** Whoever was reset, deactivated or demoted meanwhile takes nobody's password away: it may be the last one. */
async function requireStillAdministrator(em: EntityManager, { userId }: Caller): Promise<void> {
  const caller = (await lockAdministrators(em)).find(({ id }) => id === userId);
  if (!caller) throw new Problem('FORBIDDEN', { params: { right: 'ADMINISTRATOR' } });
  if (caller.passwordHash === null) throw new Problem('NOT_SIGNED_IN');
}

async function saveNew(em: EntityManager, user: User): Promise<void> {
  try {
    await em.save(User, user);
  } catch (error) {
    throw violates(error, 'users_email_key') ? new Problem('EMAIL_TAKEN') : error;
  }
  Object.assign(user, await em.findOneByOrFail(User, { id: user.id }));
}

async function saveChanged(em: EntityManager, user: User): Promise<void> {
  user.version += 1;
  user.updatedAt = new Date();
  try {
    await em.save(User, user);
  } catch (error) {
    throw violates(error, 'users_email_key') ? new Problem('EMAIL_TAKEN') : error;
  }
}

function auditedFields(user: User): Record<string, unknown> {
  const { email, firstName, lastName, phone, active, administrator, rights } = user;
  return { email, firstName, lastName, phone, active, administrator, rights };
}

function definedOf(changes: object): object {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function pick(source: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, source[name]]));
}

function wordsOf(query = ''): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 10);
}
