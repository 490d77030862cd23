import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

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
  'audit',
  'database',
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
    await this.recordAll(em, [{ actor, ...entry }]);
  }

  /** Appends several rows in one statement, in their order. */
  async recordAll(em: EntityManager, entries: readonly (AuditEntry & { actor: Actor | null })[]): Promise<void> {
    if (entries.length === 0) return;
    const rows = entries.map(({ actor, ...entry }) => ({
      ...entry,
      actorId: actor?.userId ?? null,
      ip: actor?.ip ?? '',
      requestId: actor?.requestId ?? '',
    }));
    await em.query(
      `INSERT INTO audit_events (actor_id, ip, request_id, action, subject_type, subject_id, before, after)
       SELECT "actorId", ip, "requestId", action, "subjectType", "subjectId", before, after
       FROM jsonb_to_recordset($1) AS new ("actorId" uuid, ip text, "requestId" text, action text, "subjectType" text,
         "subjectId" text, before jsonb, after jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}
