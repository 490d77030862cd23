import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Alerts } from '../alerts/alerts';
import { Audit } from '../audit/audit';
import { type Access, type AccessFault, TokenAccess } from '../credentials/token-access';
import { transaction } from '../database/transaction';
import { Establishment } from './establishment.entity';

const UNREAD = 'ESTABLISHMENT_UNREAD';

export interface KnownAccess extends Access {
  /** When administrators were told that nobody can read it any more. */
  since: Date | null;
}

/** Whether the instance can read its establishments on Trackdéchets, and since when it cannot. */
@Injectable()
export class TrackdechetsAccess {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: TokenAccess,
    private readonly alerts: Alerts,
    private readonly audit: Audit,
  ) {}

  /** By SIRET, `since` null as long as it can be read. */
  async of(em: EntityManager, rows: readonly Establishment[]): Promise<Map<string, KnownAccess>> {
    const access = await this.tokens.of(em, siretsOf(rows));
    const lost = rows.some(({ siret }) => access.get(siret)?.usableTokens === 0);
    const since = new Map((lost ? await this.alerts.lasting(em, UNREAD) : []).map((alert) => [alert.subjectId, alert]));
    return new Map(
      rows.map(({ id, siret }) => {
        const { usableTokens = 0, reason = null } = access.get(siret) ?? {};
        return [siret, { usableTokens, reason, since: reason ? (since.get(id)?.since ?? null) : null }];
      }),
    );
  }

  /** Tells administrators once of each establishment that nobody can read any more, and once when somebody can again. */
  async review(): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      // One replica at a time: what one has seen cannot be undone by another that saw less.
      await em.query(`SELECT pg_advisory_xact_lock(hashtext('trackdechets-access'))`);
      const rows = await em.find(Establishment);
      const access = await this.tokens.of(em, siretsOf(rows));
      const told = new Map((await this.alerts.lasting(em, UNREAD)).map((alert) => [alert.subjectId, alert]));
      for (const row of rows) {
        const { reason = null } = access.get(row.siret) ?? {};
        const known = told.get(row.id);
        told.delete(row.id);
        if (reason && known?.reason !== reason) await this.lost(em, row, reason);
        if (!reason && known) await this.restored(em, row);
      }
      // What is left is about establishments that are no longer.
      for (const subjectId of told.keys()) await this.alerts.clear(em, UNREAD, subjectId);
    });
  }

  private async lost(em: EntityManager, { id, siret, name }: Establishment, reason: AccessFault): Promise<void> {
    const fresh = await this.alerts.raise(em, { code: UNREAD, subjectId: id, reason, params: { siret, name } });
    if (fresh) await this.tell(em, id, 'establishment.access_lost', { reason });
  }

  private async restored(em: EntityManager, { id }: Establishment): Promise<void> {
    await this.alerts.clear(em, UNREAD, id);
    await this.tell(em, id, 'establishment.access_restored', {});
  }

  private async tell(em: EntityManager, subjectId: string, action: string, after: object): Promise<void> {
    await this.audit.record(em, null, { action, subjectType: 'establishment', subjectId, after: { ...after } });
  }
}

function siretsOf(rows: readonly Establishment[]): string[] {
  return rows.map(({ siret }) => siret);
}
