import { type Notifications } from './notifications';
import { WokenWork } from './woken-work';

const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('work that is woken', () => {
  let say: (payload: string | null) => void;
  let silenced = false;
  const notifications = {
    on: (_: string, listener: (payload: string | null) => void) => {
      say = listener;
      return () => (silenced = true);
    },
  } as unknown as Notifications;

  it('runs once at a time, and once more for all that woke it meanwhile', async () => {
    let release: () => void = () => undefined;
    let running = 0;
    let runs = 0;
    const work = new WokenWork(
      async () => {
        expect(++running).toBe(1);
        runs++;
        await new Promise<void>((done) => (release = done));
        running--;
      },
      () => undefined,
    );
    work.start(notifications, 'exports', 60_000);
    say('');
    say('');
    release();
    await settle();
    expect(runs).toBe(2);
    release();
    await settle();
    expect(runs).toBe(2);
    say('');
    expect(runs).toBe(3);
    release();
    await work.stop();
    expect(silenced).toBe(true);
    say('');
    expect(runs).toBe(3);
  });

  it('goes on while there is more, tells failures, and passes over what does not concern it', async () => {
    const answers = [true, true, false];
    const failures: unknown[] = [];
    let runs = 0;
    const work = new WokenWork(
      async () => {
        runs++;
        if (runs === 4) throw new Error('away');
        return answers.shift() ?? false;
      },
      (error) => failures.push(error),
    );
    work.start(notifications, 'exports', 60_000, (payload) => payload === 'mine');
    await settle();
    expect(runs).toBe(3);
    say('other');
    await settle();
    expect(runs).toBe(3);
    say('mine');
    await settle();
    expect(failures).toEqual([new Error('away')]);
    // After a reconnection nobody knows what was said.
    say(null);
    await settle();
    expect(runs).toBe(5);
    await work.stop();
  });
});
