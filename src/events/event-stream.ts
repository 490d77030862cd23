import { type Response } from 'express';
import { type EventCursor, isBefore, writeCursor } from './event-cursor';
import { type LoggedEvent } from './event-log';

/** A reader that takes nothing for this long is gone. Milliseconds. */
const STALLED = 60_000;

export interface Listener {
  userId: string;
  sessionId: string;
}

/**
 * One person's open stream. It follows the shared feed as long as the connection takes what it is given; when it does not, it
 * lets events pass and catches up from the log once it does: what waits in memory is never more than the connection's buffer.
 */
export class EventStream {
  private live = false;
  private ended = false;

  constructor(
    readonly listener: Listener,
    private readonly response: Response,
    /** The log's next events after a cursor. */
    private readonly read: (cursor: EventCursor) => Promise<LoggedEvent[]>,
    private cursor: EventCursor,
  ) {}

  /** Sends what was missed, then follows; `tail` is how far the feed has read. */
  async catchUp(tail: () => EventCursor): Promise<void> {
    for (;;) {
      const readBefore = tail();
      const sent = await this.sendNext();
      // A closed connection never drains.
      if (this.ended) return;
      if (sent === 'REFUSED') await this.drained();
      if (this.ended) return;
      if (sent !== 'NONE') continue;
      // What the feed had read before this look and the log no longer holds is not to come; what it reads meanwhile is.
      if (isBefore(this.cursor, readBefore)) this.cursor = readBefore;
      if (!isBefore(this.cursor, tail())) {
        this.live = true;
        return;
      }
    }
  }

  /**
   * Reads a page of the log and sends what the connection takes of it. The rest is read again: were they kept, thousands of slow
   * readers would each hold a page of events.
   */
  private async sendNext(): Promise<'NONE' | 'SENT' | 'REFUSED'> {
    const events = await this.read(this.cursor);
    if (events.length === 0) return 'NONE';
    return this.sendWhileTaken(events) ? 'SENT' : 'REFUSED';
  }

  /** Takes the feed's next events, unless it is still catching up. */
  offer(events: readonly LoggedEvent[], tail: () => EventCursor): void {
    if (!this.live || this.ended) return;
    const next = events.filter(({ cursor }) => isBefore(this.cursor, cursor));
    if (this.sendWhileTaken(next) || this.ended) return;
    this.live = false;
    void this.drained()
      .then(() => this.catchUp(tail))
      .catch(() => this.end());
  }

  /**
   * A comment that keeps proxies from closing a silent connection, and where to resume: past what happened to others meanwhile.
   */
  ping(): void {
    if (this.live && !this.ended) this.response.write(`id: ${writeCursor(this.cursor)}\n: ping\n\n`);
  }

  /** Ends it; a browser opens another after `reconnectMs` milliseconds, or as long as it was told before. */
  end(reconnectMs?: number): void {
    if (this.ended) return;
    this.ended = true;
    const { socket } = this.response;
    this.response.end(reconnectMs === undefined ? undefined : `retry: ${reconnectMs}\n\n`, () => socket?.destroySoon());
  }

  /** False when the connection took no more at one of them; those after it are left. */
  private sendWhileTaken(events: readonly LoggedEvent[]): boolean {
    return events.every((event) => !this.ended && this.send(event));
  }

  /** False when the connection takes no more for now. */
  private send({ cursor, type, userId, data }: LoggedEvent): boolean {
    this.cursor = cursor;
    if (userId !== null && userId !== this.listener.userId) return true;
    return this.response.write(`id: ${writeCursor(cursor)}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const stalled = setTimeout(() => this.response.destroy(), STALLED);
      const done = (): void => {
        clearTimeout(stalled);
        this.response.off('drain', done).off('close', done);
        resolve();
      };
      this.response.on('drain', done).on('close', done);
    });
  }
}
