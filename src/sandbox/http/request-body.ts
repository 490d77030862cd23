import { type IncomingMessage } from 'node:http';
import { html, json, type Reply } from './reply';

/** Past it the real body parser gives up (facts: errors-and-limits 2.3). */
const LARGEST_BODY = 21 * 1024 * 1024;
const LARGEST_BATCH = 5;

/** A body refused before GraphQL sees it, with the answer it gets. */
export class RefusedBody extends Error {
  constructor(readonly reply: Reply) {
    super(`HTTP ${reply.status}`);
  }
}

export const mediaType = (request: IncomingMessage): string =>
  (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/**
 * The body as GraphQL reads it: JSON, or `application/graphql` as a query; anything else counts as an empty object.
 * @throws RefusedBody for too many bytes, malformed JSON, more than five operations, unparsable `variables`
 */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  const type = mediaType(request);
  if (text === '') return {};
  if (type === 'application/graphql') return { query: text };
  if (type !== 'application/json') return {};
  const body = parseStrict(text);
  if (!Array.isArray(body)) return withParsedVariables(body);
  if (body.length > LARGEST_BATCH) {
    throw new RefusedBody(json(400, { error: `Un lot ne peut porter que ${LARGEST_BATCH} opérations.` }));
  }
  return body;
}

/** The fields of a form or of a JSON object, the texts and numbers among them. @throws RefusedBody for malformed JSON */
export async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
  const text = await readText(request);
  if (mediaType(request) === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  if (mediaType(request) !== 'application/json' || text === '') return {};
  const scalars = Object.entries(parseStrict(text)).filter(([, value]) => ['string', 'number'].includes(typeof value));
  return Object.fromEntries(scalars.map(([name, value]) => [name, String(value)]));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  if (size > LARGEST_BODY) throw new RefusedBody(html(413, 'Request Entity Too Large'));
  return Buffer.concat(chunks).toString('utf8');
}

/** Only an object or an array is JSON to the real parser, which refuses `null`, a number or a string. */
function parseStrict(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, like any other text that is not an object.
  }
  throw new RefusedBody(json(400, { error: 'Le corps de la requête n’est pas du JSON valide.' }));
}

/** Trackdéchets accepts `variables` written as a JSON string, in a request that is not an array. */
function withParsedVariables(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('variables' in body)) return body;
  const { variables } = body;
  if (typeof variables !== 'string') return body;
  try {
    return { ...body, variables: JSON.parse(variables) as unknown };
  } catch {
    throw new RefusedBody(html(400, 'Les variables ne sont pas du JSON valide.'));
  }
}
