import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

export type ReadingState = 'OPEN' | 'FINAL' | 'REMOVED' | 'DELETED';

/** How well one document is known. */
export interface Reading {
  bsffId: string;
  trackdechetsId: string;
  state: ReadingState;
  /** ISO; Trackdéchets' `updatedAt` of what is held here. */
  updatedAt: string | null;
}

interface Row extends Omit<Reading, 'updatedAt'> {
  updatedAt: Date | null;
}

const COLUMNS = `bsff_id AS "bsffId", trackdechets_id AS "trackdechetsId", state, updated_at AS "updatedAt"`;

const readingOf = (row: Row): Reading => ({ ...row, updatedAt: row.updatedAt?.toISOString() ?? null });

/** What pulls remember of each document: enough to tell in one look which of thousands need reading. */
@Injectable()
export class Readings {
  /** By Trackdéchets id, those that this instance holds. */
  async known(em: EntityManager, trackdechetsIds: string[]): Promise<Map<string, Reading>> {
    const rows = await em.query<Row[]>(`SELECT ${COLUMNS} FROM bsff_readings WHERE trackdechets_id = ANY($1)`, [
      trackdechetsIds,
    ]);
    return new Map(rows.map((row) => [row.trackdechetsId, readingOf(row)]));
  }

  /** Open documents of these establishments, those that were not seen in a list for the longest time first. */
  async leastRecentlyListed(em: EntityManager, establishmentIds: string[], limit: number): Promise<Reading[]> {
    const rows = await em.query<Row[]>(
      `SELECT ${COLUMNS} FROM bsff_readings WHERE state = 'OPEN' AND establishment_id = ANY($1)
       ORDER BY listed_at NULLS FIRST LIMIT $2`,
      [establishmentIds, limit],
    );
    return rows.map(readingOf);
  }

  /** Documents of these establishments in this state, not read in full for `seconds`. */
  async dueForReading(
    em: EntityManager,
    establishmentIds: string[],
    due: { state: 'OPEN' | 'FINAL'; seconds: number; limit: number },
  ): Promise<Reading[]> {
    const rows = await em.query<Row[]>(
      `SELECT ${COLUMNS} FROM bsff_readings WHERE state = $2 AND establishment_id = ANY($1)
         AND (read_at IS NULL OR read_at < now() - make_interval(secs => $3))
       ORDER BY read_at NULLS FIRST LIMIT $4`,
      [establishmentIds, due.state, due.seconds, due.limit],
    );
    return rows.map(readingOf);
  }

  async markListed(em: EntityManager, bsffIds: string[]): Promise<void> {
    if (bsffIds.length === 0) return;
    await em.query('UPDATE bsff_readings SET listed_at = now() WHERE bsff_id = ANY($1)', [bsffIds]);
  }

  async markRead(em: EntityManager, bsffIds: string[]): Promise<void> {
    if (bsffIds.length === 0) return;
    await em.query('UPDATE bsff_readings SET listed_at = now(), read_at = now() WHERE bsff_id = ANY($1)', [bsffIds]);
  }

  /** How far each establishment was read, by Trackdéchets' clock; absent for those never read. */
  async watermarks(em: EntityManager, orgIds: string[]): Promise<Map<string, Date>> {
    const rows = await em.query<{ orgId: string; readUntil: Date }[]>(
      `SELECT org_id AS "orgId", read_until AS "readUntil" FROM pull_watermarks WHERE org_id = ANY($1)`,
      [orgIds],
    );
    return new Map(rows.map(({ orgId, readUntil }) => [orgId, readUntil]));
  }

  /** Moves the watermarks forward, never back. */
  async moveWatermarks(em: EntityManager, orgIds: string[], readUntil: Date): Promise<void> {
    await em.query(
      `INSERT INTO pull_watermarks AS w (org_id, read_until) SELECT unnest($1::text[]), $2
       ON CONFLICT (org_id) DO UPDATE SET read_until = greatest(w.read_until, excluded.read_until)`,
      [orgIds, readUntil],
    );
  }
}
