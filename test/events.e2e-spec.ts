import { type Response } from 'express';
import { type EntityManager } from 'typeorm';
import { EventFeed } from '../src/events/event-feed';
import { EventLog } from '../src/events/event-log';
import { Events } from '../src/events/events';
import { eventually, TestApp } from './support/app';
import { EventReader } from './support/event-reader';
import { type Person } from './support/people';

describe('The stream of events', () => {
  let app: TestApp;
  let person: Person;
  let other: Person;
  const streams: EventReader[] = [];

  beforeAll(async () => {
    app = await TestApp.start();
    person = await app.people.person();
    other = await app.people.person();
  });
  afterEach(() => streams.splice(0).forEach((stream) => stream.close()));
  afterAll(() => app.close());

  async function open(reader: Person | null, lastEventId?: string, on = app): Promise<EventReader> {
    const stream = await new EventReader(on, reader, lastEventId).opened();
    streams.push(stream);
    return stream;
  }

  async function publish(n: number, userId?: string, em: EntityManager = app.dataSource.manager): Promise<void> {
    await app.nest.get(Events).publish(em, { type: 'pull', subjectId: String(n), userId, data: { n } });
  }

  it('is for those signed in', async () => {
    expect((await open(null)).status).toBe(401);
  });

  it('says what happens, to everyone or to one person', async () => {
    const [mine, theirs] = [await open(person), await open(other)];
    expect(mine.headers['content-type']).toContain('text/event-stream');
    await publish(1);
    await publish(2, person.id);
    await publish(3, other.id);
    await publish(4);
    expect(await mine.numbers(3)).toEqual([1, 2, 4]);
    expect(await theirs.numbers(3)).toEqual([1, 3, 4]);
    expect(mine.events[0]?.event).toBe('pull');
  });

  it('resumes after the last event received, on another replica too', async () => {
    const first = await open(person);
    for (let n = 10; n < 15; n++) await publish(n);
    await first.numbers(5);
    first.close();
    for (let n = 15; n < 20; n++) await publish(n);
    const replica = await TestApp.start({ beside: app });
    const second = await open(person, first.events[2]?.id, replica);
    expect(await second.numbers(7)).toEqual([13, 14, 15, 16, 17, 18, 19]);
    second.close();
    await replica.close();
  });

  it('resumes where it began when it breaks before its first event', async () => {
    const first = await open(person);
    first.close();
    await publish(25);
    const second = await open(person, first.position);
    expect(await second.numbers(1)).toEqual([25]);
  });

  it('does not skip an event of a transaction that began earlier and ended later', async () => {
    const stream = await open(person);
    const slow = app.dataSource.createQueryRunner();
    await slow.startTransaction();
    await publish(20, undefined, slow.manager);
    await publish(21);
    await new Promise((done) => setTimeout(done, 1_500));
    expect(stream.events).toEqual([]);
    await slow.commitTransaction();
    await slow.release();
    expect(await stream.numbers(2)).toEqual([20, 21]);
  });

  it('catches up with thousands of events, each once and in order', async () => {
    const mark = await open(person);
    await publish(30);
    await mark.numbers(1);
    await app.dataSource.query(
      `INSERT INTO events (type, subject_id, data) SELECT 'bsff', n::text, jsonb_build_object('n', n) FROM generate_series(1, 3000) n`,
    );
    const late = await open(person, mark.events[0]?.id);
    const expected = Array.from({ length: 3000 }, (_, index) => index + 1);
    expect(await late.numbers(3000)).toEqual(expected);
    expect((await mark.numbers(3001)).slice(1)).toEqual(expected);
  });

  it('ends with the session', async () => {
    const leaver = await app.people.person();
    const stream = await open(leaver);
    await leaver.delete('/sessions/current').expect(204);
    await eventually(async () => stream.ended);
    await publish(40, leaver.id);
    expect(stream.events).toEqual([]);
  });

  it('ends with a session that is used for nothing else', async () => {
    const idle = await app.people.person();
    const stream = await open(idle);
    await app.dataSource.query(`UPDATE sessions SET last_seen_at = now() - interval '13 hours' WHERE user_id = $1`, [
      idle.id,
    ]);
    await eventually(async () => stream.ended);
    await idle.get('/me').expect(401);
  });

  it('lets nobody keep the others out of a full replica', async () => {
    const feed = app.nest.get(EventFeed);
    await eventually(async () => feed.openStreams === 0);
    const most = feed.most;
    feed.most = 3;
    try {
      const [oldest, second, third] = [await open(person), await open(person), await open(person)];
      expect((await open(person)).status).toBe(503);
      const theirs = await open(other);
      expect(theirs.status).toBe(200);
      await eventually(async () => oldest.ended);
      await publish(45);
      for (const stream of [second, third, theirs]) expect(await stream.numbers(1)).toEqual([45]);
      expect((await open(person)).status).toBe(503);
    } finally {
      feed.most = most;
    }
  });

  it('forgets somebody who left while the stream was being opened', async () => {
    const feed = app.nest.get(EventFeed);
    await eventually(async () => feed.openStreams === 0);
    const log = app.nest.get(EventLog);
    const end = log.end.bind(log);
    let goOn = (): void => undefined;
    const asked = new Promise<void>((done) => {
      jest.spyOn(log, 'end').mockImplementationOnce(async () => {
        done();
        await new Promise<void>((held) => (goOn = held));
        return end();
      });
    });
    const gone = new Promise((done) => {
      app.nest.getHttpServer().once('request', (_: unknown, response: Response) => response.once('close', done));
    });
    const leaver = new EventReader(app, person);
    await asked;
    leaver.close();
    await gone;
    goOn();
    const stays = await open(other);
    await publish(46);
    expect(await stays.numbers(1)).toEqual([46]);
    expect(feed.openStreams).toBe(1);
  });

  it('takes a Last-Event-ID that is none of ours for none', async () => {
    const stream = await open(person, 'n’importe quoi'.normalize('NFD').replace(/[^ -~]/g, '?'));
    await publish(50);
    expect(await stream.numbers(1)).toEqual([50]);
  });
});
