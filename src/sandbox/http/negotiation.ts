import { type IncomingMessage } from 'node:http';
import { mediaType } from './request-body';
import { UnreadableRequest } from './operation';

const OFFERED = ['application/json', 'application/graphql-response+json'] as const;
const SIMPLE_FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

interface Accepted {
  type: string;
  quality: number;
}

/** The answer's media type: JSON unless the client prefers `application/graphql-response+json`; undefined when neither will do. */
export function answerType(request: IncomingMessage): string | undefined {
  const { accept } = request.headers;
  if (accept === undefined) return OFFERED[0];
  const wanted = accepted(accept);
  const rank = (type: string): { quality: number; place: number } => {
    const patterns = [type, `${type.split('/')[0]}/*`, '*/*'];
    for (const pattern of patterns) {
      const place = wanted.findIndex((entry) => entry.type === pattern);
      if (place >= 0) return { quality: wanted[place]?.quality ?? 0, place };
    }
    return { quality: 0, place: Infinity };
  };
  return OFFERED.map((type) => ({ type, ...rank(type) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place)[0]?.type;
}

/** A person with a browser, as against a program. */
export function prefersHtml(request: IncomingMessage): boolean {
  return accepted(request.headers.accept ?? '').some(({ type }) => type === 'text/html');
}

function accepted(header: string): Accepted[] {
  return header.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { type, quality: quality ? Number(quality.slice(2)) : 1 };
  });
}

/** Refuses what a page of another site could make a browser send without asking first. @throws UnreadableRequest */
export function refuseForgery(request: IncomingMessage): void {
  const type = mediaType(request);
  if (type !== '' && !SIMPLE_FORM_TYPES.includes(type)) return;
  if (request.headers['apollo-require-preflight'] || request.headers['x-apollo-operation-name']) return;
  throw new UnreadableRequest(
    'Requête bloquée : un autre site pourrait l’avoir envoyée (CSRF).\n' +
      'Donnez un Content-Type tel que application/json, ou un en-tête apollo-require-preflight non vide.',
  );
}
