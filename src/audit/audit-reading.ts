import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, pageOf } from '../http/pagination';
import { AuditEvent } from './audit-event.entity';
import { type AuditPageDto, type AuditQuery } from './dto/audit-event.dto';

/** The moment with its microseconds, which a JavaScript date would lose. */
const CURSOR_KEY = `to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** The audit, for those who may read it. */
@Injectable()
export class AuditReading {
  constructor(private readonly dataSource: DataSource) {}

  /** Newest first, those that satisfy every filter. */
  async list(query: AuditQuery): Promise<AuditPageDto> {
    const { actorId, action, subjectType, subjectId, since, until, limit } = query;
    const select = this.dataSource.manager
      .createQueryBuilder(AuditEvent, 'e')
      .addSelect(CURSOR_KEY, 'cursor_key')
      .orderBy('e.at', 'DESC')
      .addOrderBy('e.id', 'DESC')
      .limit(limit + 1);
    if (actorId) select.andWhere('e.actor_id = :actorId', { actorId });
    if (action)
      select.andWhere(action.endsWith('.') ? 'starts_with(e.action, :action)' : 'e.action = :action', { action });
    if (subjectType) select.andWhere('e.subject_type = :subjectType', { subjectType });
    if (subjectId) select.andWhere('e.subject_id = :subjectId', { subjectId });
    if (since) select.andWhere('e.at >= :since', { since });
    if (until) select.andWhere('e.at < :until', { until });
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    if (after) select.andWhere('(e.at, e.id) < (:at, :id)', { at: after[0], id: after[1] });
    const { entities, raw } = await select.getRawAndEntities<{ cursor_key: string }>();
    const rows = entities.map((event, index) => ({ event, key: raw[index]?.cursor_key ?? '' }));
    const page = pageOf(rows, limit, ({ event, key }) => [key, event.id]);
    return { ...page, items: page.items.map(({ event }) => ({ ...event })) };
  }
}
