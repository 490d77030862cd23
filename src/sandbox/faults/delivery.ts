import { type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gatewayPage, html, send, writeHead, type Reply } from '../http/reply';
import { type Fault, type FaultKind } from './fault';

/** A drip sends this many pieces at most. */
const DROPS = 40;
/** A heavy answer is made as it leaves, this many bytes at a time: it is never held whole. */
const PIECE = Buffer.alloc(64 * 1024, '\n');
const DEFAULT_BYTES = 10_000_000;
const DEFAULT_MS = { latency: 1_000, drip: 10_000, 'done-504': 60_000 };
const PLAYED_BEFORE = ['rate-limited', 'unavailable', 'reset', 'hang'] as const satisfies FaultKind[];
const PLAYED_INSTEAD = [
  'done-reset',
  'done-hang',
  'done-502',
  'done-504',
  'drip',
  'stall',
  'cut',
  'heavy',
] as const satisfies FaultKind[];

const REFUSED_FOR_RATE = { 'Retry-After': '60', 'X-RateLimit-Remaining': '0' };

export const TOO_MANY = 'Quota de requêtes dépassé, veuillez patienter une minute.';

const wait = (ms: number): Promise<void> => sleep(ms, undefined, { ref: false });

/** Plays the faults that come before the act. Answers true when the request ends there, with nothing done. */
export async function playBefore(faults: readonly Fault[], response: ServerResponse): Promise<boolean> {
  for (const { kind, ms } of faults) if (kind === 'latency') await wait(ms ?? DEFAULT_MS.latency);
  const fault = faults.find(({ kind }) => (PLAYED_BEFORE as readonly FaultKind[]).includes(kind));
  if (!fault) return false;
  if (fault.kind === 'rate-limited') send(response, { ...html(429, TOO_MANY), headers: REFUSED_FOR_RATE });
  if (fault.kind === 'unavailable') sendFromRouter(response, 503, 'Service Unavailable');
  if (fault.kind === 'reset') response.socket?.resetAndDestroy();
  // 'hang': the answer stays open until the client, or the end of the sandbox, closes it.
  return true;
}

/** Sends the answer of an act that is done, or keeps it back as a fault asks. */
export async function deliver(reply: Reply, faults: readonly Fault[], response: ServerResponse): Promise<void> {
  const fault = faults.find(({ kind }) => (PLAYED_INSTEAD as readonly FaultKind[]).includes(kind));
  switch (fault?.kind) {
    case 'done-reset':
      response.socket?.resetAndDestroy();
      return;
    case 'done-hang':
      return;
    case 'done-502':
      sendFromRouter(response, 502, 'Bad Gateway');
      return;
    case 'done-504':
      await wait(fault.ms ?? DEFAULT_MS['done-504']);
      sendFromRouter(response, 504, 'Gateway Timeout');
      return;
    case 'drip':
      await drip(reply, fault.ms ?? DEFAULT_MS.drip, response);
      return;
    case 'stall':
      sendHalf(reply, response);
      return;
    case 'cut':
      sendHalf(reply, response, () => response.socket?.destroySoon());
      return;
    case 'heavy':
      await sendHeavy(reply, fault.bytes ?? DEFAULT_BYTES, response);
      return;
    default:
      send(response, reply);
  }
}

/** The router in front knows nothing of the platform's own headers, the rate limit's among them. */
function sendFromRouter(response: ServerResponse, status: number, title: string): void {
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  send(response, gatewayPage(status, title));
}

function sendHalf(reply: Reply, response: ServerResponse, sent?: () => void): void {
  writeHead(response, reply);
  response.write(Buffer.from(reply.body).subarray(0, Math.floor(Buffer.byteLength(reply.body) / 2)), sent);
}

/** The answer, then ends of lines, which neither JSON nor a PDF minds, as fast as the client takes them. */
async function sendHeavy(reply: Reply, bytes: number, response: ServerResponse): Promise<void> {
  const body = Buffer.from(reply.body);
  let left = Math.max(0, bytes - body.length);
  writeHead(response, reply, body.length + left);
  response.write(body);
  const gone = happening(response, 'close');
  while (left > 0 && !response.destroyed) {
    const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
    left -= piece.length;
    if (!response.write(piece)) await Promise.race([happening(response, 'drain'), gone]);
  }
  if (!response.destroyed) response.end();
}

function happening(response: ServerResponse, event: 'close' | 'drain'): Promise<void> {
  return new Promise((resolve) => response.once(event, resolve));
}

/** Lasts as long as was asked for, however roughly each of its short waits is kept. */
async function drip(reply: Reply, ms: number, response: ServerResponse): Promise<void> {
  const bytes = Buffer.from(reply.body);
  const size = Math.max(1, Math.ceil(bytes.length / DROPS));
  const drops = Math.ceil(bytes.length / size);
  writeHead(response, reply);
  const began = performance.now();
  for (let drop = 0; drop < drops && !response.destroyed; drop++) {
    response.write(bytes.subarray(drop * size, (drop + 1) * size));
    await wait(began + ((drop + 1) * ms) / drops - performance.now());
  }
  if (!response.destroyed) response.end();
}
