import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { startSandbox } from '../src/sandbox/server';
import { seededRandom } from '../src/sandbox/seeded';
import { Counterparts } from '../test/support/counterparts';
import { TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';
import { control, graphql } from '../test/support/sandbox-client';

/**
 * What pulls cost: HTTP requests for a first pull, an idle one and one with changes, beside one `bsff(id)` per document in the same
 * run. DOCUMENTS (3000), CHANGES (700).
 */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 3_000);
const CHANGES = Number(process.env.CHANGES ?? 700);
const NO_LIMIT = 1_000_000;

type Pull = Record<'id' | 'state' | 'error', string> & Record<'seen' | 'created' | 'updated' | 'unchanged', number>;

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 7, rateLimit: NO_LIMIT });
  const env = { TRACKDECHETS_REQUESTS_PER_MINUTE: '60000' };
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: 1, env });
  const requests = async (): Promise<number> => {
    const state = (await control(sandbox, 'GET /state')) as { requests: { total: number } };
    return state.requests.total;
  };

  async function pull(name: string, allowed: number | null): Promise<void> {
    const [before, began] = [await requests(), performance.now()];
    const { id } = await fleet.ask<Pull>('POST', '/pulls', {}, TECHNICIAN);
    let state: Pull;
    do {
      await new Promise((done) => setTimeout(done, 50));
      state = await fleet.ask<Pull>('GET', `/pulls/${id}`, undefined, TECHNICIAN);
    } while (state.state === 'QUEUED' || state.state === 'RUNNING');
    const [sent, ms] = [(await requests()) - before, performance.now() - began];
    const verdict = allowed === null ? '' : sent <= allowed ? `≤ ${allowed}: yes` : `≤ ${allowed}: NO`;
    const { seen, created, updated, unchanged, error } = state;
    console.log(
      [name.padEnd(28), `${sent} requests`.padEnd(14), `${ms.toFixed(0)} ms`.padEnd(10), verdict.padEnd(14)].join(''),
      JSON.stringify({ seen, created, updated, unchanged, error }),
    );
    if (allowed !== null && sent > allowed) process.exitCode = 1;
  }

  try {
    await fleet.settle();
    const others = new Counterparts(sandbox, seededRandom(7));
    for (let n = 0; n < DOCUMENTS; n += 20) {
      await Promise.all(Array.from({ length: 20 }, (_, index) => others.add(n + index)));
    }
    await pull(`first, ${DOCUMENTS} documents`, Math.ceil(DOCUMENTS / 500) + Math.ceil(DOCUMENTS / 50) + 2);
    await pull('idle, a moment later', null);
    // As if a quarter of an hour had passed: what the overlap is for is over.
    const database = await openDataSource(postgres.url);
    await database.query(`UPDATE pull_watermarks SET moved_at = moved_at - interval '15 minutes'`);
    await database.destroy();
    await pull('idle, a quarter later', null);
    await pull('idle', 1);
    const changed = others.lives.slice(0, CHANGES);
    for (const { id } of changed) {
      const input = { destination: { cap: `CAP ${id}` } };
      const update = 'mutation U($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { id } }';
      await graphql(sandbox, update, { id, input }, { email: TECHNICIAN });
    }
    await pull(`${CHANGES} changes`, Math.ceil(CHANGES / 500) + Math.ceil(CHANGES / 50) + 2);
    const began = performance.now();
    const read = 'query B($id: ID!) { bsff(id: $id) { id updatedAt status } }';
    for (const { id } of others.lives) await graphql(sandbox, read, { id }, { email: TECHNICIAN });
    const ms = performance.now() - began;
    console.log(`${'one bsff(id) per document'.padEnd(28)}${`${DOCUMENTS} requests`.padEnd(14)}${ms.toFixed(0)} ms`);
  } finally {
    await fleet.stop();
    await sandbox.close();
    await postgres.stop();
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
