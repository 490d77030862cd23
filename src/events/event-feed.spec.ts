import { EventEmitter } from 'node:events';
import { type Response } from 'express';
import { type AppConfig } from '../config/app.config';
import { type Notifications } from '../database/notifications';
import { type EventCursor, isBefore } from './event-cursor';
import { EventFeed } from './event-feed';
import { type EventLog, type LoggedEvent } from './event-log';

/** A connection that takes everything. */
class Connection extends EventEmitter {
  written = '';
  ended = false;
  destroyed = false;

  writeHead(): void {
    return undefined;
  }

  write(text: string): boolean {
    this.written += text;
    return true;
  }

  end(): void {
    this.ended = true;
    this.emit('close');
  }
}

/** The log of a server whose next transaction is `next`. */
class Log {
  private events: LoggedEvent[] = [];

  constructor(private next: bigint) {}

  publish(): void {
    const cursor = { tx: this.next++, id: 1n };
    this.events.push({ cursor, type: 'bsff', userId: null, data: {} });
  }

  end = async (): Promise<EventCursor> => ({ tx: this.next, id: 0n });
  after = async (cursor: EventCursor): Promise<LoggedEvent[]> =>
    this.events.filter((one) => isBefore(cursor, one.cursor));
}

describe('the feed of events', () => {
  let server: Log;
  let feed: EventFeed;

  beforeEach(() => {
    jest.useFakeTimers();
    const log = { end: () => server.end(), after: (cursor: EventCursor) => server.after(cursor) };
    const notifications = { on: () => () => undefined };
    feed = new EventFeed(log as EventLog, notifications as unknown as Notifications, {} as AppConfig);
    feed.onApplicationBootstrap();
  });
  afterEach(() => jest.useRealTimers());

  async function open(lastEventId?: string): Promise<Connection> {
    const connection = new Connection();
    await feed.open({ userId: 'u', sessionId: 's' }, connection as unknown as Response, lastEventId);
    return connection;
  }
  const second = (): Promise<unknown> => jest.advanceTimersByTimeAsync(1_000);

  it('has every stream begin again when a server took over that lacks the last transactions', async () => {
    server = new Log(100n);
    const before = await open();
    server.publish();
    await second();
    expect(before.written).toContain('id: 100-1\nevent:');
    expect(before.ended).toBe(false);
    server = new Log(60n);
    await second();
    expect(before.ended).toBe(true);
    const after = await open('100-1');
    expect(after.written).toContain('id: 60-0\n');
    server.publish();
    await second();
    expect(after.written).toContain('id: 60-1\nevent:');
    expect(after.ended).toBe(false);
  });
});
