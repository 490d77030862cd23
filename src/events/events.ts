import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

/** Kinds of server-sent events (`event:` of the stream). */
export type EventType = 'export' | 'pull' | 'bsff' | 'token' | 'contact';

export interface NewEvent {
  type: EventType;
  /** Id of the export, pull, BSFF or user it is about. */
  subjectId: string;
  /** Only this person receives it; everyone signed in when left out. */
  userId?: string;
  /** JSON without any secret. */
  data: Record<string, unknown>;
}

/** Publishes what front ends listen to, in the transaction of what happened. */
@Injectable()
export class Events {
  async publish(em: EntityManager, event: NewEvent): Promise<void> {
    // Told in the same statement: nothing is published more often.
    await em.query(
      `INSERT INTO events (type, subject_id, user_id, data) VALUES ($1, $2, $3, $4) RETURNING pg_notify('events', '')`,
      [event.type, event.subjectId, event.userId ?? null, JSON.stringify(event.data)],
    );
  }
}
