import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { forbidden } from '../src/sandbox/faults-of-api';
import { seededRandom } from '../src/sandbox/seeded';
import { startSandbox } from '../src/sandbox/server';
import { differences } from '../test/support/agreement';
import { Counterparts } from '../test/support/counterparts';
import { TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';
import { control } from '../test/support/sandbox-client';
import { toTheEnd } from './to-the-end';

/**
 * Whether pulls lose anything: the other parties change documents at random while pulls run over three replicas of which one is
 * killed (SIGKILL) every few seconds, through lost answers, errors, outages of the whole platform, 429 and chains that may not be
 * read; at the end each document, where its containers went and its history are compared with Trackdéchets', field by field.
 * DOCUMENTS (2000), CHANGES (5000, CHANGES_PER_SECOND: 100), KILL_EVERY_MS (5000), OUTAGES (3, of OUTAGE_MS, 8000),
 * REFUSALS_FOR_RATE (one for 20,000 changes: each stops all reading for a minute).
 */
const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const DOCUMENTS = number('DOCUMENTS', 2_000);
const CHANGES = number('CHANGES', 5_000);
const KILL_EVERY_MS = number('KILL_EVERY_MS', 5_000);
const OUTAGES = number('OUTAGES', 3);
const OUTAGE_MS = number('OUTAGE_MS', 8_000);
const REFUSALS_FOR_RATE = number('REFUSALS_FOR_RATE', Math.max(1, Math.floor(CHANGES / 20_000)));
const CHANGES_PER_SECOND = number('CHANGES_PER_SECOND', 100);
const AT_ONCE = 8;
const REPLICAS = 3;
const FORBIDDEN_CHAINS = 0.02;

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 11 });
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: REPLICAS });
  const random = seededRandom(11);
  const others = new Counterparts(sandbox, random);
  const database = await openDataSource(postgres.url);
  const troubles = { outages: 0, refusalsForRate: 0, forbiddenChains: 0 };

  async function pull(body: object): Promise<string> {
    const { id } = await fleet.ask<{ id: string }>('POST', '/pulls', body, TECHNICIAN);
    for (;;) {
      await pause(200);
      const { state } = await fleet.ask<{ state: string }>('GET', `/pulls/${id}`, undefined, TECHNICIAN);
      if (state === 'SUCCEEDED' || state === 'FAILED') return state;
    }
  }

  /** Does `act` when that share of the changes is done, `times` times in all, evenly. */
  async function atIntervals(times: number, act: () => Promise<void>): Promise<void> {
    for (let n = 1; n <= times; n++) {
      while (others.changes < (CHANGES * n) / (times + 1)) await pause(100);
      await act();
    }
  }

  async function outage(): Promise<void> {
    troubles.outages++;
    await control(sandbox, 'POST /outage', { kind: troubles.outages % 2 === 0 ? 'refused' : 'page' });
    await pause(OUTAGE_MS);
    await control(sandbox, 'DELETE /outage');
  }

  async function refuseForRate(): Promise<void> {
    troubles.refusalsForRate++;
    await control(sandbox, 'POST /faults', { kind: 'rate-limited', operation: 'bsffs', count: 1 });
  }

  /** From time to time Trackdéchets refuses to say where a container went, and with it the whole list of them. */
  function forbidSomeChains(): () => void {
    const { store } = sandbox.platform;
    const downstreamOf = store.downstreamOf.bind(store);
    store.downstreamOf = (packaging) => {
      const chain = downstreamOf(packaging);
      if (chain.length === 0 || Math.random() > FORBIDDEN_CHAINS) return chain;
      troubles.forbiddenChains++;
      throw forbidden('Vous ne pouvez pas accéder à ce bordereau.');
    };
    return () => (store.downstreamOf = downstreamOf);
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
        await pause(KILL_EVERY_MS);
        if (changing) await fleet.strike(at);
      }
    })();
    for (const kind of ['reset', 'server-error', 'done-reset']) {
      await control(sandbox, 'POST /faults', { kind, operation: 'bsffs', probability: 0.02 });
    }
    const allowChains = forbidSomeChains();
    const began = performance.now();
    const worker = async (): Promise<void> => {
      while (others.changes < CHANGES) {
        await others.change();
        // Spread out, so that many pulls see some of them.
        await pause((others.changes / CHANGES_PER_SECOND) * 1_000 - (performance.now() - began));
      }
    };
    const changes = Array.from({ length: AT_ONCE }, worker);
    await Promise.all([...changes, atIntervals(OUTAGES, outage), atIntervals(REFUSALS_FOR_RATE, refuseForRate)]);
    changing = false;
    await Promise.all([pulling, killing]);
    allowChains();
    const { faults: told } = (await control(sandbox, 'GET /state')) as { faults: { fired: Record<string, number> } };
    await control(sandbox, 'DELETE /faults');
    const before = (await differences(database, others)).length;
    while ((await pull({ complete: true })) !== 'SUCCEEDED');
    const wrong = await differences(database, others);
    const [held] = await database.query<{ changes: number; chains: number; removed: number }[]>(
      `SELECT (SELECT count(*)::int FROM bsff_changes) AS changes, (SELECT count(*)::int FROM bsff_chains) AS chains,
         (SELECT count(*)::int FROM bsffs WHERE removed IS NOT NULL) AS removed`,
    );
    console.log(
      `${others.lives.length} documents, ${others.changes} changes in ${Math.round((performance.now() - began) / 1e3)} s`,
    );
    console.log(`${pulls} pulls, ${fleet.kills} SIGKILL, faults ${JSON.stringify({ ...told.fired, ...troubles })}`);
    console.log(`compared: documents, ${JSON.stringify(held)}`);
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

toTheEnd(main);
