import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

/** Kinds of server-sent events (`event:` of the stream). */
export type EventType = 'export' | 'pull' | 'bsff' | 'token' | 'contact' | 'alert' | 'fiche';

export interface NewEvent {
  type: EventType;
  /** Id of the export, pull, BSFF, establishment or user it is about. */
  subjectId: string;
  /** Only this person receives it; everyone signed in when left out. */
  userId?: string;
  /** JSON without any secret. */
  data: Record<string, unknown>;
}

/** Publishes what front ends listen to, in the transaction of what happened. */
@Injectable()
export class Events {
  /** For each active administrator as of now, and nobody else. */
  async publishToAdministrators(em: EntityManager, event: Omit<NewEvent, 'userId'>): Promise<void> {
    const rows = await em.query<{ id: string }[]>('SELECT id FROM users WHERE administrator AND active');
    await this.publish(em, ...rows.map(({ id }) => ({ ...event, userId: id })));
  }

  async publish(em: EntityManager, ...events: NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const rows = events.map(({ type, subjectId, userId = null, data }) => ({ type, subjectId, userId, data }));
    // Told in the same statement: nothing is published more often.
    await em.query(
      `WITH published AS (
         INSERT INTO events (type, subject_id, user_id, data)
         SELECT type, "subjectId", "userId", data
         FROM jsonb_to_recordset($1) AS new (type text, "subjectId" text, "userId" uuid, data jsonb))
       SELECT pg_notify('events', '')`,
      [JSON.stringify(rows)],
    );
  }
}
