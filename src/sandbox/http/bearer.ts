import { type IncomingMessage } from 'node:http';

/**
 * The API token of a request: `Authorization: Bearer TOKEN` (scheme in any case, exactly one space), or `access_token` in
 * the JSON body or in the query string. Several places at once, or a malformed header, count as none (facts: auth 1.1).
 */
export function bearerToken(request: IncomingMessage, body: unknown, search: URLSearchParams): string | undefined {
  const found: string[] = [];
  const header = request.headers.authorization;
  if (header !== undefined) {
    const parts = header.split(' ');
    const [scheme = '', token = ''] = parts;
    if (parts.length !== 2) return undefined;
    if (/^bearer$/i.test(scheme)) found.push(token);
  }
  const inBody = isRecord(body) ? body.access_token : undefined;
  if (typeof inBody === 'string' && inBody) found.push(inBody);
  const inQuery = search.get('access_token');
  if (inQuery) found.push(inQuery);
  return found.length === 1 ? found[0] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
