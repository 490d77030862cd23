import { Connector, type ConnectorOptions, ProblemError } from '../../clients/typescript/src/index.ts';
import { narrator } from './narrator';

/** The demonstration failed: what was asked and what came back. */
export class DemoFailure extends Error {
  override name = 'DemoFailure';
}

/** What is not to be read over somebody's shoulder. */
const SECRETS = ['password', 'token'];
const BASE_PATH = '/api/v1';

/** A front end's view of the connector: the published client, whose requests and answers are told one by one. */
export function narratedConnector(url: string): Connector {
  const told = new Set<string>();
  const fetchAndTell: ConnectorOptions['fetch'] = async (request, init) => {
    const { pathname, search } = new URL(request.url);
    const line = `${request.method} ${pathname}${search}`;
    // Asked again while it is waited for: told once.
    const silent = pathname === `${BASE_PATH}/events` || (request.method === 'GET' && told.has(line));
    told.add(line);
    if (!silent) narrator.request(request.method, `${pathname}${search}`, shown(await request.clone().text()));
    return fetch(request, init);
  };
  return new Connector({ baseUrl: url, fetch: fetchAndTell });
}

/** A request's body with its secrets blotted out, the last four characters of a token left. */
function shown(body: string): unknown {
  if (!body) return undefined;
  const fields = JSON.parse(body) as Record<string, unknown>;
  for (const name of SECRETS) {
    const secret = fields[name];
    if (typeof secret === 'string') fields[name] = name === 'token' ? `…${secret.trim().slice(-4)}` : '…';
  }
  return fields;
}

/** The refusal that `call` must end with. */
export async function refusalOf(call: Promise<unknown>, code: string): Promise<ProblemError> {
  const error = await call.then(
    () => new DemoFailure(`accepté / accepted: ${code} était attendu / was expected`),
    (thrown: unknown) => thrown,
  );
  if (error instanceof ProblemError && error.is(code)) return error;
  throw error;
}
