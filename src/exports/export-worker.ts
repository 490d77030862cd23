import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { follow } from '../trail/tracing';
import { BATCH_LIMIT } from '../trackdechets/trackdechets.client';
import { ExportDispatch } from './export-dispatch';
import { type ClaimedExport, type DoubtfulExport, ExportQueue } from './export-queue';
import { trailOfAll } from './export-trail';

/** Loads that a replica works on at once: enough to keep the connections busy while others wait for the budget. */
const MOST_LOADS = 48;
/** Of one person, so that a slow answer to one never holds up the others. */
const MOST_LOADS_PER_PERSON = 16;
const MOST_LOOK_UPS = 4;

interface Running {
  userId: string;
  ids: string[];
  doubtful: boolean;
  done: Promise<void>;
}

/** What this replica has claimed and works on. */
@Injectable()
export class ExportWorker {
  private readonly logger = new Logger(ExportWorker.name);
  /** Names this replica in the leases, for as long as the process lives. */
  readonly owner = randomUUID();
  private readonly running = new Set<Running>();
  private lastServed: string | null = null;
  /** What stopped in the middle with others goes alone from then on: they must not be held up by it again. */
  private readonly alone = new Set<string>();

  constructor(
    private readonly queue: ExportQueue,
    private readonly dispatch: ExportDispatch,
  ) {}

  /** Claims what there is room for and starts it; `onFree` is called when a load ends. */
  async takeUp(onFree: () => void): Promise<void> {
    await this.takeQueued(onFree);
    const lookUps = MOST_LOOK_UPS - this.count(({ doubtful }) => doubtful);
    if (lookUps <= 0) return;
    for (const item of await this.queue.claimInDoubt(this.owner, lookUps)) this.start([item], item, onFree);
  }

  private async takeQueued(onFree: () => void): Promise<void> {
    const room = MOST_LOADS - this.count(({ doubtful }) => !doubtful);
    if (room <= 0) return;
    const loads = Math.min(room, MOST_LOADS_PER_PERSON);
    const turn = { lastServed: this.lastServed, busy: this.busy() };
    const claimed = await this.queue.claimQueued(this.owner, loads, turn);
    for (const items of loadsOf(claimed, this.alone)) {
      this.lastServed = items[0]?.requestedBy ?? null;
      this.start(items, null, onFree);
    }
  }

  /** Tells the others that this replica still works on its claims. */
  async heartbeat(): Promise<void> {
    const ids = [...this.running].flatMap((load) => load.ids);
    if (ids.length > 0) await this.queue.heartbeat(this.owner, ids);
  }

  /** Waits for what is under way, then gives back at once, rather than at the end of its lease, what stopped in the middle. */
  async wind(): Promise<void> {
    await Promise.all([...this.running].map(({ done }) => done));
    await this.queue.releaseAll(this.owner);
  }

  private start(items: ClaimedExport[], doubtful: DoubtfulExport | null, onFree: () => void): void {
    const ids = items.map(({ id }) => id);
    const work = follow(doubtful ? 'export.lookUp' : 'export.carryOut', trailOfAll(items), () =>
      doubtful ? this.dispatch.resolve(this.owner, doubtful) : this.dispatch.carryOut(this.owner, items),
    );
    const load: Running = {
      userId: items[0]?.requestedBy ?? '',
      ids,
      doubtful: doubtful !== null,
      done: work
        .catch((error: unknown) => {
          if (ids.length > 1) ids.forEach((id) => this.alone.add(id));
          this.logger.error({ err: error, exportIds: ids }, 'an export stopped in the middle');
        })
        .finally(() => {
          this.running.delete(load);
          onFree();
        }),
    };
    this.running.add(load);
  }

  private busy(): string[] {
    const loads = new Map<string, number>();
    for (const { userId, doubtful } of this.running) if (!doubtful) loads.set(userId, (loads.get(userId) ?? 0) + 1);
    return [...loads].filter(([, count]) => count >= MOST_LOADS_PER_PERSON).map(([userId]) => userId);
  }

  private count(which: (load: Running) => boolean): number {
    return [...this.running].filter(which).length;
  }
}

/** One person's creations travel in fives; the other acts read before they write, one by one. */
function loadsOf(claimed: ClaimedExport[], alone: Set<string>): ClaimedExport[][] {
  const loads: ClaimedExport[][] = [];
  const open = new Map<string, ClaimedExport[]>();
  for (const item of claimed) {
    const load = open.get(item.requestedBy);
    if (item.kind !== 'CREATE' || alone.delete(item.id)) loads.push([item]);
    else if (load && load.length < BATCH_LIMIT) load.push(item);
    else {
      const fresh = [item];
      open.set(item.requestedBy, fresh);
      loads.push(fresh);
    }
  }
  return loads;
}
