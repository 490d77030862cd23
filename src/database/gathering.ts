import DataLoader from 'dataloader';
import { liesInTheData } from './transaction';

interface Pace {
  /** Statements under way at once on a replica; what is asked meanwhile leaves with the next of them, the oldest first. */
  underWay: number;
  /** How many questions one statement carries at most. */
  together: number;
}

/** A statement that takes longer, on a connection that hangs for instance, holds the next ones back no more. Milliseconds. */
const LONG = 250;

/**
 * A question asked by key, which requests that ask it at the same moment send in one statement: the busier a replica is, the less each
 * of them costs. `ask` answers in the order of its keys, outside any transaction. Nothing is kept: a question that comes after a statement
 * left waits for the next one, so that an answer is never older than its question. When a statement fails because of one of its questions,
 * only that one fails; otherwise everyone is told.
 */
export function gathering<Key, Answer>(
  ask: (keys: readonly Key[]) => Promise<readonly Answer[]>,
  most: Pace = { underWay: 1, together: 100 },
): (key: Key) => Promise<Answer> {
  const waiting: (() => void)[] = [];
  let underWay = 0;
  const leave = (): void => {
    if (underWay === most.underWay) return;
    const next = waiting.shift();
    if (!next) return;
    underWay++;
    next();
  };
  /** What is to be called when a statement that left has ended. */
  const departed = (): (() => void) => {
    let holding = true;
    const makeRoom = (): void => {
      if (holding) underWay--;
      holding = false;
      setImmediate(leave);
    };
    const late = setTimeout(makeRoom, LONG);
    return () => {
      clearTimeout(late);
      makeRoom();
    };
  };
  const loader = new DataLoader<Key, Answer>(
    async (keys) => {
      const ended = departed();
      try {
        return await apart(ask, keys);
      } finally {
        ended();
      }
    },
    {
      cache: false,
      maxBatchSize: most.together,
      batchScheduleFn: (depart) => {
        waiting.push(depart);
        // Once every request that came in at the same moment has asked.
        setImmediate(leave);
      },
    },
  );
  return (key) => loader.load(key);
}

/** The answers; by halves down to the question that cannot be answered, whose error stands in its place. */
async function apart<Key, Answer>(
  ask: (keys: readonly Key[]) => Promise<readonly Answer[]>,
  keys: readonly Key[],
): Promise<(Answer | Error)[]> {
  try {
    return [...(await ask(keys))];
  } catch (error) {
    if (!liesInTheData(error)) throw error;
    if (keys.length === 1) return [error];
    const half = Math.ceil(keys.length / 2);
    return [...(await apart(ask, keys.slice(0, half))), ...(await apart(ask, keys.slice(half)))];
  }
}
