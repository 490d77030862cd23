import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { transaction } from '../database/transaction';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsBsffs } from '../trackdechets/trackdechets.bsffs';
import { ExportLedger } from './export-ledger';
import { type ExportLoad, type LoadEnd } from './export-load';
import { type ClaimedExport } from './export-queue';
import { stepAfter } from './outcome';

export interface BroughtTransporters {
  goingOn: ClaimedExport[];
  /** Ids on Trackdéchets by document, in the order of the journey: only for documents with several. */
  transporters: Map<string, string[]>;
  end: LoadEnd;
}

/** A document with several transporters names them by id: they are created first. One that no document names is harmless. */
@Injectable()
export class TransporterSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly remote: TrackdechetsBsffs,
    private readonly ledger: ExportLedger,
  ) {}

  /** Creates them; exports whose transporter could not be created are moved to where that puts them. */
  async bring(load: ExportLoad): Promise<BroughtTransporters> {
    const brought: BroughtTransporters = { goingOn: [], transporters: new Map(), end: 'DONE' };
    const ids = load.items.map(({ bsffId }) => bsffId);
    const several = new Set(await this.bsffs.withSeveralTransporters(this.dataSource.manager, ids));
    for (const item of load.items) {
      if (several.has(item.bsffId) && !(await this.create(load, item, brought))) continue;
      brought.goingOn.push(item);
    }
    return brought;
  }

  private async create(load: ExportLoad, item: ClaimedExport, brought: BroughtTransporters): Promise<boolean> {
    const em = this.dataSource.manager;
    const { input, moreTransporters } = await this.bsffs.compose(em, item.bsffId, { contact: load.contact });
    const created: string[] = [];
    try {
      for (const transporter of [input.transporter ?? {}, ...moreTransporters]) {
        created.push(await this.remote.createTransporter(transporter, { token: load.token, priority: load.priority }));
      }
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      await this.fail(load, item, error, created.length);
      if (error.kind === 'CREDENTIALS') brought.end = 'TOKEN_REFUSED';
      return false;
    }
    brought.transporters.set(item.bsffId, created);
    return true;
  }

  private async fail(load: ExportLoad, item: ClaimedExport, error: TrackdechetsError, index: number): Promise<void> {
    const step = stepAfter(error, { kind: item.kind, attempts: item.attempts, sent: false });
    const place = index === 0 ? 'transporter' : `transporters.${index}`;
    const errors = step.errors?.map((found) => ({ ...found, path: found.path ? `${place}.${found.path}` : place }));
    await transaction(this.dataSource, (em) => this.ledger.move(em, item, load.owner, { ...step, errors }));
  }
}
