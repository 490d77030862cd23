import { Injectable } from '@nestjs/common';
import { TrackdechetsError } from '../trackdechets/errors';
import { DoubtResolver } from './doubt-resolver';
import { type ExportLoad, type LookEnd } from './export-load';
import { type DoubtfulExport, ExportQueue } from './export-queue';
import { Witnesses } from './witnesses';

/** A look-up that could not be made is made again after this long. Milliseconds. */
const LOOK_AGAIN_MS = 5_000;

/** Settles a creation whose outcome is unknown: adopted when it is found, to be sent again when it can no longer come. */
@Injectable()
export class DoubtRunner {
  constructor(
    private readonly resolver: DoubtResolver,
    private readonly witnesses: Witnesses,
    private readonly queue: ExportQueue,
  ) {}

  async run(load: ExportLoad, item: DoubtfulExport): Promise<LookEnd> {
    const postpone = (delayMs: number): Promise<void> => this.queue.release(load.owner, [item.id], delayMs);
    try {
      const remote = await this.resolver.lookUp(load, item);
      if (remote) {
        await this.resolver.adopt(load, item, remote);
      } else if (item.settlesInMs > 0) {
        await postpone(item.nextLookUpMs);
      } else if (await this.witnesses.confirm(load, item)) {
        await this.resolver.giveBack(load.owner, item);
      } else {
        return 'BLIND';
      }
      return 'DONE';
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      // An account that Trackdéchets shut out, or a document that it shows to others.
      if (error.kind === 'FORBIDDEN') return 'BLIND';
      await postpone(error.retryAfter ? error.retryAfter * 1_000 : LOOK_AGAIN_MS);
      return error.kind === 'CREDENTIALS' ? 'TOKEN_REFUSED' : 'DONE';
    }
  }
}
