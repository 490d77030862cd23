import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { journeyOf } from '../bsff/compose';
import { transaction } from '../database/transaction';
import { TrackdechetsError } from '../trackdechets/errors';
import { type BsffTransporterInput } from '../trackdechets/generated';
import { TrackdechetsBsffs } from '../trackdechets/trackdechets.bsffs';
import { ExportLedger } from './export-ledger';
import { type ExportLoad, type LoadEnd } from './export-load';
import { type ClaimedExport } from './export-queue';
import { stepAfter } from './outcome';
import { Reach } from './reach';

/** The transporters of a document as they were created on Trackdéchets, in order. */
export interface Journey {
  ids: string[];
  /** What they were created from: the document may have changed since. */
  made: BsffTransporterInput[];
}

export interface BroughtTransporters {
  goingOn: ClaimedExport[];
  /** By document: only for documents with several. */
  journeys: Map<string, Journey>;
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
    private readonly reach: Reach,
  ) {}

  /** Creates them; exports whose transporter could not be created are moved to where that puts them. */
  async bring(load: ExportLoad): Promise<BroughtTransporters> {
    const brought: BroughtTransporters = { goingOn: [], journeys: new Map(), end: 'DONE' };
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
    const made = journeyOf(await this.bsffs.compose(em, item.bsffId, { contact: load.contact }));
    const ids: string[] = [];
    try {
      for (const transporter of made) {
        ids.push(await this.remote.createTransporter(transporter, { token: load.token, priority: load.priority }));
      }
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      this.reach.note([{ ok: false, error }]);
      await this.fail(load, item, error, ids.length);
      if (error.kind === 'CREDENTIALS') brought.end = 'TOKEN_REFUSED';
      return false;
    }
    brought.journeys.set(item.bsffId, { ids, made });
    return true;
  }

  private async fail(load: ExportLoad, item: ClaimedExport, error: TrackdechetsError, index: number): Promise<void> {
    const step = stepAfter(error, { kind: item.kind, attempts: item.attempts, sent: false });
    const place = index === 0 ? 'transporter' : `transporters.${index}`;
    const errors = step.errors?.map((found) => ({ ...found, path: found.path ? `${place}.${found.path}` : place }));
    await transaction(this.dataSource, (em) => this.ledger.move(em, item, load.owner, { ...step, errors }));
  }
}
