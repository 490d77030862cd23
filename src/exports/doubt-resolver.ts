import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { lockDocument } from '../bsff/document-locks';
import { AppConfig } from '../config/app.config';
import { transaction } from '../database/transaction';
import { TrackdechetsBsffLists } from '../trackdechets/trackdechets.bsff-lists';
import { TrackdechetsBsffs, type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { ExportLedger } from './export-ledger';
import { type ExportLoad, frozenInput } from './export-load';
import { type ClaimedExport } from './export-queue';
import { sentAgain } from './outcome';

/** Clocks differ: documents created on Trackdéchets this much before the first sending are looked at too. Milliseconds. */
const CLOCK_MARGIN_MS = 3_600_000;

/** Finds out what became of a creation whose answer never came. */
@Injectable()
export class DoubtResolver {
  private readonly logger = new Logger(DoubtResolver.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly remote: TrackdechetsBsffs,
    private readonly lists: TrackdechetsBsffLists,
    private readonly ledger: ExportLedger,
    private readonly config: AppConfig,
  ) {}

  /**
   * The document that this creation made on Trackdéchets, found by its mark and read back; null when there is none yet.
   * Throws TrackdechetsError, after which nothing may be concluded.
   */
  async lookUp(load: ExportLoad, item: ClaimedExport): Promise<TrackdechetsBsff | null> {
    const input = frozenInput(item);
    const since = (item.firstSentAt?.getTime() ?? 0) - CLOCK_MARGIN_MS;
    const options = { token: load.token, priority: load.priority };
    const sought = {
      mark: item.mark ?? '',
      emitterSiret: input.emitter?.company?.siret ?? null,
      createdSince: new Date(since),
      numeros: (input.packagings ?? []).map(({ numero }) => numero),
    };
    const found = await this.lists.byMark(sought, options);
    const [first] = found;
    if (!first) return null;
    if (found.length > 1) {
      this.logger.error({ exportId: item.id, found: found.map(({ id }) => id) }, 'several documents bear one mark');
    }
    return this.remote.get(first.id, options);
  }

  /** True when a pull recognised it there meanwhile, by its mark: nobody's token is needed to say so. */
  async isKnown(owner: string, item: ClaimedExport): Promise<boolean> {
    return transaction(this.dataSource, async (em) => {
      const bsff = item.kind === 'CREATE' ? await lockDocument(em, item.bsffId) : null;
      if (!bsff?.trackdechetsId) return false;
      const step = { to: 'SUCCEEDED', cause: 'FOUND', trackdechetsId: bsff.trackdechetsId } as const;
      if (await this.ledger.move(em, item, owner, step)) {
        await this.bsffs.setExportStates(em, [{ id: bsff.id, state: 'EXPORTED' }]);
      }
      return true;
    });
  }

  /** It is not there and cannot come any more. */
  async giveBack(owner: string, item: ClaimedExport): Promise<void> {
    const step = sentAgain(item, this.config.exportSettleMs);
    await transaction(this.dataSource, (em) => this.ledger.move(em, item, owner, step));
  }

  /** Makes the found document this one's. */
  async adopt(load: ExportLoad, item: ClaimedExport, remote: TrackdechetsBsff): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      await lockDocument(em, item.bsffId);
      const step = { to: 'SUCCEEDED', cause: 'FOUND', trackdechetsId: remote.id } as const;
      if (!(await this.ledger.move(em, item, load.owner, step))) return;
      await this.bsffs.recordExported(em, item.bsffId, { remote, userId: item.requestedBy });
    });
  }
}
