import http from 'node:http';
import { readDirectory } from '../../src/sandbox/directory-file';
import { type Sandbox } from '../../src/sandbox/server';

/** What came back over HTTP, whole. */
export interface HttpAnswer {
  status: number;
  type: string;
  headers: http.IncomingHttpHeaders;
  text: string;
  bytes: Buffer;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  json: any;
}

interface Request {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** Gives up after that many milliseconds. */
  timeoutMs?: number;
}

/** One request on its own connection; rejects when the connection breaks or the time is over. */
export function request(
  base: string,
  { method = 'POST', path = '/', headers = {}, body, timeoutMs }: Request = {},
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const sent = http.request(new URL(path, base), { method, agent: false, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        const type = (response.headers['content-type'] ?? '').split(';')[0] ?? '';
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {
          json = undefined;
        }
        resolve({ status: response.statusCode ?? 0, type, headers: response.headers, text, bytes, json });
      });
    });
    if (timeoutMs) sent.setTimeout(timeoutMs, () => sent.destroy(new Error('no answer in time')));
    sent.on('error', reject);
    sent.end(payload);
  });
}

const directory = readDirectory();

/** The token of a user of the sandbox's own directory. */
export function tokenOf(email: string): string {
  const user = directory.users[email];
  if (!user) throw new Error(`no user ${email}`);
  return user.token;
}

export const ADMIN = 'admin@thermo-littoral.test';

const party = (key: string): Record<string, unknown> => {
  const { siret, name, address, contact, phone, mail } = directory.companies[key] ?? {};
  return { siret, name, address, contact, phone, mail };
};

/** A BSFF that can be published and signed as it is. */
export function completeBsff(numero = 'B-1'): Record<string, unknown> {
  return {
    type: 'COLLECTE_PETITES_QUANTITES',
    emitter: { company: party('operateur') },
    waste: { code: '14 06 01*', description: 'R410A', adr: 'UN 3163' },
    weight: { value: 8, isEstimate: false },
    packagings: [{ type: 'BOUTEILLE', numero, volume: 12, weight: 8 }],
    transporter: { company: party('transporteur') },
    destination: { company: party('traitement'), cap: 'CAP', plannedOperationCode: 'R2' },
  };
}

export const CREATE =
  'mutation Create($input: BsffInput!) { createBsff(input: $input) { id status packagings { id } } }';

/** One GraphQL request as a user of the directory. */
export function graphql(
  sandbox: Sandbox,
  query: string,
  variables: Record<string, unknown> = {},
  {
    email = ADMIN,
    headers = {},
    timeoutMs,
  }: { email?: string; headers?: Record<string, string>; timeoutMs?: number } = {},
): Promise<HttpAnswer> {
  const own = { 'Content-Type': 'application/json', Authorization: `Bearer ${tokenOf(email)}` };
  return request(sandbox.url, { headers: { ...own, ...headers }, body: { query, variables }, timeoutMs });
}

/** An order to the control endpoint; its answer's JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export async function control(sandbox: Sandbox, order: string, body?: unknown): Promise<any> {
  const [method, path] = order.split(' ');
  const headers = { 'Content-Type': 'application/json' };
  return (await request(sandbox.controlUrl, { method, path, headers, body })).json;
}
