import http from 'node:http';
import https from 'node:https';
import { type Socket } from 'node:net';
import { TransportFailure } from './errors';

/** Below Node's and common routers' 5 s, so that we close an idle connection before they do. Milliseconds. */
const IDLE_MS = 4_000;
/** A host that does not even accept the connection in this time is down; nothing was sent. Milliseconds. */
const CONNECT_MS = 10_000;

export interface HttpRequest {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

export interface HttpResponse {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/**
 * HTTP over kept connections. On node:http rather than Node's fetch because it tells whether a failed request can
 * have left: fetch reports a refused connection and a reset one after sending in the same way.
 */
export class KeepAliveTransport {
  private readonly agents: { 'http:': http.Agent; 'https:': https.Agent };
  private closed = false;

  constructor() {
    const options = { keepAlive: true, scheduling: 'lifo', timeout: IDLE_MS } as const;
    this.agents = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  }

  /** The whole answer, within `timeoutMs`. Throws as `open` does. */
  async send(url: URL, { timeoutMs, ...request }: HttpRequest & { timeoutMs: number }): Promise<HttpResponse> {
    const signal = AbortSignal.timeout(timeoutMs);
    const incoming = await this.open(url, request, signal);
    return { status: incoming.statusCode ?? 0, headers: incoming.headers, body: await bodyOf(incoming, signal) };
  }

  /**
   * The answer as soon as it begins; its body is read, or destroyed, by who asked. `signal` ends the exchange at any time.
   * Throws TransportFailure, which says whether the request may have been sent. Redirections are not followed.
   */
  open(url: URL, request: HttpRequest, signal: AbortSignal): Promise<http.IncomingMessage> {
    if (this.closed) return Promise.reject(new TransportFailure(false, 'CLOSED'));
    return new Promise((resolve, reject) => {
      const secure = url.protocol === 'https:';
      let sent = false;
      const outgoing = (secure ? https : http).request(url, {
        method: request.method,
        headers: request.headers,
        agent: secure ? this.agents['https:'] : this.agents['http:'],
        signal,
      });
      outgoing.on('socket', (socket: Socket) => {
        if (outgoing.reusedSocket || !socket.connecting) {
          sent = true;
          return;
        }
        const tooLong = setTimeout(() => outgoing.destroy(new TransportFailure(false, 'CONNECT_TIMEOUT')), CONNECT_MS);
        outgoing.once('close', () => clearTimeout(tooLong));
        // Under TLS nothing of the request is written before the handshake ends.
        socket.once(secure ? 'secureConnect' : 'connect', () => {
          sent = true;
          clearTimeout(tooLong);
        });
      });
      outgoing.on('error', (error) => reject(failureOf(error, signal, sent)));
      outgoing.on('response', resolve);
      outgoing.end(request.body);
    });
  }

  /** Closes every connection: requests under way fail, and none leaves any more. */
  close(): void {
    this.closed = true;
    this.agents['http:'].destroy();
    this.agents['https:'].destroy();
  }
}

/** What is left of an answer's body. Throws TransportFailure when it does not come whole. */
export function bodyOf(incoming: http.IncomingMessage, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const fail = (error: Error): void => reject(failureOf(error, signal));
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', fail);
    incoming.on('close', () => fail(new TransportFailure(true, 'INCOMPLETE_ANSWER')));
    incoming.on('end', () => resolve(Buffer.concat(chunks)));
  });
}

function failureOf(error: Error, signal: AbortSignal, sent = true): TransportFailure {
  return new TransportFailure(sent, signal.aborted ? 'TIMEOUT' : codeOf(error));
}

function codeOf(error: Error): string {
  if (error instanceof TransportFailure) return error.code;
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' ? code : 'NETWORK';
}
