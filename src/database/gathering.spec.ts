import { QueryFailedError } from 'typeorm';
import { gathering } from './gathering';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

async function waitUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await turn();
}

/** What was asked for, statement by statement, each ended by the test. */
class Statements {
  readonly asked: string[][] = [];
  private readonly ends: { answer: () => void; fail: (error: Error) => void }[] = [];

  readonly ask = (keys: readonly string[]): Promise<string[]> => {
    this.asked.push([...keys]);
    return new Promise((answer, fail) => {
      this.ends.push({ answer: () => answer(keys.map((key) => key.toUpperCase())), fail });
    });
  };

  answer(at: number): void {
    this.ends[at]?.answer();
  }

  fail(at: number, error: Error): void {
    this.ends[at]?.fail(error);
  }
}

const refused = (code: string): Error => new QueryFailedError('SELECT 1', [], Object.assign(new Error('x'), { code }));

/** A statement is long by this clock alone, however busy the machine is. */
const EVERY_TIMER_BUT_TIMEOUTS = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask'] as const),
  ...(['setImmediate', 'clearImmediate', 'setInterval', 'clearInterval'] as const),
];

describe('questions asked at the same moment', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: EVERY_TIMER_BUT_TIMEOUTS }));
  afterEach(() => jest.useRealTimers());

  it('leave together, and each gets its own answer, repeated ones too', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const answers = Promise.all([question('a'), question('b'), question('a')]);
    await turn();
    expect(statements.asked).toEqual([['a', 'b', 'a']]);
    statements.answer(0);
    expect(await answers).toEqual(['A', 'B', 'A']);
  });

  it('wait for the statement under way, and leave together then: nothing is kept', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const first = question('a');
    await turn();
    const later = Promise.all([question('a'), question('b')]);
    await turn();
    expect(statements.asked).toEqual([['a']]);
    statements.answer(0);
    expect(await first).toBe('A');
    await turn();
    expect(statements.asked).toEqual([['a'], ['a', 'b']]);
    statements.answer(1);
    expect(await later).toEqual(['A', 'B']);
  });

  it('wait no longer for a statement that hangs', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const hanging = question('a');
    await turn();
    const next = question('b');
    await turn();
    expect(statements.asked).toHaveLength(1);
    jest.advanceTimersByTime(250);
    await waitUntil(() => statements.asked.length === 2);
    statements.answer(1);
    expect(await next).toBe('B');
    statements.answer(0);
    expect(await hanging).toBe('A');
    // And counts it once.
    const [last, after] = [question('c'), turn().then(() => question('d'))];
    await turn();
    await turn();
    expect(statements.asked.slice(2)).toEqual([['c']]);
    statements.answer(2);
    await last;
    await waitUntil(() => statements.asked.length === 4);
    statements.answer(3);
    expect(await after).toBe('D');
  });

  it('leave by parts, the oldest first, when there are more than one statement carries', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask, { underWay: 2, together: 2 });
    const answers = Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => question(key)));
    await turn();
    await turn();
    expect(statements.asked).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    statements.answer(0);
    await waitUntil(() => statements.asked.length === 3);
    expect(statements.asked[2]).toEqual(['e']);
    statements.answer(1);
    statements.answer(2);
    expect(await answers).toEqual(['A', 'B', 'C', 'D', 'E']);
  });

  it('fail together, and the next ones leave all the same', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const lost = Promise.allSettled([question('a'), question('b')]);
    await turn();
    statements.fail(0, new Error('gone'));
    expect(await lost).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    const next = question('c');
    await waitUntil(() => statements.asked.length === 2);
    statements.answer(1);
    expect(await next).toBe('C');
  });

  it('are asked again by parts when one of them cannot be answered: the others do not fail with it', async () => {
    const asked: string[] = [];
    const question = gathering(async (keys: readonly string[]) => {
      asked.push(keys.join(''));
      if (keys.includes('!')) throw refused('22P02');
      return keys.map((key) => key.toUpperCase());
    });
    const answers = await Promise.allSettled([...'abcde!gh'].map((key) => question(key)));
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : '-')).join('')).toBe('ABCDE-GH');
    expect(asked).toEqual(['abcde!gh', 'abcd', 'e!gh', 'e!', 'e', '!', 'gh']);
  });

  it('are not asked again when the database is away', async () => {
    let statements = 0;
    const question = gathering(async () => {
      statements++;
      throw refused('57P01');
    });
    const lost = await Promise.allSettled(['a', 'b'].map((key) => question(key)));
    expect(lost).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    expect(statements).toBe(1);
  });
});
