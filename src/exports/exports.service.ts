import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { transaction } from '../database/transaction';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, type Page, pageOf } from '../http/pagination';
import { Problem } from '../http/problem';
import { type Language } from '../http/sentences';
import { type ExportQuery } from './dto/export.input';
import { ExportLedger } from './export-ledger';
import { CANCELLABLE_STATES } from './export-states';
import { Export } from './export.entity';
import { exportView, type ExportView } from './export.view';

/** Reading and cancelling exports. */
@Injectable()
export class Exports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ledger: ExportLedger,
  ) {}

  /** Newest first. */
  async list(query: ExportQuery, language: Language): Promise<Page<ExportView>> {
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    const rows = this.dataSource.manager.createQueryBuilder(Export, 'export');
    if (query.batchId) rows.andWhere('export.batch_id = :batchId', { batchId: query.batchId });
    if (query.state) rows.andWhere('export.state = :state', { state: query.state });
    if (after) rows.andWhere('(export.requested_at, export.id) < (:at, :id)', { at: after[0], id: after[1] });
    rows
      .orderBy('export.requestedAt', 'DESC')
      .addOrderBy('export.id', 'DESC')
      .take(query.limit + 1);
    const page = pageOf(await rows.getMany(), query.limit, (last) => [last.requestedAt.toISOString(), last.id]);
    return { ...page, items: page.items.map((row) => exportView(row, language)) };
  }

  /** Throws NOT_FOUND. */
  async get(id: string, language: Language): Promise<ExportView> {
    const row = await this.dataSource.manager.findOneBy(Export, { id });
    if (!row) throw new Problem('NOT_FOUND');
    return exportView(row, language);
  }

  /** Cancels what has not left: EXPORT_NOT_CANCELLABLE once something of it may be on its way. */
  async cancel(caller: Caller, id: string): Promise<ExportView> {
    return transaction(this.dataSource, async (em) => {
      const row = await em.findOne(Export, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw new Problem('NOT_FOUND');
      if (!CANCELLABLE_STATES.includes(row.state)) throw new Problem('EXPORT_NOT_CANCELLABLE');
      await this.ledger.move(em, row, null, { to: 'CANCELLED', cause: 'CANCELLED_BY_USER' }, caller);
      return exportView(await em.findOneByOrFail(Export, { id }), caller.language);
    });
  }
}
