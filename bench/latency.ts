import { GraphQLClient, gql } from 'graphql-request';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { readDirectory } from '../src/sandbox/directory-file';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { completeDocument, OPERATOR, TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';

/** One document on an idle system: from the POST to Trackdéchets' id known here, beside a direct call. ROUNDS (50), LATENCY_MS (80). */
const ROUNDS = Number(process.env.ROUNDS ?? 50);
const LATENCY_MS = Number(process.env.LATENCY_MS ?? 80);

const CREATE = gql`
  mutation CreateDraftBsff($input: BsffInput!) {
    createDraftBsff(input: $input) {
      id
    }
  }
`;

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

async function direct(sandbox: Sandbox, round: number): Promise<number> {
  const token = readDirectory().users[TECHNICIAN]?.token ?? '';
  const client = new GraphQLClient(sandbox.url, { headers: { authorization: `Bearer ${token}` } });
  const emitter = { company: { siret: OPERATOR, name: 'THERMO LITTORAL', address: '14 quai des Salines' } };
  const started = performance.now();
  await client.request(CREATE, { input: { ...completeDocument(`D-${round}`), emitter } });
  return performance.now() - started;
}

async function exported(fleet: Fleet, id: string): Promise<number> {
  const started = performance.now();
  const asked = await fleet.ask<{ id: string }>('POST', `/bsffs/${id}/exports`, { mode: 'DRAFT' }, TECHNICIAN);
  for (;;) {
    const { trackdechetsId } = await fleet.ask('GET', `/exports/${asked.id}`, undefined, TECHNICIAN);
    if (trackdechetsId) return performance.now() - started;
    await new Promise((done) => setTimeout(done, 2));
  }
}

async function main(): Promise<void> {
  const cluster = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 1, latencyMs: LATENCY_MS });
  const fleet = await Fleet.start({ databaseUrl: cluster.url, sandbox, size: 1 });
  try {
    const establishmentId = await fleet.settle();
    const ids = await fleet.type(ROUNDS + 5, establishmentId, 'L');
    const calls: number[] = [];
    const exports: number[] = [];
    for (const [round, id] of ids.entries()) {
      const call = await direct(sandbox, round);
      const whole = await exported(fleet, id);
      // The first ones pay for compilation and connections.
      if (round < 5) continue;
      calls.push(call);
      exports.push(whole);
    }
    const allowed = 1.5 * median(calls) + 50;
    console.log(
      `median of ${ROUNDS}: direct call ${median(calls).toFixed(1)} ms, export ${median(exports).toFixed(1)} ms ` +
        `(at most 1.5 × + 50 = ${allowed.toFixed(1)} ms)`,
    );
    process.exitCode = median(exports) <= allowed ? 0 : 1;
  } finally {
    await fleet.stop();
    await sandbox.close();
    await cluster.stop();
  }
}

void main();
