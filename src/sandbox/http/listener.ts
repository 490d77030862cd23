import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Longer than clients keep theirs, so that a kept connection is not closed under a request. */
const KEEP_ALIVE_MS = 65_000;

/** A listening HTTP port that can go away, connections included, and come back on the same number. */
export class Listener {
  private server: Server | undefined;
  private chosenPort: number;

  constructor(
    private readonly host: string,
    port: number,
    private readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  ) {
    this.chosenPort = port;
  }

  get url(): string {
    const host = this.host.includes(':') ? `[${this.host}]` : this.host;
    return `http://${host}:${this.chosenPort}`;
  }

  /** Listens; on a free port when 0 was asked. @throws the error of listen, such as EADDRINUSE */
  async open(): Promise<void> {
    if (this.server) return;
    const server = createServer((request, response) => void this.handle(request, response));
    server.keepAliveTimeout = KEEP_ALIVE_MS;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.chosenPort, this.host, resolve);
    });
    this.server = server;
    this.chosenPort = (server.address() as AddressInfo).port;
  }

  /** Stops listening and cuts every connection; answers within the second. */
  async close(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  }
}
