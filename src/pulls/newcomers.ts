import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { BsffAdoption } from '../bsff/bsff-adoption';
import { BsffExchange } from '../bsff/bsff-exchange';
import { partiesOf, settled } from '../bsff/merge/remote-document';
import { AppConfig } from '../config/app.config';
import { type Establishment } from '../establishments/establishment.entity';
import { markOf } from '../trackdechets/mark';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';

/** Documents that were read there and are held by none of ours: made from one of ours, or born on Trackdéchets. */
@Injectable()
export class Newcomers {
  constructor(
    private readonly exchange: BsffExchange,
    private readonly adoption: BsffAdoption,
    private readonly config: AppConfig,
  ) {}

  /** They come in only with one of the instance's establishments on them; how many were born there. */
  async take(
    em: EntityManager,
    documents: readonly TrackdechetsBsff[],
    establishments: readonly Establishment[],
  ): Promise<number> {
    const underWay = await this.marksUnderWay(em, documents);
    const concerning = documents.flatMap((remote) => {
      const [ours] = ownOn(remote, establishments);
      if (!ours || underWay.has(markOf(remote.emitter?.customInfo) ?? '')) return [];
      return [{ remote: settled(remote), establishmentId: ours.id }];
    });
    const adopted = await this.adoption.adopt(
      em,
      concerning.map(({ remote }) => remote),
    );
    const born = concerning.filter(({ remote }) => !adopted.has(remote.id));
    await this.exchange.createFromRemote(em, born);
    return born.length;
  }

  /**
   * Those marks on the documents whose export left and records what came of it by itself. One in doubt for longer than that takes
   * may have nobody left to look it up: its document is taken in, which the export then finds.
   */
  private async marksUnderWay(em: EntityManager, documents: readonly TrackdechetsBsff[]): Promise<Set<string>> {
    const marks = documents.map(({ emitter }) => markOf(emitter?.customInfo)).filter((mark) => mark !== null);
    if (marks.length === 0) return new Set();
    const rows = await em.query<{ mark: string }[]>(
      `SELECT mark FROM exports WHERE mark = ANY($1)
         AND (state = 'SENDING' OR state = 'UNCERTAIN' AND sent_at > now() - make_interval(secs => $2))`,
      [marks, this.config.exportSettleMs / 1_000],
    );
    return new Set(rows.map(({ mark }) => mark));
  }
}

/** The instance's establishments on the document, the emitter's first. */
export function ownOn(remote: TrackdechetsBsff, establishments: readonly Establishment[]): Establishment[] {
  return [...partiesOf(remote)].flatMap((number) => establishments.filter(({ siret }) => siret === number));
}
