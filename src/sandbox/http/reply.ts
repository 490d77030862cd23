import { type ServerResponse } from 'node:http';

/** A whole answer, decided before a byte of it is sent, so that a fault can still keep it back. */
export interface Reply {
  status: number;
  type: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

const UTF8 = '; charset=utf-8';

export const html = (status: number, body: string): Reply => ({ status, type: `text/html${UTF8}`, body });

export const json = (status: number, value: unknown, type = 'application/json'): Reply => ({
  status,
  type: type + UTF8,
  body: `${JSON.stringify(value)}\n`,
});

export const redirect = (location: string): Reply => ({
  status: 302,
  type: `text/plain${UTF8}`,
  body: `Found. Redirecting to ${location}`,
  headers: { Location: location },
});

/** The page a router in front of Trackdéchets shows when the platform does not answer: not GraphQL, not JSON. */
export const gatewayPage = (status: number, title: string): Reply =>
  html(
    status,
    `<!doctype html><html><head><title>${status} ${title}</title></head><body><h1>${status} ${title}</h1></body></html>`,
  );

export function send(response: ServerResponse, reply: Reply): void {
  writeHead(response, reply);
  response.end(reply.body);
}

/** `length`: bytes of the body, when more than the reply's own are to come. */
export function writeHead(response: ServerResponse, reply: Reply, length = Buffer.byteLength(reply.body)): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    'Content-Type': reply.type,
    'Content-Length': length,
  });
}
