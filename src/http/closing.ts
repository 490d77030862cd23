import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { type Socket } from 'node:net';
import { type Problem } from './problem';
import { problemBody } from './problem.filter';

/**
 * After an answer that ends the connection, what the client still sends is read and thrown away for this long: closing on unread
 * bytes resets the connection, and a client that is busy sending would never see why. Milliseconds.
 */
const LINGER_MS = 2_000;
/** A client that goes on sending as much as this does not listen. */
const LINGER_BYTES = 32 * 1024 * 1024;

/** Ends our side of the connection, then the connection: once the client has ended its own, or after two seconds. */
function closeGently(socket: Socket): void {
  if (socket.destroyed) return;
  const most = socket.bytesRead + LINGER_BYTES;
  const late = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(late)).once('end', () => socket.destroy());
  socket.on('data', () => {
    if (socket.bytesRead > most) socket.destroy();
  });
  socket.end();
  socket.resume();
}

/** Has the HTTP server close this connection gently after its last answer. */
export function lingerAfterAnswer(socket: Socket): void {
  socket.destroySoon = () => closeGently(socket);
}

/** A Problem as an answer that Express has no part in, in the house's first language. */
export function plainAnswer(problem: Problem): { status: number; headers: Record<string, string>; body: Buffer } {
  const requestId = randomUUID();
  const body = Buffer.from(JSON.stringify(problemBody(problem, 'fr', requestId)));
  const headers = {
    'Content-Type': 'application/problem+json; charset=utf-8',
    'Content-Language': 'fr',
    'Content-Length': String(body.length),
    'X-Request-Id': requestId,
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  };
  return { status: problem.status, headers, body };
}

/** Answers what is no HTTP request, and ends the connection. */
export function answerOnSocket(socket: Socket, problem: Problem): void {
  const { status, headers, body } = plainAnswer(problem);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
  socket.write(body);
  closeGently(socket);
}
