import { ClientError, GraphQLClient } from 'graphql-request';
import { type Call } from './call';
import { type HttpResponse, type KeepAliveTransport } from './keep-alive-transport';

export interface ExecutionResult {
  data?: unknown;
  errors?: unknown;
}

export interface Exchange {
  http: HttpResponse;
  /** What the body holds, one result for a lone call, an array for several; null when it is not GraphQL's. */
  results: ExecutionResult | ExecutionResult[] | null;
}

/**
 * One HTTP request: a lone operation, or an array of them. Throws TransportFailure when no whole answer came; any
 * whole answer, whatever its status, is returned.
 */
export async function exchange(
  transport: KeepAliveTransport,
  url: URL,
  calls: readonly Call<unknown>[],
  request: { headers: Record<string, string>; timeoutMs: number },
): Promise<Exchange> {
  let http: HttpResponse | undefined;
  const client = new GraphQLClient(url.href, {
    errorPolicy: 'all',
    excludeOperationName: true,
    headers: request.headers,
    fetch: async (_url, init) => {
      const body = init?.body as string;
      const headers = {
        ...Object.fromEntries(new Headers(init?.headers)),
        'content-length': String(Buffer.byteLength(body)),
      };
      http = await transport.send(url, { method: 'POST', headers, body, timeoutMs: request.timeoutMs });
      return toResponse(http);
    },
  });
  try {
    const results = await ask(client, calls);
    return { http: answered(http), results };
  } catch (error) {
    if (!http) throw error;
    // graphql-request's error carries the variables, and a security code may be among them: it goes no further.
    return { http, results: error instanceof ClientError ? parse(http.body.toString('utf8')) : null };
  }
}

async function ask(client: GraphQLClient, calls: readonly Call<unknown>[]): Promise<Exchange['results']> {
  const [first] = calls;
  if (first && calls.length === 1) {
    const { data, errors } = await client.rawRequest<unknown>(first.query, first.variables);
    return { data, errors };
  }
  const results: unknown = await client.batchRequests(
    calls.map(({ query, variables }) => ({ document: query, variables })),
  );
  return Array.isArray(results) ? (results as ExecutionResult[]) : null;
}

function answered(http: HttpResponse | undefined): HttpResponse {
  if (!http) throw new Error('graphql-request answered without a request');
  return http;
}

function toResponse({ status, headers, body }: HttpResponse): Response {
  const bodyless = status === 204 || status === 205 || status === 304;
  const type = { 'content-type': headers['content-type'] ?? '' };
  // Response knows no status outside 200 to 599; a proxy that invents one is an unusable answer like any other.
  const known = status >= 200 && status <= 599 ? status : 502;
  return new Response(bodyless ? null : new Uint8Array(body), { status: known, headers: type });
}

function parse(text: string): Exchange['results'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
