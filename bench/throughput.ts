import { GraphQLClient, gql } from 'graphql-request';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { readDirectory } from '../src/sandbox/directory-file';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { completeDocument, OPERATOR, SECOND_TECHNICIAN, TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';

/**
 * How many documents a minute: one replica against plain graphql-request loops, on the same sandbox in the same run.
 * DOCUMENTS (5000), RATE_LIMIT (1000 HTTP requests a minute; 0 for none), LATENCY_MS (80), LOOP_SECONDS (30).
 */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 5_000);
const RATE_LIMIT = Number(process.env.RATE_LIMIT ?? 1_000);
const LATENCY_MS = Number(process.env.LATENCY_MS ?? 80);
const LOOP_SECONDS = Number(process.env.LOOP_SECONDS ?? 30);
const NO_LIMIT = 100_000;
const WINDOW_MS = 61_000;

const CREATE = gql`
  mutation CreateDraftBsff($input: BsffInput!) {
    createDraftBsff(input: $input) {
      id
    }
  }
`;

interface Figure {
  name: string;
  documents: number;
  seconds: number;
  cpuMs: number;
  refused: number;
}

/** CPU time of a process, in milliseconds. */
async function cpuOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises');
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** What anyone would write first: create, wait for the answer, create the next one. */
async function plainLoop(sandbox: Sandbox, atOnce: number): Promise<Figure> {
  const token = readDirectory().users[TECHNICIAN]?.token ?? '';
  const client = new GraphQLClient(sandbox.url, { headers: { authorization: `Bearer ${token}` } });
  const emitter = { company: { siret: OPERATOR, name: 'THERMO LITTORAL', address: '14 quai des Salines' } };
  const figure = { name: `plain loop, ${atOnce} at once`, documents: 0, seconds: 0, cpuMs: 0, refused: 0 };
  const started = performance.now();
  const cpu = process.cpuUsage();
  const worker = async (): Promise<void> => {
    while (performance.now() - started < LOOP_SECONDS * 1_000) {
      const input = { ...completeDocument(`L-${figure.documents}`), emitter };
      try {
        await client.request(CREATE, { input });
        figure.documents++;
      } catch {
        figure.refused++;
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { user, system } = process.cpuUsage(cpu);
  // The sandbox lives in this process: its part is in there too, and is told so.
  return { ...figure, seconds: (performance.now() - started) / 1_000, cpuMs: (user + system) / 1_000 };
}

async function finished(fleet: Fleet, count: number): Promise<void> {
  while (((await fleet.states())['SUCCEEDED'] ?? 0) < count) await new Promise((done) => setTimeout(done, 250));
}

async function connector(
  sandbox: Sandbox,
  databaseUrl: string,
): Promise<Figure & { singleMs: number; requests: Record<string, number> }> {
  const env = { TRACKDECHETS_REQUESTS_PER_MINUTE: String(RATE_LIMIT || NO_LIMIT), DATABASE_POOL_SIZE: '20' };
  const fleet = await Fleet.start({ databaseUrl, sandbox, size: 1, env });
  try {
    const establishmentId = await fleet.settle();
    const ids = await fleet.type(DOCUMENTS, establishmentId, 'T');
    const single = await fleet.type(1, establishmentId, 'S');
    const [pid = 0] = fleet.pids;
    const asked = await fleet.type(1_000, establishmentId, 'A');
    const asking = performance.now();
    await fleet.export(asked, TECHNICIAN);
    console.log(`one POST /exports of 1,000 documents: ${(performance.now() - asking).toFixed(0)} ms`);
    await finished(fleet, asked.length);
    if (RATE_LIMIT) await new Promise((done) => setTimeout(done, WINDOW_MS));
    const cpu = await cpuOf(pid);
    const started = performance.now();
    await fleet.queue(ids, TECHNICIAN);
    // In the middle of the 5,000, somebody else's single document.
    await fleet.export(single, SECOND_TECHNICIAN);
    let singleMs = 0;
    for (;;) {
      const { SUCCEEDED = 0 } = await fleet.states();
      if (singleMs === 0 && fleet.account('S', 1).once === 1) singleMs = performance.now() - started;
      if (SUCCEEDED === DOCUMENTS + asked.length + 1) break;
      await new Promise((done) => setTimeout(done, 250));
    }
    const seconds = (performance.now() - started) / 1_000;
    const cpuMs = (await cpuOf(pid)) - cpu;
    const requests = await fleet.requests();
    return { name: 'the connector', documents: DOCUMENTS, seconds, cpuMs, refused: 0, singleMs, requests };
  } finally {
    await fleet.stop();
  }
}

function print({ name, documents, seconds, cpuMs, refused }: Figure): void {
  const perMinute = (documents / seconds) * 60;
  console.log(
    `${name.padEnd(26)} ${documents} in ${seconds.toFixed(1)} s: ${perMinute.toFixed(0)} a minute ` +
      `(${(documents / seconds).toFixed(1)}/s), CPU ${(cpuMs / documents).toFixed(2)} ms each, ${refused} refused`,
  );
}

async function main(): Promise<void> {
  const cluster = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 1, rateLimit: RATE_LIMIT || NO_LIMIT * 10, latencyMs: LATENCY_MS });
  try {
    console.log(`${DOCUMENTS} documents, ${RATE_LIMIT || 'no'} requests a minute at most, ${LATENCY_MS} ms of latency`);
    for (const atOnce of [1, 10]) {
      print(await plainLoop(sandbox, atOnce));
      // Each contender finds the whole of Trackdéchets' window.
      if (RATE_LIMIT) await new Promise((done) => setTimeout(done, WINDOW_MS));
    }
    const figure = await connector(sandbox, cluster.url);
    print(figure);
    console.log(`its requests by outcome (a 429 is RATE_LIMITED): ${JSON.stringify(figure.requests)}`);
    console.log(`somebody else's single document, asked for after them: ${figure.singleMs.toFixed(0)} ms`);
  } finally {
    await sandbox.close();
    await cluster.stop();
  }
}

void main();
