import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type EntityManager } from 'typeorm';

/** A row of `webhooks`. */
export interface Webhook {
  establishmentId: string;
  settingId: string;
  tokenHash: Buffer;
  registeredBy: string;
  activated: boolean;
  reactivations: number;
  reactivatedAt: Date | null;
  receivedAt: Date | null;
  checkedAt: Date;
}

const COLUMNS = `establishment_id AS "establishmentId", setting_id AS "settingId", token_hash AS "tokenHash",
  registered_by AS "registeredBy", activated, reactivated_at AS "reactivatedAt", reactivations, received_at AS "receivedAt", checked_at AS "checkedAt"`;

/** What is kept of a secret: enough to recognise it. Both are long and random, so that no salt is called for. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The registrations as PostgreSQL holds them. */
@Injectable()
export class WebhookStore {
  async ofEstablishment(em: EntityManager, establishmentId: string): Promise<Webhook | null> {
    const [row] = await em.query<Webhook[]>(`SELECT ${COLUMNS} FROM webhooks WHERE establishment_id = $1`, [
      establishmentId,
    ]);
    return row ?? null;
  }

  async ofKey(em: EntityManager, key: string): Promise<Webhook | null> {
    const [row] = await em.query<Webhook[]>(`SELECT ${COLUMNS} FROM webhooks WHERE key_hash = $1`, [hashOf(key)]);
    return row ?? null;
  }

  async save(
    em: EntityManager,
    webhook: Pick<Webhook, 'establishmentId' | 'settingId' | 'registeredBy'> & { key: string; token: string },
  ): Promise<Webhook> {
    const { establishmentId, settingId, registeredBy, key, token } = webhook;
    const [row] = await em.query<Webhook[]>(
      `INSERT INTO webhooks (establishment_id, setting_id, key_hash, token_hash, registered_by, activated)
       VALUES ($1, $2, $3, $4, $5, true)
       ON CONFLICT (establishment_id) DO UPDATE SET setting_id = excluded.setting_id, key_hash = excluded.key_hash,
         token_hash = excluded.token_hash, registered_by = excluded.registered_by, activated = true, checked_at = now()
       RETURNING ${COLUMNS}`,
      [establishmentId, settingId, hashOf(key), hashOf(token), registeredBy],
    );
    return row as Webhook;
  }

  async remove(em: EntityManager, establishmentId: string): Promise<void> {
    await em.query('DELETE FROM webhooks WHERE establishment_id = $1', [establishmentId]);
  }

  /** Those not checked for `seconds`, for one replica. */
  async takeDue(em: EntityManager, seconds: number): Promise<Webhook[]> {
    const [rows] = await em.query<[Webhook[], number]>(
      `UPDATE webhooks SET checked_at = now() WHERE establishment_id IN (
         SELECT establishment_id FROM webhooks WHERE checked_at < now() - make_interval(secs => $1) FOR UPDATE SKIP LOCKED)
       RETURNING ${COLUMNS}`,
      [seconds],
    );
    return rows;
  }

  /** Answers whose it is, if it had been switched on again in the `seconds` before already. */
  async reactivated(
    em: EntityManager,
    establishmentId: string,
    seconds: number,
  ): Promise<{ siret: string; name: string } | null> {
    const [[row]] = await em.query<[{ again: boolean; siret: string; name: string }[], number]>(
      `UPDATE webhooks w SET activated = true, reactivations = w.reactivations + 1, reactivated_at = now()
       FROM webhooks before JOIN establishments e ON e.id = before.establishment_id
       WHERE before.establishment_id = w.establishment_id AND w.establishment_id = $1
       RETURNING coalesce(before.reactivated_at > now() - make_interval(secs => $2), false) AS again, e.siret, e.name`,
      [establishmentId, seconds],
    );
    return row?.again ? { siret: row.siret, name: row.name } : null;
  }

  /** Notes that one came; once in ten seconds is enough. */
  async received(em: EntityManager, establishmentId: string): Promise<void> {
    await em.query(
      `UPDATE webhooks SET received_at = now()
       WHERE establishment_id = $1 AND (received_at IS NULL OR received_at < now() - interval '10 seconds')`,
      [establishmentId],
    );
  }
}
