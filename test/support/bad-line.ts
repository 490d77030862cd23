import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

type Fault = 'cut' | 'half' | 'silent';

/** A connection as it is in a machine room: what the server answers may never arrive, though the request did. */
export class BadLine {
  private readonly sockets = new Set<Socket>();
  private faults: Fault[] = [];
  private down = false;

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {}

  /** A line to the application at `url`. */
  static async to(url: string): Promise<BadLine> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const line = new BadLine(server, Number(new URL(url).port));
    server.on('connection', (socket) => line.carry(socket));
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The next answers get lost: cut before their first byte, in their middle, or never heard of again. */
  lose(...faults: Fault[]): void {
    this.faults = faults;
  }

  /** No connection at all, or one again. */
  breakDown(down: boolean): void {
    this.down = down;
    if (down) this.sockets.forEach((socket) => socket.destroy());
  }

  async close(): Promise<void> {
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((done) => this.server.close(done));
  }

  private carry(client: Socket): void {
    if (this.down) return void client.destroy();
    const server = connect(this.port, '127.0.0.1');
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.sockets.delete(socket));
    }
    client.on('data', (chunk) => server.write(chunk));
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    server.on('data', (chunk) => this.answer(client, chunk));
  }

  /** The server has answered: what it did is done, whatever becomes of the answer. */
  private answer(client: Socket, chunk: Buffer): void {
    const fault = this.faults.shift();
    if (fault === 'silent') return;
    if (fault === 'cut') return void client.destroy();
    if (fault === 'half') return void client.write(chunk.subarray(0, chunk.length / 2), () => client.destroy());
    client.write(chunk);
  }
}
