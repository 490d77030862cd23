import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

interface Operation {
  query: string;
  variables?: { id?: string; where?: { id?: { _in?: string[] } } };
}

const IN_FULL = /query Bsffs?\(/;

/** Stands between the connector and the sandbox, and counts how often each document is asked for in full. */
export class ReadingCounter {
  readonly times = new Map<string, number>();
  private readonly server = createServer((incoming, answer) => void this.pass(incoming, answer));

  private constructor(private readonly to: string) {}

  static async before(to: string): Promise<ReadingCounter> {
    const counter = new ReadingCounter(to);
    await new Promise<void>((done) => counter.server.listen(0, '127.0.0.1', done));
    return counter;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async pass(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    this.count(body.toString('utf8'));
    const { method, headers, url = '/' } = incoming;
    const onward = request(new URL(url, this.to), { method, headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    onward.end(body);
  }

  private count(body: string): void {
    if (!body.startsWith('{') && !body.startsWith('[')) return;
    const parsed = JSON.parse(body) as Operation | Operation[];
    for (const { query, variables } of Array.isArray(parsed) ? parsed : [parsed]) {
      if (!IN_FULL.test(query)) continue;
      const ids = variables?.id ? [variables.id] : (variables?.where?.id?._in ?? []);
      for (const id of ids) this.times.set(id, (this.times.get(id) ?? 0) + 1);
    }
  }
}
