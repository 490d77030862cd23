import { type Channel, type Notifications } from './notifications';

/**
 * Work that this replica does when somebody says there is some, and regularly in case nobody was heard: never twice at once, and
 * once more when it was woken meanwhile.
 */
export class WokenWork {
  private timer?: NodeJS.Timeout;
  private unsubscribe?: () => void;
  private turn: Promise<void> | null = null;
  private again = false;
  private stopped = false;

  /** `work` answers true when there may be more to do at once; what it throws goes to `failed`, and the next waking tries again. */
  constructor(
    private readonly work: () => Promise<boolean | void>,
    private readonly failed: (error: unknown) => void,
  ) {}

  /**
   * Listens to `channel` (only to what `concerns` says yes to, and to what may have been), looks every `pollMs` milliseconds, and once
   * now.
   */
  start(notifications: Notifications, channel: Channel, pollMs: number, concerns = (_payload: string) => true): void {
    this.unsubscribe = notifications.on(channel, (payload) => {
      if (payload === null || concerns(payload)) this.wake();
    });
    this.timer = setInterval(() => this.wake(), pollMs).unref();
    this.wake();
  }

  /** Begins nothing any more; resolves when what is under way has ended, for those who can wait for it. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe?.();
    clearInterval(this.timer);
    await this.turn;
  }

  get stopping(): boolean {
    return this.stopped;
  }

  private wake(): void {
    if (this.stopped) return;
    this.again = true;
    this.turn ??= this.run().finally(() => {
      this.turn = null;
      if (this.again) this.wake();
    });
  }

  private async run(): Promise<void> {
    while (this.again && !this.stopped) {
      this.again = false;
      try {
        if (await this.work()) this.again = true;
      } catch (error) {
        if (!this.stopped) this.failed(error);
      }
    }
  }
}
