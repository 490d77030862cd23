import { fairShare } from './fair-share';

const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('a fair share', () => {
  it('lets nobody wait for what somebody else has too much of', async () => {
    const share = fairShare(2);
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const work = (person: string, name: string): Promise<string> =>
      share(person, async () => {
        begun.push(name);
        await new Promise<void>((end) => ends.push(end));
        return name;
      });
    const all = [work('a', 'a1'), work('a', 'a2'), work('a', 'a3'), work('a', 'a4'), work('b', 'b1')];
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    ends[0]?.();
    await settled();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'a3']);
    for (let index = 1; index < all.length; index++) {
      ends[index]?.();
      await settled();
    }
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'a4', 'b1']);
  });

  it('gives the place of work that failed to the next', async () => {
    const share = fairShare(1);
    const failing = share('a', () => Promise.reject(new Error('refused')));
    const next = share('a', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('refused');
    expect(await next).toBe('done');
    expect(await share('a', () => Promise.resolve('again'))).toBe('again');
  });
});
