import { Injectable } from '@nestjs/common';
import { ChangeRunner } from './change-runner';
import { CreationRunner } from './creation-runner';
import { DoubtResolver } from './doubt-resolver';
import { DoubtRunner } from './doubt-runner';
import { type ExportLoad, type LoadEnd, type LookEnd } from './export-load';
import { type DoubtfulExport } from './export-queue';
import { FicheSender } from './fiche-sender';
import { type Absence, Reach } from './reach';

/** The way of carrying out each kind of export. */
@Injectable()
export class ExportRunners {
  constructor(
    private readonly creations: CreationRunner,
    private readonly doubts: DoubtRunner,
    private readonly resolver: DoubtResolver,
    private readonly changes: ChangeRunner,
    private readonly fiches: FicheSender,
    private readonly reach: Reach,
  ) {}

  /** Null when there is no reason to think that Trackdéchets is away. */
  absence(load: ExportLoad): Promise<Absence | null> {
    return this.reach.check(load);
  }

  async carryOut(load: ExportLoad): Promise<LoadEnd> {
    const [only] = load.items;
    // A deletion needs nothing of what the document names.
    if (only?.kind === 'DELETE') return this.changes.run(load, only);
    const { goingOn, end } = await this.fiches.bring(load);
    const [first] = goingOn;
    if (!first) return end;
    if (first.kind === 'CREATE') return this.creations.run({ ...load, items: goingOn });
    return this.changes.run(load, first);
  }

  /** See DoubtResolver. */
  isKnown(owner: string, item: DoubtfulExport): Promise<boolean> {
    return this.resolver.isKnown(owner, item);
  }

  resolve(load: ExportLoad, item: DoubtfulExport): Promise<LookEnd> {
    return item.kind === 'CREATE' ? this.doubts.run(load, item) : this.changes.resolve(load, item);
  }
}
