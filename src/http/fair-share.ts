/**
 * Lets at most `most` pieces of each person's work go on at once: what is more waits for that person's own, and nobody else for it. For work
 * that is done in turn, where one person's hundred requests would otherwise all come before another's one.
 */
export function fairShare(most: number): <T>(person: string, work: () => Promise<T>) => Promise<T> {
  const people = new Map<string, { going: number; waiting: (() => void)[] }>();
  return async (person, work) => {
    const share = people.get(person) ?? { going: 0, waiting: [] };
    people.set(person, share);
    if (share.going < most) share.going++;
    else await new Promise<void>((begin) => share.waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = share.waiting.shift();
      if (next) next();
      else if (--share.going === 0) people.delete(person);
    }
  };
}
