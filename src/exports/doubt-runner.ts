import { Injectable } from '@nestjs/common';
import { TrackdechetsError } from '../trackdechets/errors';
import { CreationRunner } from './creation-runner';
import { DoubtResolver } from './doubt-resolver';
import { type ExportLoad, type LoadEnd } from './export-load';
import { type DoubtfulExport, ExportQueue } from './export-queue';
import { SecondSending } from './second-sending';

/** A look-up that could not be made is made again after this long. Milliseconds. */
const LOOK_AGAIN_MS = 5_000;
/** How often it is asked whether there is a contact again. Milliseconds. */
const NO_CONTACT_MS = 5_000;

/** Settles a creation whose outcome is unknown: adopted when it is found, sent again when it can no longer come. */
@Injectable()
export class DoubtRunner {
  constructor(
    private readonly resolver: DoubtResolver,
    private readonly again: SecondSending,
    private readonly creations: CreationRunner,
    private readonly queue: ExportQueue,
  ) {}

  async run(load: ExportLoad, item: DoubtfulExport): Promise<LoadEnd> {
    const postpone = (delayMs: number): Promise<void> => this.queue.release(load.owner, [item.id], delayMs);
    try {
      const remote = await this.resolver.lookUp(load, item);
      if (remote) {
        await this.resolver.adopt(load, item, remote);
      } else if (item.settlesInMs > 0) {
        await postpone(item.nextLookUpMs);
      } else {
        return await this.sendAgain(load, item);
      }
      return 'DONE';
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      await postpone(error.retryAfter ? error.retryAfter * 1_000 : LOOK_AGAIN_MS);
      return error.kind === 'CREDENTIALS' ? 'TOKEN_REFUSED' : 'DONE';
    }
  }

  private async sendAgain(load: ExportLoad, item: DoubtfulExport): Promise<LoadEnd> {
    let withoutContact = false;
    const end = await this.creations.send(load, async () => {
      const input = await this.again.commit(load, item);
      withoutContact = input === 'NO_CONTACT';
      if (input === null || input === 'NO_CONTACT') return [];
      return [{ item: { ...item, state: 'SENDING', attempts: item.attempts + 1 }, input }];
    });
    // It is looked for again before it leaves, whenever that is.
    if (withoutContact) await this.queue.release(load.owner, [item.id], NO_CONTACT_MS);
    return end;
  }
}
