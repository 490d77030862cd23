import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';

/**
 * Commits to Trackdéchets' clock may come a little after their `updatedAt`, and its servers' clocks differ a little: a list begins
 * this much before where the last one ended.
 */
const OVERLAP = '5 minutes';

export type ReadingState = 'OPEN' | 'FINAL' | 'REMOVED' | 'DELETED';

/** How well one document is known. */
export interface Reading {
  bsffId: string;
  trackdechetsId: string;
  establishmentId: string | null;
  state: ReadingState;
  /** ISO; Trackdéchets' `updatedAt` of what is held here. */
  updatedAt: string | null;
}

export interface RecentReading extends Reading {
  /** Last seen in a list. */
  listedAt: Date | null;
}

/** How far an establishment was read. */
export interface Start {
  /** Trackdéchets' clock: what was changed from here on may not have been seen. */
  readUntil: Date;
  /** The same, with the overlap while it has not done its work. */
  since: Date;
  /** Our clock: from then on, nothing before `readUntil` can still be committed. */
  due: Date;
}

/** A list of changes that was read to its end. */
export interface WholeList {
  /** Trackdéchets' clock: the latest change in it. */
  latest: Date;
  /** Our clock (`databaseTime`). */
  began: Date;
  elapsedMs: number;
}

interface Row extends Omit<Reading, 'updatedAt'> {
  updatedAt: Date | null;
}

const COLUMNS = `bsff_id AS "bsffId", trackdechets_id AS "trackdechetsId", establishment_id AS "establishmentId", state,
  updated_at AS "updatedAt"`;

const readingOf = (row: Row): Reading => ({ ...row, updatedAt: row.updatedAt?.toISOString() ?? null });

/** A person's deletion here stands; anything else that is not held as it is now is to be read. */
export function isNews(known: Reading | undefined, updatedAt: string): boolean {
  if (!known) return true;
  if (known.state === 'DELETED') return false;
  return known.state === 'REMOVED' || known.updatedAt === null || Date.parse(known.updatedAt) !== Date.parse(updatedAt);
}

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

  /**
   * Documents of these establishments that are held as they were at `since` or later, by Trackdéchets' clock; those that were not
   * seen in a list for the longest time first, `limit` at most.
   */
  async changedSince(
    em: EntityManager,
    establishmentIds: string[],
    since: Date,
    limit: number,
  ): Promise<RecentReading[]> {
    const rows = await em.query<(Row & { listedAt: Date | null })[]>(
      `SELECT ${COLUMNS}, listed_at AS "listedAt" FROM bsff_readings
       WHERE updated_at >= $2 AND state IN ('OPEN', 'FINAL') AND establishment_id = ANY($1)
       ORDER BY listed_at NULLS FIRST LIMIT $3`,
      [establishmentIds, since, limit],
    );
    return rows.map(({ listedAt, ...row }) => ({ ...readingOf(row), listedAt }));
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

  /** Documents of these establishments that nobody could read, those that were not asked about for the longest time first. */
  async outOfReach(em: EntityManager, establishmentIds: string[], limit: number): Promise<Reading[]> {
    const rows = await em.query<Row[]>(
      `SELECT ${COLUMNS} FROM bsff_readings
       WHERE bsff_id IN (SELECT id FROM bsffs WHERE removed = 'ACCESS_LOST') AND state = 'REMOVED' AND establishment_id = ANY($1)
       ORDER BY listed_at NULLS FIRST LIMIT $2`,
      [establishmentIds, limit],
    );
    return rows.map(readingOf);
  }

  /** Of these documents, those that were published when they were last read: Trackdéchets ids. */
  async published(em: EntityManager, readings: readonly Reading[]): Promise<string[]> {
    const rows = await em.query<{ trackdechetsId: string }[]>(
      `SELECT trackdechets_id AS "trackdechetsId" FROM bsffs WHERE id = ANY($1) AND remote->>'isDraft' = 'false'`,
      [readings.map(({ bsffId }) => bsffId)],
    );
    return rows.map(({ trackdechetsId }) => trackdechetsId);
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

  /** Those that somebody writes at this moment are left out: they are being read anyway, and nobody waits for anybody. */
  async markListed(em: EntityManager, bsffIds: string[]): Promise<void> {
    if (bsffIds.length === 0) return;
    await em.query(
      `UPDATE bsff_readings SET listed_at = now() WHERE bsff_id IN (
         SELECT bsff_id FROM bsff_readings WHERE bsff_id = ANY($1) FOR UPDATE SKIP LOCKED)`,
      [bsffIds],
    );
  }

  async markRead(em: EntityManager, bsffIds: string[]): Promise<void> {
    if (bsffIds.length === 0) return;
    await em.query('UPDATE bsff_readings SET listed_at = now(), read_at = now() WHERE bsff_id = ANY($1)', [bsffIds]);
  }

  /** How far each establishment was read; absent for those never read. */
  async starts(em: EntityManager, orgIds: string[]): Promise<Map<string, Start>> {
    const rows = await em.query<(Start & { orgId: string })[]>(
      `SELECT org_id AS "orgId", read_until AS "readUntil", moved_at + $2::interval AS due,
              CASE WHEN settled THEN read_until ELSE read_until - $2::interval END AS since
       FROM pull_watermarks WHERE org_id = ANY($1)`,
      [orgIds, OVERLAP],
    );
    return new Map(rows.map(({ orgId, ...start }) => [orgId, start]));
  }

  /**
   * Moves the watermarks forward, never back, after a list whose overlap was looked at: what changes behind a list's back does so
   * after it began. One that began an overlap after the latest change was first seen and finds nothing newer settles it: nothing
   * older can still be committed.
   */
  async moveWatermarks(em: EntityManager, orgIds: string[], { latest, began, elapsedMs }: WholeList): Promise<void> {
    const settles = `excluded.latest <= w.latest AND (w.settled OR $4::timestamptz >= w.moved_at + $5::interval)`;
    await em.query(
      `INSERT INTO pull_watermarks AS w (org_id, latest, read_until)
       SELECT unnest($1::text[]), $2::timestamptz, $2::timestamptz - make_interval(secs => $3)
       ON CONFLICT (org_id) DO UPDATE SET
         latest = greatest(w.latest, excluded.latest),
         moved_at = CASE WHEN excluded.latest > w.latest THEN now() ELSE w.moved_at END,
         settled = ${settles},
         read_until = CASE WHEN ${settles} THEN w.latest ELSE greatest(w.read_until, excluded.read_until) END`,
      [orgIds, latest, elapsedMs / 1_000, began, OVERLAP],
    );
  }
}
