import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { AuditEvent } from './audit-event.entity';

/** Who acts: a signed-in person, or the connector itself (`null`). */
export interface Actor {
  userId: string;
  ip: string;
  requestId: string;
}

export const SUBJECT_TYPES = [
  'user',
  'session',
  'credential',
  'establishment',
  'partner',
  'fiche',
  'bsff',
  'export',
  'pull',
] as const;
export type SubjectType = (typeof SUBJECT_TYPES)[number];

export interface AuditEntry {
  /** `subject.verb`, such as `user.created` or `contact.designated`. */
  action: string;
  subjectType: SubjectType;
  subjectId: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Writes the audit in the transaction of the act it tells. */
@Injectable()
export class Audit {
  /** Appends a row; `before` and `after` must hold no secret. */
  async record(em: EntityManager, actor: Actor | null, entry: AuditEntry): Promise<void> {
    await em.insert(AuditEvent, {
      actorId: actor?.userId ?? null,
      ip: actor?.ip ?? '',
      requestId: actor?.requestId ?? '',
      action: entry.action,
      subjectType: entry.subjectType,
      subjectId: entry.subjectId,
      before: entry.before ?? null,
      after: entry.after ?? null,
    } as object);
  }
}
