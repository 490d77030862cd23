import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { Bsff, type Removal } from '../bsff/bsff.entity';
import { type RemoteBsff } from '../bsff/bsff-body';
import { transaction } from '../database/transaction';
import { Establishments } from '../establishments/establishments.service';
import { Problem } from '../http/problem';
import { HintStore } from './hint-store';
import { Intake, type PageRead } from './intake';

/** A document that Trackdéchets holds. */
export type ExportedBsff = Bsff & { trackdechetsId: string; remote: RemoteBsff };

/** Intake of one document, for acts on it that somebody waits for. */
@Injectable()
export class DocumentIntake {
  constructor(
    private readonly dataSource: DataSource,
    private readonly establishments: Establishments,
    private readonly intake: Intake,
    private readonly hints: HintStore,
  ) {}

  /** @throws Problem NOT_FOUND, NOT_EXPORTED */
  async exported(id: string): Promise<ExportedBsff> {
    const bsff = await this.dataSource.manager.findOneBy(Bsff, { id, deletedAt: IsNull() });
    if (!bsff) throw new Problem('NOT_FOUND');
    if (!isExported(bsff)) throw new Problem('NOT_EXPORTED');
    return bsff;
  }

  async apply(em: EntityManager, read: PageRead): Promise<void> {
    await this.intake.apply(em, read, await this.establishments.all(em));
  }

  /** Has the document read as soon as Trackdéchets answers again, by whoever may list its establishment. */
  async readLater({ establishmentId, trackdechetsId }: ExportedBsff): Promise<void> {
    if (!establishmentId) return;
    await transaction(this.dataSource, (em) => this.hints.add(em, establishmentId, [trackdechetsId]));
  }

  async remove(em: EntityManager, bsffId: string, reason: Removal): Promise<void> {
    await this.intake.remove(em, [{ bsffId, reason }]);
  }
}

function isExported(bsff: Bsff): bsff is ExportedBsff {
  return bsff.trackdechetsId !== null && bsff.remote !== null;
}
