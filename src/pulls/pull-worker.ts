import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Notifications } from '../database/notifications';
import { WokenWork } from '../database/woken-work';
import { isDatabaseUnavailable } from '../http/database-away';
import { TrackdechetsError } from '../trackdechets/errors';
import { follow } from '../trail/tracing';
import { type Pull } from './pull';
import { PullOutcomes } from './pull-outcomes';
import { PullRun } from './pull-run';
import { PullSchedule } from './pull-schedule';
import { LeaseLost, PullStore } from './pull-store';

const POLL_MS = 5_000;
const HEARTBEAT_MS = 8_000;

/** Runs pulls on this replica, one at a time over all replicas, and queues the scheduled ones when their hour comes. */
@Injectable()
export class PullWorker implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(PullWorker.name);
  private readonly owner = randomUUID();
  private readonly work = new WokenWork(
    () => this.runAll(),
    (error) => this.logger.error(error),
  );

  constructor(
    private readonly notifications: Notifications,
    private readonly schedule: PullSchedule,
    private readonly store: PullStore,
    private readonly run: PullRun,
    private readonly outcomes: PullOutcomes,
  ) {}

  onApplicationBootstrap(): void {
    this.work.start(this.notifications, 'pulls', POLL_MS);
  }

  onModuleDestroy(): void {
    void this.work.stop();
  }

  /** The pull under way stops at its next page and is another replica's at once. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.work.stop();
  }

  private async runAll(): Promise<void> {
    await this.schedule.queueWhenDue();
    while (!this.work.stopping) {
      const pull = await this.store.claim(this.owner);
      if (!pull) return;
      const trail = { pullId: pull.id, ...(pull.requestedBy && { userId: pull.requestedBy }) };
      await follow('pull', trail, () => this.carryOut(pull));
    }
  }

  private async carryOut(pull: Pull): Promise<void> {
    const { store, run, outcomes } = this;
    let lost = false;
    const heartbeat = setInterval(() => {
      store.renew(pull.id, this.owner).catch((error: unknown) => (lost ||= error instanceof LeaseLost));
    }, HEARTBEAT_MS).unref();
    try {
      await outcomes.started(pull);
      const result = await run.run(pull, async (em, counts) => {
        if (lost || this.work.stopping) throw new LeaseLost();
        await store.progress(em, pull.id, this.owner, counts);
      });
      await outcomes.ended(pull.id, this.owner, result);
    } catch (error) {
      await this.failed(pull, error);
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async failed(pull: Pull, error: unknown): Promise<void> {
    if (error instanceof LeaseLost || this.work.stopping) return this.store.release(pull.id, this.owner);
    // Its lease ends, and it goes on where it was: a database that was away for a moment is no failure of the pull.
    if (isDatabaseUnavailable(error)) throw error;
    const code = error instanceof TrackdechetsError ? `TRACKDECHETS_${error.kind}` : 'INTERNAL_ERROR';
    if (error instanceof TrackdechetsError) this.logger.warn(error.message);
    else this.logger.error(error);
    await this.outcomes.failed(pull.id, this.owner, code).catch((cause: unknown) => {
      if (!(cause instanceof LeaseLost)) throw cause;
    });
  }
}
