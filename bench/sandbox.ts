import { createServer, request as httpRequest, Agent } from 'node:http';
import { type AddressInfo } from 'node:net';
import { readDirectory } from '../src/sandbox/directory-file';
import { startSandbox } from '../src/sandbox/server';

const SECONDS = 5;
const CLIENTS = 8;
const ARRAY_OF = 5;
const HELD = 100_000;
const PAGE = 500;
const PAGES_READ = 40;

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

/** One POST over a kept connection; the body's text. */
function post(url: string, headers: Record<string, string>, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Requests a second that `CLIENTS` clients get from `act` in `SECONDS` seconds. */
async function perSecond(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const end = startedAt + SECONDS * 1000;
  let done = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      await act();
      done++;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return done / ((performance.now() - startedAt) / 1000);
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

const { companies, users } = readDirectory();
const headers = {
  'Content-Type': 'application/json',
  Authorization: `Bearer ${users['technicien1@thermo-littoral.test']?.token ?? ''}`,
};

function creation(): string {
  const party = (key: string): object => {
    const { siret, name, address, contact, phone, mail } = companies[key] ?? {};
    return { siret, name, address, contact, phone, mail };
  };
  const input = {
    type: 'COLLECTE_PETITES_QUANTITES',
    emitter: { company: party('operateur') },
    waste: { code: '14 06 01*', description: 'R410A', adr: 'UN 3163' },
    weight: { value: 8, isEstimate: false },
    packagings: [{ type: 'BOUTEILLE', numero: 'BENCH', volume: 12, weight: 8 }],
    transporter: { company: party('transporteur'), transport: { mode: 'ROAD', plates: ['AA-123-AA'] } },
    destination: { company: party('traitement'), cap: 'CAP', plannedOperationCode: 'R2' },
  };
  const query = 'mutation Create($input: BsffInput!) { createBsff(input: $input) { id createdAt updatedAt status } }';
  return JSON.stringify(Array(ARRAY_OF).fill({ query, variables: { input } }));
}

const COMPANY = 'company { orgId siret vatNumber name address country contact phone mail }';
const SIGNATURE = 'signature { author date }';
/** Everything a BSFF says of itself, metadata included. */
const FULL = `id createdAt updatedAt isDraft isDuplicateOf type status
  emitter { customInfo ${COMPANY} emission { ${SIGNATURE} } }
  packagings {
    id bsffId numero type other volume weight
    acceptation { date weight status refusalReason wasteCode wasteDescription ${SIGNATURE} }
    operation { code mode description date noTraceability ${SIGNATURE} nextDestination { plannedOperationCode cap ${COMPANY} } }
  }
  waste { code description adr } weight { value isEstimate }
  transporters {
    id customInfo ${COMPANY} recepisse { number department validityLimit isExempted }
    transport { takenOverAt mode plates ${SIGNATURE} }
  }
  destination { customInfo cap plannedOperationCode ${COMPANY} reception { date ${SIGNATURE} } }
  ficheInterventions { id numero weight postalCode detenteur { isPrivateIndividual ${COMPANY} } operateur { ${COMPANY} } }
  forwarding { id } grouping { id } repackaging { id }
  metadata { errors { message path requiredFor } fields { sealed } }`;

function fullPage(): string {
  const query = `query Page($first: Int) { bsffs(first: $first) { totalCount edges { cursor node { ${FULL} } } } }`;
  return JSON.stringify({ query, variables: { first: PAGE } });
}

async function echoBaseline(body: string): Promise<number> {
  const echo = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => response.end(Buffer.concat(chunks)));
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(echo.address() as AddressInfo).port}/`;
  const rate = await perSecond(() => post(url, headers, body));
  echo.closeAllConnections();
  await new Promise((resolve) => echo.close(resolve));
  return rate;
}

async function main(): Promise<void> {
  const body = creation();
  const baseline = await echoBaseline(body);
  const sandbox = await startSandbox({ rateLimit: 1_000_000_000, seed: 1 });
  const first = await post(sandbox.url, headers, body);
  if (first.includes('"errors"')) throw new Error(first);
  const arrays = await perSecond(() => post(sandbox.url, headers, body));
  console.log(
    `createBsff in arrays of ${ARRAY_OF}: ${Math.round(arrays * ARRAY_OF)} a second (${Math.round(arrays)} requests)`,
  );
  console.log(`bare echo server, same bodies: ${Math.round(baseline)} requests a second`);

  await post(`${sandbox.controlUrl}/reset`, headers, '{}');
  await post(`${sandbox.controlUrl}/generate`, headers, JSON.stringify({ count: HELD }));
  const page = fullPage();
  const times: number[] = [];
  for (let index = 0; index < PAGES_READ; index++) {
    const startedAt = performance.now();
    const text = await post(sandbox.url, headers, page);
    times.push(performance.now() - startedAt);
    if (index === 0 && text.split('"updatedAt"').length !== PAGE + 1) throw new Error(text.slice(0, 500));
  }
  console.log(`page of ${PAGE} in full, ${HELD} held: median ${median(times).toFixed(1)} ms`);
  console.log(`memory with ${HELD} BSFFs (client included): ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`);
  await sandbox.close();
  agent.destroy();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
