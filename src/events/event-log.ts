import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { stillOpen } from '../auth/access/open-session';
import { AppConfig } from '../config/app.config';
import { type EventCursor } from './event-cursor';
import { type EventType } from './events';

/** As much as a connection takes at once, most often: a stream that catches up reads again what was not taken. */
const BATCH = 100;

export interface LoggedEvent {
  cursor: EventCursor;
  type: EventType;
  /** Null: for everyone signed in. */
  userId: string | null;
  data: Record<string, unknown>;
}

interface Row {
  tx: string;
  id: string;
  type: EventType;
  userId: string | null;
  data: Record<string, unknown>;
}

/** The events as PostgreSQL holds them, in an order in which none can appear behind one already read. */
@Injectable()
export class EventLog {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
  ) {}

  /** Where events that are still to come will be: after everything that is committed now. */
  async end(): Promise<EventCursor> {
    const [row] = await this.dataSource.query<{ tx: string }[]>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS tx',
    );
    return { tx: BigInt(row?.tx ?? 0), id: 0n };
  }

  /**
   * The next events after the cursor, a hundred at most. It stays behind the oldest transaction that still runs: an identity value is
   * taken before its row can be seen, so that reading by it alone would skip what commits late.
   */
  async after({ tx, id }: EventCursor): Promise<LoggedEvent[]> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT tx::text AS tx, id::text AS id, type, user_id AS "userId", data FROM events
       WHERE (tx, id) > ($1::text::xid8, $2::bigint) AND tx < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY events.tx, events.id LIMIT ${BATCH}`,
      [tx.toString(), id.toString()],
    );
    return rows.map((row) => ({
      cursor: { tx: BigInt(row.tx), id: BigInt(row.id) },
      type: row.type,
      userId: row.userId,
      data: row.data,
    }));
  }

  /** Which of these sessions are still open, their users active. */
  async openSessions(sessionIds: string[]): Promise<Set<string>> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT s.id FROM sessions s JOIN users u ON u.id = s.user_id
       WHERE s.id = ANY($1) AND u.active AND ${stillOpen('$2')}`,
      [sessionIds, this.config.retention.sessionIdleHours],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
