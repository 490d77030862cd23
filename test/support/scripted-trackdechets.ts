import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { TrackdechetsError } from '../../src/trackdechets/errors';
import { BsffDocument, CreateBsffDocument } from '../../src/trackdechets/generated';
import { pacing } from '../../src/trackdechets/pacing';
import { RequestBudget } from '../../src/trackdechets/request-budget';
import { TrackdechetsToken } from '../../src/trackdechets/token';
import { TrackdechetsClient } from '../../src/trackdechets/trackdechets.client';

export type Behaviour = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

export const SECRET = 'abcdEFGH0123abcdEFGH0123abcdEFGH0123wxyz';
export const bulk = { token: new TrackdechetsToken(SECRET), priority: 'bulk' } as const;

export const written = (id: string): object => ({ createBsff: { id } });
export const refusal = (code: string, path: unknown, extra: object = {}): object => ({
  data: null,
  errors: [{ message: 'non', path, extensions: { code, ...extra } }],
});

/** The error that a call throws; fails when it does not. */
export async function errorOf(promise: Promise<unknown>): Promise<TrackdechetsError> {
  const error: unknown = await promise.then(
    () => new Error('it succeeded'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrackdechetsError)) throw error;
  return error;
}

/** A server on a real socket that does what a test tells it to, and our client of it, with a budget that never says no. */
export class ScriptedTrackdechets {
  behaviour: Behaviour = (_request, response) => void response.end();
  client!: TrackdechetsClient;
  readonly bodies: string[] = [];
  readonly requests: http.IncomingMessage[] = [];
  /** What the budget was told of Trackdéchets' own count. */
  readonly heard: { shut: number[]; slowed: [number, number][] } = { shut: [], slowed: [] };
  connections = 0;
  private readonly server = http.createServer((request, response) => {
    let body = '';
    this.requests.push(request);
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      this.bodies.push(body);
      this.behaviour(request, response, body);
    });
  });

  static async start(): Promise<ScriptedTrackdechets> {
    const scripted = new ScriptedTrackdechets();
    scripted.server.on('connection', () => scripted.connections++);
    await scripted.listen();
    scripted.connect();
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  /** Another client, of this server or of another address, with this time-out. Milliseconds. */
  connect(apiUrl = this.url, timeoutMs = 2_000): TrackdechetsClient {
    this.client?.onApplicationShutdown();
    const pace = pacing(1_000, 0.25);
    const open = {
      take: (want: { interactive: number; bulk: number }) => Promise.resolve({ ...want, interactiveIn: 0, bulkIn: 0 }),
      giveBack: () => Promise.resolve(),
      shut: (seconds: number) => Promise.resolve(void this.heard.shut.push(seconds)),
      slowDown: (interval: number, seconds: number) =>
        Promise.resolve(void this.heard.slowed.push([interval, seconds])),
    };
    const options = { apiUrl, requestsPerMinute: 1_000, interactiveShare: 0.25, timeoutMs };
    return (this.client = new TrackdechetsClient(options, new RequestBudget(open, pace)));
  }

  says(status: number, body: unknown, headers: Record<string, string> = {}): void {
    this.behaviour = (_request, response) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/html' : 'application/json';
      response.writeHead(status, { 'content-type': type, ...headers }).end(text);
    };
  }

  create = (): Promise<unknown> => this.client.execute(CreateBsffDocument, { input: {} }, bulk);
  read = (): Promise<unknown> => this.client.execute(BsffDocument, { id: 'BSFF-1' }, bulk);

  async stop(): Promise<void> {
    this.client.onApplicationShutdown();
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
