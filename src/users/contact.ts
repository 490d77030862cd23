import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type AlertReason } from '../alerts/alert';
import { Alerts } from '../alerts/alerts';
import { type Actor, Audit } from '../audit/audit';
import { notify } from '../database/notifications';
import { read, type Reading, reading } from '../database/reading';
import { transaction } from '../database/transaction';
import { Events } from '../events/events';
import { Problem } from '../http/problem';
import { type Language, sentence } from '../http/sentences';
import { type ContactDto, type ContactPerson, toContactDto } from './dto/contact.dto';
import { type IneligibilityReason, lacksForContact, reasonsAgainst } from './eligibility';
import { User } from './user.entity';

export type { ContactPerson };

const personOf = ({ id, firstName, lastName, email, phone }: User): ContactPerson => ({
  userId: id,
  firstName,
  lastName,
  email,
  phone,
});

const LOST = 'CONTACT_LOST';

/** The one Trackdéchets contact of the instance (invariant 5). */
@Injectable()
export class Contact {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly events: Events,
    private readonly alerts: Alerts,
  ) {}

  /** The contact, or null, to be read with something else. */
  readonly now: Reading<ContactPerson | null> = reading(
    `SELECT id AS "userId", first_name AS "firstName", last_name AS "lastName", email, phone FROM users WHERE is_contact`,
    [],
    ([contact]: ContactPerson[]) => contact ?? null,
  );

  /** The contact as of the transaction of `em`, or null. */
  async current(em: EntityManager): Promise<ContactPerson | null> {
    return read(em, this.now);
  }

  /** The contact, for those who only look. */
  async read(): Promise<ContactDto> {
    const contact = await this.current(this.dataSource.manager);
    return { user: contact && toContactDto(contact) };
  }

  /** Makes `userId` the contact in the place of the one before; 422 NOT_ELIGIBLE with every reason. */
  async designate(actor: Actor & { language: Language }, userId: string): Promise<ContactDto> {
    return transaction(this.dataSource, async (em) => {
      await lockContactChanges(em);
      const users = await em.find(User, {
        where: [{ id: userId }, { isContact: true }],
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      });
      const user = users.find(({ id }) => id === userId);
      if (!user) throw new Problem('NOT_FOUND');
      const reasons = reasonsAgainst(user);
      if (reasons.length > 0) throw notEligible(reasons, actor.language);
      const before = users.find(({ isContact }) => isContact);
      if (before) await this.mark(em, before, false);
      await this.mark(em, user, true);
      await this.tell(em, actor, { action: 'contact.designated', before: before?.id ?? null, after: user.id });
      await this.alerts.clear(em, LOST);
      await notify(em, 'exports');
      return { user: toContactDto(personOf(user)) };
    });
  }

  /** Leaves the instance without a contact; nothing happens when there is none. */
  async remove(actor: Actor): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      await lockContactChanges(em);
      const user = await em.findOne(User, { where: { isContact: true }, lock: { mode: 'pessimistic_write' } });
      if (!user) return;
      await this.mark(em, user, false);
      await this.tell(em, actor, { action: 'contact.removed', before: user.id, after: null });
      await this.alert(em, user.id, 'REMOVED');
    });
  }

  /** Called with a locked user about to be saved: one who is no longer eligible stops being the contact with the change itself. */
  async reconsider(em: EntityManager, actor: Actor, user: User): Promise<void> {
    const reasons = lacksForContact(user);
    if (!user.isContact || reasons.length === 0) return;
    user.isContact = false;
    await this.tell(em, actor, { action: 'contact.lost', before: user.id, after: null, reasons });
    await this.alert(em, user.id, 'NOT_ELIGIBLE');
  }

  private async alert(em: EntityManager, subjectId: string, reason: AlertReason): Promise<void> {
    await this.alerts.raise(em, { code: LOST, subjectId, reason });
  }

  private async mark(em: EntityManager, user: User, isContact: boolean): Promise<void> {
    await em.update(User, user.id, { isContact, version: user.version + 1, updatedAt: () => 'now()' });
  }

  private async tell(em: EntityManager, actor: Actor, change: ContactChange): Promise<void> {
    const { action, before, after, reasons } = change;
    const subjectId = after ?? before ?? '';
    await this.audit.record(em, actor, {
      action,
      subjectType: 'user',
      subjectId,
      before: { contactUserId: before },
      after: { contactUserId: after, ...(reasons ? { reasons } : {}) },
    });
    await this.events.publish(em, { type: 'contact', subjectId, data: { contactUserId: after } });
  }
}

interface ContactChange {
  action: string;
  before: string | null;
  after: string | null;
  reasons?: IneligibilityReason[];
}

/** One designation at a time: the unique index would refuse the second, this makes it wait its turn instead. */
async function lockContactChanges(em: EntityManager): Promise<void> {
  await em.query(`SELECT pg_advisory_xact_lock(hashtext('trackdechets-contact'))`);
}

function notEligible(reasons: IneligibilityReason[], language: Language): Problem {
  const text = reasons.map((reason) => sentence(`ELIGIBILITY_${reason}`, language)).join(', ');
  return new Problem('NOT_ELIGIBLE', { params: { reasons: text }, members: { reasons } });
}
