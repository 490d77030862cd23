import { isDeepStrictEqual } from 'node:util';
import { settled } from '../src/bsff/merge/remote-document';
import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { seededRandom } from '../src/sandbox/seeded';
import { startSandbox } from '../src/sandbox/server';
import { type TrackdechetsBsff } from '../src/trackdechets/trackdechets.bsffs';
import { Counterparts } from '../test/support/counterparts';
import { TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';
import { control } from '../test/support/sandbox-client';

/**
 * Whether pulls lose anything: the other parties change documents at random while pulls run over three replicas that are killed,
 * through outages and 429; at the end each document here is compared with Trackdéchets', field by field.
 * DOCUMENTS (2000), CHANGES (5000), KILL_EVERY_MS (5000).
 */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 2_000);
const CHANGES = Number(process.env.CHANGES ?? 5_000);
const KILL_EVERY_MS = Number(process.env.KILL_EVERY_MS ?? 5_000);
const AT_ONCE = 8;
const REPLICAS = 3;

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 11 });
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: REPLICAS });
  const others = new Counterparts(sandbox, seededRandom(11));
  const database = await openDataSource(postgres.url);

  async function pull(body: object): Promise<string> {
    const { id } = await fleet.ask<{ id: string }>('POST', '/pulls', body, TECHNICIAN);
    for (;;) {
      await new Promise((done) => setTimeout(done, 200));
      const { state } = await fleet.ask<{ state: string }>('GET', `/pulls/${id}`, undefined, TECHNICIAN);
      if (state === 'SUCCEEDED' || state === 'FAILED') return state;
    }
  }

  async function differences(): Promise<string[]> {
    const there = await others.everything();
    const rows = await database.query<{ id: string; remote: TrackdechetsBsff; removed: string | null }[]>(
      'SELECT trackdechets_id AS id, remote, removed FROM bsffs',
    );
    const here = new Map(rows.map((row) => [row.id, row]));
    const wrong = [...there].filter(([id, remote]) => {
      const row = here.get(id);
      return !row || row.removed !== null || !isDeepStrictEqual(row.remote, settled(remote));
    });
    const left = rows.filter(({ id, removed }) => !there.has(id) && removed === null);
    return [...wrong.map(([id]) => `${id} differs`), ...left.map(({ id }) => `${id} is gone there`)];
  }

  try {
    await fleet.settle();
    for (let n = 0; n < DOCUMENTS; n += AT_ONCE) {
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => others.add(n + index)));
    }
    let changing = true;
    let pulls = 0;
    const pulling = (async () => {
      for (; changing; pulls++) await pull({});
    })();
    const killing = (async () => {
      for (let at = 0; changing; at = (at + 1) % REPLICAS) {
        await new Promise((done) => setTimeout(done, KILL_EVERY_MS));
        if (changing) await fleet.strike(at);
      }
    })();
    const faults = ['reset', 'server-error', 'rate-limited', 'done-reset'];
    for (const kind of faults) await control(sandbox, 'POST /faults', { kind, operation: 'bsffs', probability: 0.02 });
    const began = performance.now();
    const worker = async (): Promise<void> => {
      while (others.changes < CHANGES) await others.change();
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    changing = false;
    await Promise.all([pulling, killing]);
    const { faults: told } = (await control(sandbox, 'GET /state')) as { faults: { fired: Record<string, number> } };
    await control(sandbox, 'DELETE /faults');
    const before = (await differences()).length;
    while ((await pull({ complete: true })) !== 'SUCCEEDED');
    const wrong = await differences();
    console.log(
      `${others.lives.length} documents, ${others.changes} changes in ${Math.round((performance.now() - began) / 1e3)} s`,
    );
    console.log(`${pulls} pulls, ${fleet.kills} SIGKILL, faults ${JSON.stringify(told.fired)}`);
    console.log(`still to come before the last, complete pull: ${before} · differences at the end: ${wrong.length}`);
    if (wrong.length > 0) console.log(wrong.slice(0, 10));
    process.exitCode = wrong.length === 0 ? 0 : 1;
  } finally {
    await database.destroy();
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
