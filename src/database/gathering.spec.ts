import { gathering } from './gathering';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

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

describe('questions asked at the same moment', () => {
  it('leave together, and each gets its own answer, repeated ones too', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const answers = Promise.all([question('a'), question('b'), question('a')]);
    await turn();
    expect(statements.asked).toEqual([['a', 'b', 'a']]);
    statements.answer(0);
    expect(await answers).toEqual(['A', 'B', 'A']);
  });

  it('are asked again by who comes later: nothing is kept', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const first = question('a');
    await turn();
    const second = question('a');
    await turn();
    expect(statements.asked).toEqual([['a'], ['a']]);
    statements.answer(1);
    expect(await second).toBe('A');
    statements.answer(0);
    expect(await first).toBe('A');
  });

  it('wait for one of two statements under way, and leave together then', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const answers: Promise<string>[] = [];
    for (const key of ['a', 'b', 'c', 'd']) {
      answers.push(question(key));
      await turn();
    }
    expect(statements.asked).toEqual([['a'], ['b']]);
    statements.answer(0);
    await answers[0];
    await turn();
    expect(statements.asked).toEqual([['a'], ['b'], ['c', 'd']]);
    statements.answer(1);
    statements.answer(2);
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('are split when there are many', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const answers = Promise.all(Array.from({ length: 250 }, (_, n) => question(`k${n}`)));
    await turn();
    await turn();
    expect(statements.asked.map(({ length }) => length)).toEqual([100, 100]);
    statements.answer(0);
    statements.answer(1);
    await turn();
    await turn();
    statements.answer(2);
    expect((await answers)[249]).toBe('K249');
  });

  it('fail together, and the next ones leave all the same', async () => {
    const statements = new Statements();
    const question = gathering(statements.ask);
    const lost = Promise.allSettled([question('a'), question('b')]);
    await turn();
    statements.fail(0, new Error('gone'));
    expect(await lost).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    const next = question('c');
    await turn();
    statements.answer(1);
    expect(await next).toBe('C');
  });
});
