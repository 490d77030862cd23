import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { notify } from '../database/notifications';

/** What NOTIFY says when hints came. */
export const HINTS = 'hints';
/** Seconds that a replica holds a hint without renewing it; what could not be read is tried again afterwards. */
const LEASE = 30;
const BATCH = 50;
/** Pulls read what hints could not. */
const MOST_ATTEMPTS = 5;

/** Documents that Trackdéchets said to have moved, or that somebody asked for in vain. */
export interface Hint {
  trackdechetsId: string;
  establishmentId: string;
  /** To the microsecond: a hint that came again meanwhile is another one. */
  receivedAt: string;
}

/** Hints waiting to be followed: one for each document, however often it is hinted at. */
@Injectable()
export class HintStore {
  /** One that waits already, not yet followed, will show what this one is about too: a flood of repeats writes nothing. */
  async add(em: EntityManager, establishmentId: string, trackdechetsIds: string[]): Promise<void> {
    const added = await em.query<unknown[]>(
      `INSERT INTO pull_hints (trackdechets_id, establishment_id)
       SELECT said.id, $1 FROM unnest($2::text[]) AS said (id)
       WHERE NOT EXISTS (SELECT FROM pull_hints w WHERE w.trackdechets_id = said.id AND w.attempts = 0 AND w.lease_until < now())
       ON CONFLICT (trackdechets_id) DO UPDATE SET received_at = clock_timestamp(), attempts = 0
       RETURNING trackdechets_id`,
      [establishmentId, trackdechetsIds],
    );
    if (added.length > 0) await notify(em, 'pulls', HINTS);
  }

  async claim(em: EntityManager): Promise<Hint[]> {
    const [rows] = await em.query<[Hint[], number]>(
      `UPDATE pull_hints SET lease_until = now() + make_interval(secs => $1), attempts = attempts + 1
       WHERE trackdechets_id IN (
         SELECT trackdechets_id FROM pull_hints WHERE lease_until < now() AND attempts < $3
         ORDER BY received_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING trackdechets_id AS "trackdechetsId", establishment_id AS "establishmentId", received_at::text AS "receivedAt"`,
      [LEASE, BATCH, MOST_ATTEMPTS],
    );
    return rows;
  }

  /** Keeps those that are being followed; one that was hinted at again since is free once the lease ends. */
  async renew(em: EntityManager, hints: readonly Hint[]): Promise<void> {
    await em.query(
      `UPDATE pull_hints SET lease_until = now() + make_interval(secs => $3) FROM unnest($1::text[], $2::text[]) AS held(id, at)
       WHERE trackdechets_id = held.id AND received_at = held.at::timestamptz`,
      [...keysOf(hints), LEASE],
    );
  }

  /** Those followed; one that was hinted at again since is free to be claimed again at once. */
  async done(em: EntityManager, hints: readonly Hint[]): Promise<void> {
    const keys = keysOf(hints);
    await em.query(
      `DELETE FROM pull_hints USING unnest($1::text[], $2::text[]) AS done(id, at)
       WHERE trackdechets_id = done.id AND received_at = done.at::timestamptz`,
      keys,
    );
    await em.query(`UPDATE pull_hints SET lease_until = '-infinity' WHERE trackdechets_id = ANY($1)`, [keys[0]]);
  }

  /** Gives them back at once, as if they had not been claimed. */
  async handBack(em: EntityManager, hints: readonly Hint[]): Promise<void> {
    await em.query(
      `UPDATE pull_hints SET lease_until = '-infinity', attempts = greatest(0, attempts - 1) WHERE trackdechets_id = ANY($1)`,
      [keysOf(hints)[0]],
    );
    await notify(em, 'pulls', HINTS);
  }

  /** Leaves them until the lease ends, as if they had not been claimed: Trackdéchets would only refuse them again at once. */
  async postpone(em: EntityManager, hints: readonly Hint[]): Promise<void> {
    await em.query(`UPDATE pull_hints SET attempts = greatest(0, attempts - 1) WHERE trackdechets_id = ANY($1)`, [
      keysOf(hints)[0],
    ]);
  }

  /**
   * Forgets those that could not be followed and answers their Trackdéchets ids. A pull finds what moved; what moved without showing
   * in any list, and what somebody was promised, the next scheduled one reads in full.
   */
  async giveUp(em: EntityManager): Promise<string[]> {
    const forgotten = await em.query<{ id: string }[]>(
      `WITH forgotten AS (
         DELETE FROM pull_hints WHERE attempts >= $1 AND lease_until < now() RETURNING trackdechets_id),
       unread AS (
         UPDATE bsff_readings r SET read_at = NULL FROM forgotten f WHERE r.trackdechets_id = f.trackdechets_id)
       SELECT trackdechets_id AS id FROM forgotten`,
      [MOST_ATTEMPTS],
    );
    return forgotten.map(({ id }) => id);
  }
}

/** Ids and times of coming, as columns. */
function keysOf(hints: readonly Hint[]): [string[], string[]] {
  return [hints.map(({ trackdechetsId }) => trackdechetsId), hints.map(({ receivedAt }) => receivedAt)];
}
