import { Arrivals } from './arrivals';

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('connections that come while requests do', () => {
  let arrivals: Arrivals;
  let carriedOut: string[];
  const request = (name: string): void => arrivals.request(() => carriedOut.push(name));

  beforeEach(() => {
    arrivals = new Arrivals();
    carriedOut = [];
  });

  afterEach(() => jest.restoreAllMocks());

  it('are none: a request is carried out at once', () => {
    request('a');
    request('b');
    expect(carriedOut).toEqual(['a', 'b']);
  });

  it('are all accepted first; then requests are carried out in their order, and later ones at once', async () => {
    // However long this machine takes over a turn.
    jest.spyOn(performance, 'now').mockReturnValue(0);
    arrivals.connection();
    request('a');
    await turn();
    arrivals.connection();
    request('b');
    await turn();
    expect(carriedOut).toEqual([]);
    await turn();
    await turn();
    expect(carriedOut).toEqual(['a', 'b']);
    request('c');
    expect(carriedOut).toEqual(['a', 'b', 'c']);
  });

  it('hold nobody back for long, however many they are', async () => {
    const began = performance.now();
    arrivals.connection();
    request('a');
    while (carriedOut.length === 0) {
      await turn();
      arrivals.connection();
    }
    expect(performance.now() - began).toBeGreaterThan(25);
    expect(carriedOut).toEqual(['a']);
  });
});
