import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type Response } from 'express';
import { AppConfig } from '../config/app.config';
import { Notifications } from '../database/notifications';
import { fairShare } from '../http/fair-share';
import { fittingInHeap } from '../http/heap-share';
import { Problem } from '../http/problem';
import { beginningOf, type EventCursor, isBefore, writeCursor } from './event-cursor';
import { EventLog, type LoggedEvent } from './event-log';
import { EventStream, type Listener } from './event-stream';

/** The net under NOTIFY, and what finds events that waited behind a long transaction. Milliseconds. */
const POLL_MS = 1_000;
const CHECK_SESSIONS_MS = 5_000;
const PING_MS = 15_000;
/** Milliseconds after which a browser that lost the stream asks again. */
const RECONNECT_MS = 2_000;

/** Of the log at once, by one person's streams that catch up: everybody's questions go through the same few connections. */
const READS_OF_ONE = 2;

/** What open streams may take of the heap, and what one of them takes, its connection included (bytes). */
const PART_OF_HEAP = 0.3;
const HEAP_OF_ONE = 16_384;
/** Seconds after which somebody who holds more streams than anybody may try again on a full replica. */
const FULL_SECONDS = 60;

/** Reads the log once for all the streams open on this replica. */
@Injectable()
export class EventFeed implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventFeed.name);
  private readonly streams = new Set<EventStream>();
  private readonly timers: NodeJS.Timeout[] = [];
  private tail: EventCursor = { tx: 0n, id: 0n };
  private reading: Promise<void> | null = null;
  private again = false;
  /** Whether the server is still the same is to be asked. */
  private doubtful = false;
  private unsubscribe?: () => void;
  private closing = false;
  private readonly share = fairShare(READS_OF_ONE);
  /** How many streams may be open on this replica at once. */
  most = fittingInHeap(PART_OF_HEAP, HEAP_OF_ONE);

  constructor(
    private readonly log: EventLog,
    private readonly notifications: Notifications,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.notifications.on('events', () => this.wake());
    this.every(POLL_MS, () => {
      this.doubtful = true;
      this.wake();
    });
    this.every(CHECK_SESSIONS_MS, () => this.endClosedSessions());
    this.every(PING_MS, () => this.streams.forEach((stream) => stream.ping()));
  }

  /** Sends everyone to another replica, spread over a few seconds, once load balancers have taken this one out. */
  beforeApplicationShutdown(): void {
    this.closing = true;
    this.unsubscribe?.();
    this.timers.forEach(clearInterval);
    this.streams.forEach((stream) => stream.end(this.reconnectMs()));
  }

  /** On this replica. */
  get openStreams(): number {
    return this.streams.size;
  }

  /** Opens a stream that ends with the connection or the session; it begins after `lastEventId`, or now. */
  async open(listener: Listener, response: Response, lastEventId: string | undefined): Promise<void> {
    const start = await this.log.end();
    // Whoever left meanwhile closes no more: the stream would stay for ever.
    if (response.destroyed) return;
    if (this.streams.size >= this.most) this.makeRoomFor(listener.userId);
    if (this.streams.size === 0) this.tail = start;
    const read = (cursor: EventCursor): Promise<LoggedEvent[]> =>
      this.share(listener.userId, () => this.log.after(cursor));
    const beginning = beginningOf(lastEventId, start);
    const stream = new EventStream(listener, response, read, beginning);
    this.streams.add(stream);
    response.on('close', () => {
      stream.end();
      this.streams.delete(stream);
    });
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      Connection: 'keep-alive',
      'X-Accel-Buffering': 'no',
    });
    // Where it begins is told at once: if it breaks before its first event, what happened meanwhile is asked for all the same.
    response.write(`retry: ${this.reconnectMs()}\nid: ${writeCursor(beginning)}\n\n`);
    if (this.closing) return stream.end();
    await stream.catchUp(() => this.tail).catch(() => stream.end());
  }

  /**
   * On a replica that is full, whoever holds the most streams loses the oldest of them to somebody else, and gets no other: nobody
   * can keep the others out.
   */
  private makeRoomFor(userId: string): void {
    const held = new Map<string, number>();
    for (const { listener } of this.streams) held.set(listener.userId, (held.get(listener.userId) ?? 0) + 1);
    const most = Math.max(...held.values());
    if ((held.get(userId) ?? 0) >= most) throw new Problem('TOO_MANY_STREAMS', { retryAfter: FULL_SECONDS });
    const oldest = [...this.streams].find(({ listener }) => held.get(listener.userId) === most);
    oldest?.end();
    if (oldest) this.streams.delete(oldest);
  }

  private reconnectMs(): number {
    return this.closing ? Math.round(this.config.shutdownDelayMs + RECONNECT_MS * (1 + Math.random())) : RECONNECT_MS;
  }

  private wake(): void {
    if (this.streams.size === 0) return;
    this.again = true;
    this.reading ??= this.read()
      .catch((error: unknown) => this.logger.warn(`Events: ${(error as Error).message}`))
      .finally(() => (this.reading = null));
  }

  private async read(): Promise<void> {
    while (this.again) {
      this.again = false;
      if (this.doubtful) await this.leaveLostEvents();
      for (;;) {
        const events = await this.log.after(this.tail);
        const last = events.at(-1);
        if (!last) break;
        this.tail = last.cursor;
        this.streams.forEach((stream) => stream.offer(events, () => this.tail));
      }
    }
  }

  /**
   * A server that took over without the last transactions numbers them again: nothing that happens there would come after the tail.
   * Streams that are opened again begin where it is.
   */
  private async leaveLostEvents(): Promise<void> {
    this.doubtful = false;
    const { tail } = this;
    const now = await this.log.end();
    if (!isBefore(now, tail)) return;
    this.logger.warn('Events: the database has lost transactions, every stream begins again');
    this.tail = now;
    this.streams.forEach((stream) => stream.end());
  }

  /** Whoever signed out, was deactivated or asked for nothing for too long hears nothing more. */
  private async endClosedSessions(): Promise<void> {
    if (this.streams.size === 0) return;
    const open = await this.log.openSessions([...this.streams].map(({ listener }) => listener.sessionId));
    for (const stream of this.streams) if (!open.has(stream.listener.sessionId)) stream.end();
  }

  private every(ms: number, work: () => Promise<void> | void): void {
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        this.logger.warn(`Events: ${(error as Error).message}`);
      }
    };
    this.timers.push(setInterval(() => void run(), ms).unref());
  }
}
