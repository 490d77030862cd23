import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Events } from '../events/events';
import { type Language } from '../http/sentences';
import { type Alert, type AlertCode, type NewAlert } from './alert';
import { type AlertList, alertView } from './dto/alert.view';

const COLUMNS = 'id, code, subject_id AS "subjectId", reason, params, since';

/** What administrators are to know for as long as it lasts: told once when it begins and once when it ends. */
@Injectable()
export class Alerts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: Events,
  ) {}

  /** Says it, unless it is said already, whatever the reason was then; answers whether it was new. */
  async raise(em: EntityManager, { code, subjectId, reason, params = {} }: NewAlert): Promise<boolean> {
    const [alert] = await em.query<(Alert & { fresh: boolean })[]>(
      `INSERT INTO alerts (code, subject_id, reason, params) VALUES ($1, $2, $3, $4)
       ON CONFLICT (code, subject_id) DO UPDATE SET reason = excluded.reason RETURNING ${COLUMNS}, xmax = 0 AS fresh`,
      [code, subjectId, reason ?? null, JSON.stringify(params)],
    );
    if (!alert?.fresh) return false;
    await this.tell(em, alert, 'RAISED');
    return true;
  }

  /** Says that it is over, for this subject or for any; answers what was. */
  async clear(em: EntityManager, code: AlertCode, subjectId?: string): Promise<Alert[]> {
    const [over] = await em.query<[Alert[], number]>(
      `DELETE FROM alerts WHERE code = $1 AND ($2::uuid IS NULL OR subject_id = $2) RETURNING ${COLUMNS}`,
      [code, subjectId ?? null],
    );
    for (const alert of over) await this.tell(em, alert, 'CLEARED');
    return over;
  }

  /** Those of this code that last. */
  async lasting(em: EntityManager, code: AlertCode): Promise<Alert[]> {
    return em.query<Alert[]>(`SELECT ${COLUMNS} FROM alerts WHERE code = $1`, [code]);
  }

  /** Everything that lasts, the newest first. */
  async list(language: Language): Promise<AlertList> {
    const rows = await this.dataSource.query<Alert[]>(`SELECT ${COLUMNS} FROM alerts ORDER BY since DESC, id`);
    return { items: rows.map((row) => alertView(row, language)) };
  }

  private async tell(em: EntityManager, alert: Alert, state: 'RAISED' | 'CLEARED'): Promise<void> {
    const { id, code, subjectId, reason, params, since } = alert;
    const data = { ...params, id, code, state, subjectId, reason, since: since.toISOString() };
    await this.events.publishToAdministrators(em, { type: 'alert', subjectId, data });
  }
}
