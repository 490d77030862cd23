import { Agenda } from './agenda';
import { MovableClock } from './clock';

describe('Agenda', () => {
  const start = new Date('2026-11-20T08:00:00Z');
  const at = (seconds: number): number => start.getTime() + seconds * 1_000;
  let clock: MovableClock;
  let agenda: Agenda;
  let done: string[];

  beforeEach(() => {
    clock = new MovableClock({ now: () => start });
    agenda = new Agenda(clock);
    done = [];
  });
  afterEach(() => agenda.stop());

  const note = (name: string) => async () => void done.push(name);

  it('does nothing before its instant', async () => {
    agenda.plan(at(10), note('later'));
    clock.advance(9_999);
    await agenda.settle();
    expect(done).toEqual([]);
    expect(agenda.waiting).toBe(1);
  });

  it('does what a leap of the clock passes in the order of the instants, what it plans in between included', async () => {
    agenda.plan(at(60), note('third'));
    agenda.plan(at(10), async (dueAt) => {
      done.push('first');
      agenda.plan(dueAt + 20_000, note('second'));
    });
    clock.advance(3_600_000);
    await agenda.settle();
    expect(done).toEqual(['first', 'second', 'third']);
  });

  it('keeps the order of planning for one instant', async () => {
    agenda.plan(at(5), note('a'));
    agenda.plan(at(5), note('b'));
    clock.advance(5_000);
    await agenda.settle();
    expect(done).toEqual(['a', 'b']);
  });

  it('does nothing any more once stopped', async () => {
    agenda.plan(at(5), note('never'));
    agenda.stop();
    clock.advance(10_000);
    await agenda.settle();
    expect(done).toEqual([]);
  });
});
