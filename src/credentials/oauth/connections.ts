import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../../auth/access/caller';
import { transaction } from '../../database/transaction';
import { Problem } from '../../http/problem';
import { hashOpaqueToken, newOpaqueToken } from '../../users/opaque-token';
import { Connection } from './connection.entity';

/** As long as Trackdéchets' own code lives. */
const LIFE_MS = 600_000;

/** Who came back from Trackdéchets. */
export interface Returning {
  userId: string;
  sessionId: string;
  email: string;
  returnTo: string | null;
  /** False when it took too long, or the session or the person ended meanwhile. */
  open: boolean;
}

/** The states under way: each ties a return from Trackdéchets to the session that went there. */
@Injectable()
export class Connections {
  constructor(private readonly dataSource: DataSource) {}

  /** A new state for this session. */
  async begin({ userId, sessionId }: Caller, returnTo: string | null): Promise<{ state: string; expiresAt: Date }> {
    const { token, hash } = newOpaqueToken();
    const expiresAt = new Date(Date.now() + LIFE_MS);
    await transaction(this.dataSource, async (em) => {
      await em.query('DELETE FROM trackdechets_connections WHERE expires_at < now()');
      await em.insert(Connection, { stateHash: hash, userId, sessionId, returnTo, expiresAt });
    });
    return { state: token, expiresAt };
  }

  /** Takes a state, whatever comes of it: it serves once. Throws TRACKDECHETS_OAUTH_STATE_INVALID when there is none. */
  async take(state: string): Promise<Returning> {
    const [[row]] = await this.dataSource.query<[Returning[], number]>(
      `DELETE FROM trackdechets_connections c USING users u, sessions s
       WHERE c.state_hash = $1 AND u.id = c.user_id AND s.id = c.session_id
       RETURNING c.user_id AS "userId", c.session_id AS "sessionId", u.email, c.return_to AS "returnTo",
                 (c.expires_at > now() AND s.expires_at > now() AND u.active) AS open`,
      [hashOpaqueToken(state)],
    );
    if (!row) throw new Problem('TRACKDECHETS_OAUTH_STATE_INVALID');
    return row;
  }
}
