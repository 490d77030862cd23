import { type NextFunction, type Request, type Response } from 'express';
import { type Server } from 'node:http';
import { type Socket } from 'node:net';
import { GuardedAdapter } from '../http/http-server';
import { Problem } from '../http/problem';
import { sendProblem } from '../http/problem.filter';
import { assignRequestId } from '../http/request-id';
import { listeningFault } from './listening';

/** What a start is waiting for: the code of the answers given meanwhile. */
export type Reason = 'STARTING' | 'DATABASE_AWAITED' | 'MIGRATIONS_RUNNING' | 'SCHEMA_AWAITED';

/** Seconds after which asking again makes sense. */
const RETRY_AFTER = 5;
/** Requests under way when a stop closes the door are given this long to end. Milliseconds. */
const CLOSING_MS = 4_000;
const CLOSE_IDLE_MS = 100;
/** A connection that has brought nothing for this long was opened in advance, as browsers do. Milliseconds. */
const UNUSED_MS = 500;

/**
 * The one HTTP server of the process. It answers from the first moment: until the application is ready, that it lives and what it
 * is waiting for; then it lets everything through; once it closes, each answer ends its connection.
 */
export class FrontDoor extends GuardedAdapter {
  private waitingFor: Reason | null = 'STARTING';
  private leaving = false;
  /** When each open connection began. */
  private readonly connections = new Map<Socket, number>();

  constructor() {
    super();
    super.initHttpServer();
    this.watchConnections(this.getHttpServer());
    this.disable('x-powered-by');
    this.use((request: Request, response: Response, next: NextFunction) => this.receive(request, response, next));
  }

  /** Listens; throws CannotListen. Port 0 takes a free one. */
  async open(port: number, host: string): Promise<void> {
    const server = this.getHttpServer() as Server;
    await new Promise<void>((done, fail) => {
      const refuse = (error: Error): void => fail(listeningFault(error, { host, port, variable: 'PORT' }));
      server.once('error', refuse);
      server.listen(port, host, () => {
        server.off('error', refuse);
        done();
      });
    });
  }

  get port(): number {
    return ((this.getHttpServer() as Server).address() as { port: number }).port;
  }

  /** Has the answers say what is being waited for. */
  wait(reason: Reason): void {
    this.waitingFor = reason;
  }

  /** The application takes over. */
  letIn(): void {
    this.waitingFor = null;
  }

  /** From here on each answer ends its connection, so that a client's next request opens one elsewhere. */
  leave(): void {
    this.leaving = true;
  }

  /** Nest asks for a server: there is one already. */
  override initHttpServer(): void {
    return undefined;
  }

  /** Takes no new connection, and closes those open as their requests end, or after four seconds. */
  override async close(): Promise<void> {
    this.leave();
    const server = this.getHttpServer() as Server;
    if (!server.listening) return;
    const idle = setInterval(() => this.closeIdle(server), CLOSE_IDLE_MS);
    const late = setTimeout(() => server.closeAllConnections(), CLOSING_MS);
    await new Promise((done) => server.close(done));
    clearInterval(idle);
    clearTimeout(late);
  }

  private watchConnections(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.connections.set(socket, performance.now());
      socket.once('close', () => this.connections.delete(socket));
    });
  }

  /** Node takes a connection that never brought a request for one that is about to. */
  private closeIdle(server: Server): void {
    server.closeIdleConnections();
    const now = performance.now();
    for (const [socket, began] of this.connections)
      if (socket.bytesRead === 0 && now - began > UNUSED_MS) socket.destroy();
  }

  private receive(request: Request, response: Response, next: NextFunction): void {
    if (this.leaving) response.setHeader('Connection', 'close');
    if (this.waitingFor === null) return next();
    assignRequestId(request, response, () => undefined);
    if (request.path === '/health/live') response.json({ status: 'ok' });
    else sendProblem(request, response, new Problem(this.waitingFor, { retryAfter: RETRY_AFTER }));
  }
}
