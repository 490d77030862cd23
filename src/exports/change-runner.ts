import { Injectable } from '@nestjs/common';
import { TrackdechetsError } from '../trackdechets/errors';
import { RequestBudget } from '../trackdechets/request-budget';
import { TrackdechetsBsffs, type TrackdechetsBsffWithMetadata } from '../trackdechets/trackdechets.bsffs';
import { type Acts, ChangeRecorder } from './change-recorder';
import { PREPARE_AGAIN_MS, SEND_WITHIN_MS } from './creation-sender';
import { type Step } from './export-ledger';
import { type ExportLoad, type LoadEnd, type LookEnd } from './export-load';
import { type ClaimedExport, type DoubtfulExport, ExportQueue } from './export-queue';
import { stepAfter } from './outcome';
import { Reach } from './reach';
import { type TransporterPlan } from './transporter-plan';

const LOOK_AGAIN_MS = 5_000;
/** After these the reading is simply made again. */
const PASSING: string[] = ['UNAVAILABLE', 'RATE_LIMITED', 'CREDENTIALS'];

/** Updates, publishes or deletes what Trackdéchets has: read first, compare, then write, so that a repeat is harmless. */
@Injectable()
export class ChangeRunner {
  constructor(
    private readonly budget: RequestBudget,
    private readonly remote: TrackdechetsBsffs,
    private readonly recorder: ChangeRecorder,
    private readonly queue: ExportQueue,
    private readonly reach: Reach,
  ) {}

  /** A queued change. */
  async run(load: ExportLoad, item: ClaimedExport): Promise<LoadEnd> {
    try {
      return await this.readAndAct(load, item);
    } catch (error) {
      return this.settle(load, item, error);
    }
  }

  /** A change whose answer never came: done when nothing is left to do, to be made again once the first can no longer come. */
  async resolve(load: ExportLoad, item: DoubtfulExport): Promise<LookEnd> {
    const postpone = (delayMs: number): Promise<void> => this.queue.release(load.owner, [item.id], delayMs);
    try {
      return await this.readAndAct(load, item, item.settlesInMs > 0 ? () => postpone(item.nextLookUpMs) : undefined);
    } catch (error) {
      // What is refused to a colleague says nothing of who asked for it.
      if (load.userId !== item.requestedBy && isForbidden(error)) return 'BLIND';
      const passing = error instanceof TrackdechetsError && PASSING.includes(error.kind);
      if (!passing) return this.settle(load, item, error);
      await postpone((error.retryAfter ?? 0) * 1_000 || LOOK_AGAIN_MS);
      return error.kind === 'CREDENTIALS' ? 'TOKEN_REFUSED' : 'DONE';
    }
  }

  private async readAndAct(load: ExportLoad, item: ClaimedExport, tooEarly?: () => Promise<void>): Promise<LoadEnd> {
    const id = item.trackdechetsId ?? '';
    // The permits come first: what is read must still be true when the acts leave.
    for (let permits = 0; permits < mostRequests(item); permits++) await this.budget.acquire(load.priority);
    const options = { token: load.token, priority: load.priority, permitted: true } as const;
    const read = await this.remote.getWithMetadata(id, options);
    if (tooEarly && (item.kind === 'DELETE' || mayStillCome(item, read))) {
      await tooEarly();
      return 'DONE';
    }
    if (item.kind === 'DELETE') return this.delete(load, item);
    const committedFrom = performance.now();
    const acts = await this.recorder.commitUpdate(load, item, read);
    if (acts === 'OUTDATED') await this.queue.release(load.owner, [item.id], PREPARE_AGAIN_MS);
    else if (acts) return this.act(load, sending(item), acts, committedFrom);
    return 'DONE';
  }

  private async act(load: ExportLoad, item: ClaimedExport, acts: Acts, committedFrom: number): Promise<LoadEnd> {
    if (performance.now() - committedFrom > SEND_WITHIN_MS) {
      await this.recorder.move(load, item, { to: 'QUEUED', cause: 'HANDED_BACK' });
      return 'DONE';
    }
    const id = item.trackdechetsId ?? '';
    const options = { token: load.token, priority: load.priority, permitted: true } as const;
    return this.sent(load, item, async (at, did) => {
      const listed = acts.transporters ? await this.bringTransporters(load, acts.transporters, at, did) : {};
      const update = { ...acts.update, ...listed };
      if (Object.keys(update).length > 0) await this.remote.update(id, update, options).then(did);
      if (acts.publish) await this.remote.publish(id, options).then(did);
      const remote = await this.remote.get(id, { token: load.token, priority: load.priority });
      await this.recorder.recordUpdated(load, item, remote);
    });
  }

  /** Creates and changes the transporters; answers the list of a document whose journey changes. */
  private async bringTransporters(
    { token, priority }: ExportLoad,
    { steps, relisted }: TransporterPlan,
    at: (path: string) => void,
    did: () => void,
  ): Promise<{ transporters?: string[] }> {
    const transporters: string[] = [];
    for (const [index, { id, input }] of steps.entries()) {
      at(`transporters.${index}`);
      if (id && input) await this.remote.updateTransporter(id, input, { token, priority }).then(did);
      // One whose answer is lost hangs on nothing: it is simply created again.
      transporters.push(id ?? (await this.remote.createTransporter(input ?? {}, { token, priority })));
    }
    at('');
    return relisted ? { transporters } : {};
  }

  private async delete(load: ExportLoad, item: ClaimedExport): Promise<LoadEnd> {
    if (!(await this.recorder.commitDeletion(load, item))) return 'DONE';
    const options = { token: load.token, priority: load.priority, permitted: true } as const;
    const deleted = sending(item);
    return this.sent(load, deleted, async (_, did) => {
      await this.remote.delete(item.trackdechetsId ?? '', options).then(did);
      await this.recorder.recordGone(load, deleted, { to: 'SUCCEEDED', cause: 'ANSWERED' });
    });
  }

  /** Runs the acts of a committed intent, which tell what part they are at and what is done; their failure may hide that they were. */
  private async sent(
    load: ExportLoad,
    item: ClaimedExport,
    acts: (at: (path: string) => void, did: () => void) => Promise<void>,
  ): Promise<LoadEnd> {
    let part = '';
    let done = false;
    try {
      await acts(
        (path) => (part = path),
        () => (done = true),
      );
      return 'DONE';
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      this.reach.note([{ ok: false, error }]);
      const refusal = ['FORBIDDEN', 'REFUSED', 'NOT_FOUND', 'MALFORMED'].includes(error.kind);
      // Only what was certainly not begun waits as if it had never left.
      const step: Step =
        refusal || !done
          ? under(part, stepAfter(error, { kind: item.kind, attempts: item.attempts, sent: true }))
          : { to: 'UNCERTAIN', cause: 'OUTCOME_UNKNOWN', reason: error.code };
      await this.recorder.move(load, item, step);
      return error.kind === 'CREDENTIALS' ? 'TOKEN_REFUSED' : 'DONE';
    }
  }

  /** The reading itself failed, and nothing was sent. */
  private async settle(load: ExportLoad, item: ClaimedExport, error: unknown): Promise<LoadEnd> {
    if (!(error instanceof TrackdechetsError)) throw error;
    this.reach.note([{ ok: false, error }]);
    const step = stepAfter(error, { kind: item.kind, attempts: item.attempts, sent: false });
    if (error.kind !== 'NOT_FOUND') await this.recorder.move(load, item, step);
    else if (item.kind !== 'DELETE') await this.recorder.recordGone(load, item, step);
    else {
      const cause = item.state === 'QUEUED' ? 'NOTHING_TO_SEND' : 'FOUND';
      await this.recorder.recordGone(load, item, { to: 'SUCCEEDED', cause });
    }
    return error.kind === 'CREDENTIALS' ? 'TOKEN_REFUSED' : 'DONE';
  }
}

/** Whether the first request of an export in doubt might still make a difference that is there. */
function mayStillCome(item: ClaimedExport, read: TrackdechetsBsffWithMetadata): boolean {
  const { acts } = (item.payload ?? {}) as { acts?: Acts };
  return acts?.update != null || acts?.transporters != null || (acts?.publish === true && read.isDraft);
}

function isForbidden(error: unknown): boolean {
  return error instanceof TrackdechetsError && error.kind === 'FORBIDDEN';
}

/** What is refused of a part, where it stands in the document. */
function under(part: string, step: Step): Step {
  if (!part || !step.errors) return step;
  return {
    ...step,
    errors: step.errors.map((found) => ({ ...found, path: [part, found.path].filter(Boolean).join('.') })),
  };
}

function sending(item: ClaimedExport): ClaimedExport {
  return { ...item, state: 'SENDING', attempts: item.attempts + 1 };
}

/** Reading, and each act. */
function mostRequests({ kind, mode }: ClaimedExport): number {
  return kind === 'UPDATE' && mode === 'PUBLISHED' ? 3 : 2;
}
