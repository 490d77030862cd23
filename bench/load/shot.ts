import autocannon from 'autocannon';
import { readFile } from 'node:fs/promises';

/** What one way of asking gave. Milliseconds. */
export interface Shot {
  title: string;
  perSecond: number;
  p50: number;
  p99: number;
  /** Answers other than 2xx, and answers that never came. */
  errors: number;
  kilobytes: number;
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

/** Asks one question over as many connections as there are sessions, each as fast as its answers come. */
export async function shoot(
  { title, url, path }: Question,
  sessions: readonly string[],
  seconds: number,
): Promise<Shot> {
  let client = 0;
  let asked = 0;
  const result = await autocannon({
    url,
    connections: sessions.length,
    duration: seconds,
    setupClient: (one) => {
      const headers = { authorization: `Bearer ${sessions[client++ % sessions.length]}` };
      one.setRequests([{ method: 'GET', headers, setupRequest: (request) => ({ ...request, path: path(asked++) }) }]);
    },
  });
  const answers = result['2xx'] + result.non2xx;
  return {
    title,
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.non2xx + result.errors + result.timeouts,
    kilobytes: result.throughput.total / Math.max(answers, 1) / 1_024,
  };
}
