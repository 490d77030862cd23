import autocannon from 'autocannon';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one way of asking gave. Milliseconds. */
export interface Shot {
  title: string;
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers other than 2xx, and answers that never came. */
  errors: number;
  kilobytes: number;
  /** Of the process that was asked. */
  rssMb: number;
  cores: number;
}

/** Memory and CPU of processes between two moments. */
export class Watch {
  private most = 0;
  private readonly began = performance.now();
  private readonly timer: NodeJS.Timeout;
  private cpuAtStart = 0;

  private constructor(private readonly pids: readonly number[]) {
    this.timer = setInterval(() => void this.look(), 500);
  }

  static async start(pids: readonly number[]): Promise<Watch> {
    const watch = new Watch(pids);
    watch.cpuAtStart = await watch.cpuSeconds();
    await watch.look();
    return watch;
  }

  /** The most memory that one of them took (MB), and the cores that all of them kept busy. */
  async stop(): Promise<{ rssMb: number; cores: number }> {
    clearInterval(this.timer);
    await this.look();
    const seconds = (performance.now() - this.began) / 1_000;
    return { rssMb: this.most, cores: ((await this.cpuSeconds()) - this.cpuAtStart) / seconds };
  }

  private async look(): Promise<void> {
    for (const pid of this.pids) {
      const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      this.most = Math.max(this.most, Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024);
    }
  }

  private async cpuSeconds(): Promise<number> {
    let ticks = 0;
    for (const pid of this.pids) {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ') ?? [];
      ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    }
    return ticks / 100;
  }
}

export interface Question {
  title: string;
  url: string;
  /** The path that the nth request asks for. */
  path: (n: number) => string;
}

/** For so long answers are not counted: all connections of a shot are opened at once, and code is compiled as it is used. Seconds. */
const WARM_UP = 5;

/**
 * Asks one question over as many connections as there are sessions, each as fast as its answers come, for `seconds` that are counted,
 * and watches the process that answers meanwhile.
 */
export async function shoot(
  { title, url, path }: Question,
  sessions: readonly string[],
  seconds: number,
  pid: number,
): Promise<Shot> {
  let client = 0;
  let asked = 0;
  let bytes = 0;
  let refused = 0;
  const times: number[] = [];
  const begins = performance.now() + WARM_UP * 1_000;
  const watching = sleep(WARM_UP * 1_000).then(() => Watch.start([pid]));
  const options: autocannon.Options = {
    url,
    connections: sessions.length,
    duration: WARM_UP + seconds,
    setupClient: (one) => {
      const headers = { authorization: `Bearer ${sessions[client++ % sessions.length]}` };
      one.setRequests([{ method: 'GET', headers, setupRequest: (request) => ({ ...request, path: path(asked++) }) }]);
    },
  };
  const { errors, timeouts } = await new Promise<autocannon.Result>((done, fail) => {
    const firing = autocannon(options, (error, result) => (error ? fail(error as Error) : done(result)));
    firing.on('response', (_, status, size, time) => {
      if (performance.now() < begins) return;
      if (status >= 200 && status < 300) times.push(time);
      else refused++;
      bytes += size;
    });
  });
  const watch = await watching;
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.floor(times.length * part)] ?? NaN;
  return {
    title,
    perSecond: times.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    errors: refused + errors + timeouts,
    kilobytes: bytes / (times.length + refused) / 1_024,
    ...(await watch.stop()),
  };
}
