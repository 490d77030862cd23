import { readFile } from 'node:fs/promises';
import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { startSandbox } from '../src/sandbox/server';
import { TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';
import { ReadingCounter } from '../test/support/reading-counter';
import { control } from '../test/support/sandbox-client';
import { toTheEnd } from './to-the-end';

/**
 * The first pull of an instance whose establishment has a long past on Trackdéchets: time for each document, memory of the replica,
 * progress as GET /pulls/{id} shows it, and what a SIGKILL in the middle costs: how many documents are read in full a second time.
 * After `npm run build`. DOCUMENTS (50000), PROGRAM (dist/src/main.js).
 */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 50_000);
const MOST_MB = 300;
const MOST_MS = 3;
const LARGEST_PAGE = 200;
const LOOK_EVERY_MS = 250;
const NO_LIMIT = 1_000_000;
/** What `npm run build` made, which starts as `npm run start:prod` does; `src/main.ts` starts as `npm start`. */
const PROGRAM = process.env.PROGRAM ?? 'dist/src/main.js';

type Pull = Record<'state' | 'id', string> & { seen: number; created: number; error: string | null };

async function residentMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024;
}

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 5, rateLimit: NO_LIMIT });
  const counter = await ReadingCounter.before(sandbox.url);
  const env = { TRACKDECHETS_REQUESTS_PER_MINUTE: '60000', TRACKDECHETS_API_URL: counter.url };
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: 1, env, program: PROGRAM });
  const database = await openDataSource(postgres.url);
  const sent = async (): Promise<number> =>
    ((await control(sandbox, 'GET /state')) as { requests: { total: number } }).requests.total;
  try {
    await control(sandbox, 'POST /generate', { count: DOCUMENTS });
    await fleet.settle();
    const held = await sent();
    const { id } = await fleet.ask<Pull>('POST', '/pulls', {}, TECHNICIAN);
    let [most, growths, created, atKill] = [0, 0, 0, 0];
    let pull: Pull;
    let began = performance.now();
    // Working time only: a restart and the wait for the dead replica's lease are told apart.
    let [worked, waited] = [0, 0];
    do {
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
      const [pid = 0] = fleet.pids;
      most = Math.max(most, await residentMb(pid));
      pull = await fleet.ask<Pull>('GET', `/pulls/${id}`, undefined, TECHNICIAN);
      if (pull.created > created) growths++;
      if (waited > 0 && atKill === created && pull.created > created) {
        waited = performance.now() - waited;
        began = performance.now();
      }
      created = pull.created;
      if (fleet.kills === 0 && created > DOCUMENTS / 2) {
        worked = performance.now() - began;
        waited = performance.now();
        await fleet.strike(0);
        pull = await fleet.ask<Pull>('GET', `/pulls/${id}`, undefined, TECHNICIAN);
        atKill = created = pull.created;
      }
    } while (pull.state === 'QUEUED' || pull.state === 'RUNNING');
    worked += performance.now() - began;
    const [row] = await database.query<{ count: number; apart: number }[]>(
      'SELECT count(*)::int AS count, count(DISTINCT trackdechets_id)::int AS apart FROM bsffs',
    );
    const each = worked / DOCUMENTS;
    console.log(`${pull.state}: ${pull.created} created of ${DOCUMENTS}; ${row?.count} held, ${row?.apart} apart`);
    console.log(`${each.toFixed(2)} ms for each document (at most ${MOST_MS}), ${(await sent()) - held} requests`);
    console.log(`GET /pulls/{id} was seen growing ${growths} times`);
    const again = [...counter.times.values()].filter((times) => times > 1).length;
    console.log(
      `SIGKILL at ${atKill}: the rest began ${(waited / 1e3).toFixed(0)} s later with the dead replica’s lease; of ${counter.times.size} documents ` +
        `read in full, ${again} were more than once (the page under way: at most ${LARGEST_PAGE})`,
    );
    console.log(`RSS of the replica at most ${most.toFixed(0)} MB (${MOST_MB})`);
    const complete = pull.state === 'SUCCEEDED' && row?.count === DOCUMENTS && row.apart === DOCUMENTS;
    process.exitCode =
      complete && most < MOST_MB && again <= LARGEST_PAGE && each <= MOST_MS && growths > 2 && fleet.kills === 1
        ? 0
        : 1;
  } finally {
    await database.destroy();
    await fleet.stop();
    counter.close();
    await sandbox.close();
    await postgres.stop();
  }
}

toTheEnd(main);
