import { ExpressAdapter } from '@nestjs/platform-express';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type Socket } from 'node:net';
import { Arrivals } from './arrivals';
import { answerOnSocket, plainAnswer } from './closing';
import { fittingInHeap } from './heap-share';
import { Problem } from './problem';
import { type SentenceKey } from './sentences';

/** What a client may make the server wait for. Milliseconds. */
const LIMITS = {
  /** The whole of a request's headers, from the connection or from their first byte. */
  headersTimeout: 15_000,
  /** The whole request, its body (1 MB at most) included. */
  requestTimeout: 60_000,
  /** Between two requests: longer than reverse proxies keep theirs (60 s), so that none of them writes on one that just closed. */
  keepAliveTimeout: 75_000,
  /** How often the three above are looked at. */
  connectionsCheckingInterval: 5_000,
};
/** A connection on which nothing moves in either direction: longer than the slowest answer, which waits for Trackdéchets twice. */
const SILENCE_MS = 150_000;
/** A whole answer that is not taken is dropped after this. Milliseconds. */
const UNREAD_MS = 60_000;
/** Bytes of whole answers that may wait for their readers. */
const MOST_UNREAD = 64 * 1024 * 1024;

/** What connections may take of the heap, and what one of them takes (bytes): more are not accepted. */
const PART_OF_HEAP = 0.45;
const HEAP_OF_ONE = 16_384;
/** From this part of them on, those that are only kept alive are closed to leave their place to others. */
const CROWDED = 0.8;
/** But for those that were used a moment ago: their next request may be on its way, and would be lost. Milliseconds. */
const JUST_USED_MS = 1_000;

/** What the HTTP parser and the clock say of a request that cannot be read. */
const BROKEN: Record<string, SentenceKey> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

/** Express on an HTTP server that answers whatever it is sent, within bounds, and always as problem+json. */
export class GuardedAdapter extends ExpressAdapter {
  override initHttpServer(): void {
    this.setHttpServer(guardedServer(this.getInstance<RequestListener>()));
  }
}

function guardedServer(listener: RequestListener): Server {
  const answering = new WeakMap<object, ServerResponse>();
  const unread = new UnreadAnswers();
  const arrivals = new Arrivals();
  const kept = new KeptConnections();
  // A missing Host is refused below, with a body that says so.
  const server = createServer({ ...LIMITS, requireHostHeader: false }, (request, response) => {
    answering.set(request.socket, response);
    unread.watch(response);
    kept.watch(request.socket, response);
    if (request.httpVersion === '1.1' && !request.headers.host) refuse(response, 'HOST_MISSING');
    else arrivals.request(() => listener(request, response));
  });
  server.setTimeout(SILENCE_MS);
  server.on('connection', () => arrivals.connection());
  boundConnections(server, kept);
  // The body's reader says « 100 Continue » itself, once it knows that it wants the body.
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  server.on('checkExpectation', (_, response) => refuse(response, 'EXPECTATION_FAILED'));
  server.on('connect', (_, socket) => answerOnSocket(socket as Socket, new Problem('METHOD_NOT_ALLOWED')));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable || answering.get(socket)?.headersSent) socket.destroy();
    else answerOnSocket(socket as Socket, new Problem(BROKEN[error.code ?? ''] ?? 'MALFORMED_REQUEST'));
  });
  return server;
}

/** Answers that are whole here and not yet taken by their readers, the oldest first, with their bytes. */
class UnreadAnswers {
  private readonly sizes = new Map<ServerResponse, number>();
  private bytes = 0;

  /** Drops the answer when nobody reads it, and the oldest ones when together they take too much. */
  watch(response: ServerResponse): void {
    response.once('prefinish', () => {
      const size = response.writableLength;
      if (size === 0) return;
      const late = setTimeout(() => response.destroy(), UNREAD_MS).unref();
      this.sizes.set(response, size);
      this.bytes += size;
      response.once('close', () => {
        clearTimeout(late);
        this.sizes.delete(response);
        this.bytes -= size;
      });
      this.makeRoom();
    });
  }

  private makeRoom(): void {
    let left = this.bytes;
    for (const [response, size] of this.sizes) {
      if (left <= MOST_UNREAD) return;
      left -= size;
      response.destroy();
    }
  }
}

/** Connections on which nothing is asked for, those of the longest rest first. */
class KeptConnections {
  private readonly asked = new WeakMap<Socket, number>();
  private readonly restSince = new Map<Socket, number>();

  watch(socket: Socket, response: ServerResponse): void {
    if (!this.asked.has(socket)) socket.once('close', () => this.restSince.delete(socket));
    this.asked.set(socket, (this.asked.get(socket) ?? 0) + 1);
    this.restSince.delete(socket);
    response.once('close', () => {
      const left = (this.asked.get(socket) ?? 1) - 1;
      this.asked.set(socket, left);
      if (left === 0 && !socket.destroyed) this.restSince.set(socket, performance.now());
    });
  }

  close(): void {
    const now = performance.now();
    for (const [socket, since] of this.restSince) {
      if (now - since < JUST_USED_MS) return;
      socket.destroy();
    }
  }
}

function boundConnections(server: Server, kept: KeptConnections): void {
  server.maxConnections = fittingInHeap(PART_OF_HEAP, HEAP_OF_ONE);
  let open = 0;
  server.on('connection', (socket) => {
    socket.once('close', () => open--);
    if (++open > server.maxConnections * CROWDED) kept.close();
  });
}

/** What Express is not asked about. */
function refuse(response: ServerResponse, code: SentenceKey): void {
  const { status, headers, body } = plainAnswer(new Problem(code));
  response.writeHead(status, headers).end(body);
}
