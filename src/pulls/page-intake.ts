import { Logger } from '@nestjs/common';
import { type DataSource, type EntityManager } from 'typeorm';
import { liesInTheData, transaction } from '../database/transaction';
import { type Establishment } from '../establishments/establishment.entity';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { loggableMessage } from '../trail/loggable-error';
import { chunks } from './chunks';
import { isPassedOn } from './container-chains';
import { type Intake, type PageRead } from './intake';
import { type Counts } from './pull';

export interface PageIntakeContext {
  dataSource: DataSource;
  intake: Intake;
  /** Every establishment of the instance. */
  own: readonly Establishment[];
  progress: (em: EntityManager, counts: Counts) => Promise<void>;
}

/**
 * Takes in what a pass reads, page by page, each in a transaction of its own. A document whose containers went on is kept until the
 * next request says where: both are written together, so that an interruption leaves both to be read again.
 */
export class PageIntake {
  private readonly logger = new Logger(PageIntake.name);
  private kept: TrackdechetsBsff[] = [];
  private keptAskedAt?: Date;
  /** Trackdéchets ids of documents that could not be read or written: the others did not wait for them. */
  readonly refused: string[] = [];

  constructor(private readonly context: PageIntakeContext) {}

  /** Trackdéchets ids of the documents kept, whose chains the next request must ask for. */
  get awaited(): string[] {
    return this.kept.map(({ id }) => id);
  }

  /** `downstream` answers what was awaited. @throws LeaseLost */
  async take({ documents, downstream, askedAt }: PageRead): Promise<void> {
    const complete = [...this.kept, ...documents.filter((document) => !isPassedOn(document))];
    const earliest = this.keptAskedAt ?? askedAt;
    if (complete.length > 0) await this.write({ documents: complete, downstream, askedAt: earliest });
    this.kept = documents.filter(isPassedOn);
    this.keptAskedAt = this.kept.length > 0 ? askedAt : undefined;
  }

  /** All at once, or else by halves down to the one document that cannot be written. */
  private async write({ documents, downstream, askedAt }: PageRead): Promise<void> {
    const { dataSource, intake, own, progress } = this.context;
    try {
      await transaction(dataSource, async (em) => {
        await progress(em, await intake.apply(em, { documents, downstream, askedAt }, own));
      });
    } catch (error) {
      if (!liesInTheData(error)) throw error;
      if (documents.length > 1) {
        for (const half of chunks(documents, Math.ceil(documents.length / 2))) {
          const ids = new Set(half.map(({ id }) => id));
          await this.write({ documents: half, downstream: downstream.filter(({ id }) => ids.has(id)), askedAt });
        }
        return;
      }
      const [{ id } = { id: '' }] = documents;
      this.leave(id, error);
    }
  }

  /** Leaves the document for the next pull, and says why. */
  leave(id: string, error: unknown): void {
    this.refused.push(id);
    this.logger.error(`${id} could not be taken in: ${loggableMessage(error)}`);
  }
}
