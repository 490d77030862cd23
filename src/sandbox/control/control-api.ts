import { type IncomingMessage, type ServerResponse } from 'node:http';
import { BadFault } from '../faults/fault';
import { json, send } from '../http/reply';
import { InsiderRefused } from '../insider';
import { BadOrder, Order } from './order';
import { type Controlled, type Route } from './route';
import { ROUTES } from './routes';

/** The control endpoint: a small JSON REST on its own port, never reached by the clients of Trackdéchets. */
export class ControlApi {
  constructor(private readonly controlled: Controlled) {}

  /** Answers one request; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { route, id } = find(request);
      const order = Order.from(await textOf(request));
      const result = await route.act(this.controlled, order, id);
      send(response, json(200, result ?? { ok: true }));
    } catch (error) {
      send(response, json(statusOf(error), { error: error instanceof Error ? error.message : String(error) }));
    }
  }
}

function find(request: IncomingMessage): { route: Route; id: string } {
  const { pathname } = new URL(request.url ?? '/', 'http://control.invalid');
  for (const route of ROUTES) {
    const [base, named] = route.path.split('/:');
    const matches = named === undefined ? pathname === base : pathname.startsWith(`${base}/`);
    if (route.method === request.method && matches) {
      return { route, id: decodeURIComponent(pathname.slice((base ?? '').length + 1)) };
    }
  }
  throw new BadOrder(`Inconnu, voir GET / — Unknown, see GET /: ${request.method} ${pathname}`, 404);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  // A page of another site cannot send this type without asking first: it must not command the sandbox of who visits it.
  if (request.method === 'POST' && !(request.headers['content-type'] ?? '').startsWith('application/json')) {
    throw new BadOrder('Content-Type: application/json attendu / expected', 415);
  }
  return text;
}

function statusOf(error: unknown): number {
  if (error instanceof BadOrder) return error.status;
  return error instanceof BadFault || error instanceof InsiderRefused ? 400 : 500;
}
