import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { Bsff } from '../bsff/bsff.entity';
import { CURSOR_TIMESTAMP, decodeCursor, pageOf, type PageQuery } from '../http/pagination';
import { Problem } from '../http/problem';
import { ContainerChains } from './container-chains';
import { type ContainerHistory, type HistoryItem, type HistoryPage } from './dto/history.view';

interface Row extends Omit<HistoryItem, 'actor' | 'at'> {
  at: string;
  key: string;
  actorId: string | null;
  actorName: string | null;
}

/** Two journals, read as one: the fields that changed, and the acts on the document and its exports. */
const JOURNAL = `
  SELECT at, 'c' || lpad(id::text, 19, '0') AS key, origin, actor_id, NULL::text AS action, path, before, after
  FROM bsff_changes WHERE bsff_id = $1
  UNION ALL
  SELECT at, 'a' || id::text, CASE WHEN subject_type = 'export' THEN 'EXPORT' ELSE 'LOCAL' END, actor_id, action,
         NULL, NULL, NULL
  FROM audit_events
  WHERE (subject_type = 'bsff' AND subject_id = $1::text)
     OR (subject_type = 'export' AND subject_id IN (SELECT id::text FROM exports WHERE bsff_id = $1))`;

/** Who did what to a document here, and each field that changed there, newest first. */
@Injectable()
export class History {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chains: ContainerChains,
  ) {}

  /** @throws Problem NOT_FOUND, CURSOR_INVALID */
  async of(id: string, { limit, cursor }: PageQuery): Promise<HistoryPage> {
    const after = decodeCursor(cursor, [CURSOR_TIMESTAMP, /^[ac][0-9a-f-]{19,36}$/]);
    const bsff = await this.dataSource.manager.findOneBy(Bsff, { id, deletedAt: IsNull() });
    if (!bsff) throw new Problem('NOT_FOUND');
    const rows = await this.dataSource.query<Row[]>(
      `SELECT to_char(j.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, j.key, j.origin, j.action,
              j.path, j.before, j.after, j.actor_id AS "actorId",
              nullif(trim(u.first_name || ' ' || u.last_name), '') AS "actorName"
       FROM (${JOURNAL}) j LEFT JOIN users u ON u.id = j.actor_id
       WHERE $2::timestamptz IS NULL OR (j.at, j.key) < ($2::timestamptz, $3::text)
       ORDER BY j.at DESC, j.key DESC LIMIT $4`,
      [id, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const page = pageOf(rows, limit, (last) => [last.at, last.key]);
    return { items: page.items.map(itemOf), containers: await this.containersOf(bsff), nextCursor: page.nextCursor };
  }

  private async containersOf({ id, remote }: Bsff): Promise<ContainerHistory[]> {
    if (!remote) return [];
    const { chains, local } = await this.chains.of(this.dataSource.manager, id);
    return remote.packagings.map((packaging) => ({
      trackdechetsId: packaging.id,
      numero: packaging.numero,
      chain: (chains[packaging.id] ?? []).map((link) => ({ bsffId: local.get(link.trackdechetsId) ?? null, ...link })),
    }));
  }
}

function itemOf({ at, origin, actorId, actorName, action, path, before, after }: Row): HistoryItem {
  return { at, origin, actor: actorId ? { id: actorId, name: actorName ?? '' } : null, action, path, before, after };
}
