import { EventEmitter } from 'node:events';
import { type Response } from 'express';
import { type EventCursor, isBefore } from './event-cursor';
import { type LoggedEvent } from './event-log';
import { EventStream } from './event-stream';

/** A connection that takes so many writes, then none until it is drained. */
class Connection extends EventEmitter {
  written: string[] = [];
  room = Infinity;
  ended = false;

  write(text: string): boolean {
    this.written.push(text);
    return --this.room > 0;
  }

  drain(room: number): void {
    this.room = room;
    this.emit('drain');
  }

  end(): void {
    this.ended = true;
  }

  destroy(): void {
    this.emit('close');
  }

  get ids(): number[] {
    return this.written.flatMap((text) => {
      const id = /^id: 1-(\d+)$/m.exec(text)?.[1];
      return id === undefined ? [] : [Number(id)];
    });
  }
}

const START: EventCursor = { tx: 1n, id: 0n };
const event = (id: number): LoggedEvent => ({
  cursor: { tx: 1n, id: BigInt(id) },
  type: 'bsff',
  userId: null,
  data: {},
});

describe('a stream whose reader is slow', () => {
  let events: LoggedEvent[];
  let connection: Connection;
  let stream: EventStream;
  /** When the log's answers arrive. */
  let onItsWay: () => Promise<void>;
  const tail = (): EventCursor => events.at(-1)?.cursor ?? START;
  const settle = (): Promise<unknown> => jest.advanceTimersByTimeAsync(0);

  beforeEach(() => {
    jest.useFakeTimers();
    events = [];
    connection = new Connection();
    onItsWay = async () => undefined;
    const read = async (cursor: EventCursor): Promise<LoggedEvent[]> => {
      const seen = events.filter((one) => isBefore(cursor, one.cursor)).slice(0, 3);
      await onItsWay();
      return seen;
    };
    const listener = { userId: 'u', sessionId: 's' };
    stream = new EventStream(listener, connection as unknown as Response, read, START);
    connection.on('close', () => stream.end());
  });
  afterEach(() => jest.useRealTimers());

  function publish(...ids: number[]): void {
    const added = ids.map(event);
    events.push(...added);
    stream.offer(added, tail);
  }

  it('is written to only as it takes, and gets each event once and in order', async () => {
    await stream.catchUp(tail);
    connection.room = 2;
    publish(1, 2, 3, 4, 5, 6, 7);
    publish(8);
    stream.ping();
    expect(connection.ids).toEqual([1, 2]);
    connection.drain(2);
    await settle();
    expect(connection.ids).toEqual([1, 2, 3, 4]);
    connection.drain(Infinity);
    await settle();
    expect(connection.ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    publish(9);
    expect(connection.ids.at(-1)).toBe(9);
  });

  it('says with each ping where to resume: past what happened to others', async () => {
    await stream.catchUp(tail);
    const theirs = { ...event(1), userId: 'somebody else' };
    events.push(theirs);
    stream.offer([theirs], tail);
    stream.ping();
    expect(connection.written).toEqual(['id: 1-1\n: ping\n\n']);
  });

  it('is dropped when it takes nothing for a minute', async () => {
    await stream.catchUp(tail);
    connection.room = 1;
    publish(1, 2);
    await jest.advanceTimersByTimeAsync(59_000);
    expect(connection.ended).toBe(false);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(connection.ended).toBe(true);
    publish(3);
    expect(connection.ids).toEqual([1]);
  });

  it('gets an event that the feed reads while its own last reading is on its way back', async () => {
    let arrive = (): void => undefined;
    onItsWay = () => new Promise((done) => (arrive = done));
    const caughtUp = stream.catchUp(tail);
    onItsWay = async () => undefined;
    publish(1);
    arrive();
    await caughtUp;
    publish(2);
    expect(connection.ids).toEqual([1, 2]);
  });

  it('passes over what the feed had read before and is no longer in the log', async () => {
    const pruned = event(5);
    await stream.catchUp(() => pruned.cursor);
    stream.ping();
    expect(connection.written).toEqual(['id: 1-5\n: ping\n\n']);
  });

  it('is left alone when it ended while it read', async () => {
    events.push(event(1));
    let arrive = (): void => undefined;
    onItsWay = () => new Promise((done) => (arrive = done));
    const caughtUp = stream.catchUp(tail);
    connection.destroy();
    arrive();
    await caughtUp;
    expect(connection.ids).toEqual([]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
