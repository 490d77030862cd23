import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { startSandbox } from '../src/sandbox/server';
import { Counterparts } from '../test/support/counterparts';
import { TECHNICIAN } from '../test/support/documents';
import { Effort } from '../test/support/effort';
import { Fleet } from '../test/support/fleet';
import { control, graphql } from '../test/support/sandbox-client';
import { toTheEnd } from './to-the-end';

/**
 * What pulls cost: HTTP requests, the replica's processor time and PostgreSQL's time for each document, of a first pull, idle ones,
 * and pulls with changes of every kind, beside one `bsff(id)` per document in the same run. DOCUMENTS (3000), CHANGES (600).
 */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 3_000);
const CHANGES = Number(process.env.CHANGES ?? 600);
/** Changes of the kinds that need more than a reading of the document. */
const SOME = 120;
const NO_LIMIT = 1_000_000;
const AT_ONCE = 20;
/** What issue 7 allows for that many changes. */
const allowedFor = (changes: number): number => Math.ceil(changes / 500) + Math.ceil(changes / 50) + 2;

type Pull = Record<'id' | 'state' | 'error', string> &
  Record<'seen' | 'created' | 'updated' | 'unchanged' | 'removed', number>;

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 7, rateLimit: NO_LIMIT });
  const env = { TRACKDECHETS_REQUESTS_PER_MINUTE: '60000' };
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: 1, env });
  const database = await openDataSource(postgres.url);
  const requests = async (): Promise<number> => {
    const state = (await control(sandbox, 'GET /state')) as { requests: { total: number } };
    return state.requests.total;
  };

  async function carriedOut(body: object): Promise<Pull> {
    const { id } = await fleet.ask<Pull>('POST', '/pulls', body, TECHNICIAN);
    for (;;) {
      await new Promise((done) => setTimeout(done, 50));
      const pull = await fleet.ask<Pull>('GET', `/pulls/${id}`, undefined, TECHNICIAN);
      if (pull.state !== 'QUEUED' && pull.state !== 'RUNNING') return pull;
    }
  }

  async function pull(effort: Effort, name: string, allowed: number | null, body = {}): Promise<void> {
    const before = await requests();
    const { result, ms, cpuMs, sqlMs } = await effort.of(() => carriedOut(body));
    const sent = (await requests()) - before;
    const { state, error, seen, created, updated, unchanged, removed } = result;
    const bound = allowed === null ? '' : `≤ ${allowed}: ${sent <= allowed ? 'yes' : 'NO'}`;
    const each = (total: number): string => (total / seen).toFixed(2);
    const eachTook = seen < 100 ? '' : ` (${each(cpuMs)} and ${each(sqlMs)} a document)`;
    console.log(
      [
        name.padEnd(44),
        `${sent} requests`.padEnd(14),
        bound.padEnd(12),
        `${ms.toFixed(0)} ms`.padEnd(9),
        `CPU ${cpuMs.toFixed(0)} ms, SQL ${sqlMs.toFixed(0)} ms${eachTook}`.padEnd(58),
        error ?? JSON.stringify({ seen, created, updated, unchanged, removed }),
      ].join(''),
    );
    if (state !== 'SUCCEEDED' || (allowed !== null && sent > allowed)) process.exitCode = 1;
  }

  async function inParallel(count: number, act: (index: number) => Promise<unknown>): Promise<void> {
    for (let n = 0; n < count; n += AT_ONCE) {
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - n) }, (_, index) => act(n + index)));
    }
  }

  const ask = (query: string, variables: Record<string, unknown>): Promise<unknown> =>
    graphql(sandbox, query, variables, { email: TECHNICIAN });

  try {
    await fleet.settle();
    // Nobody leaves a container half signed.
    const others = new Counterparts(sandbox, () => 0.99);
    await inParallel(DOCUMENTS, (n) => others.add(n));
    const effort = await Effort.over(fleet.pids[0] ?? 0, database);
    await pull(effort, `first, ${DOCUMENTS} documents`, allowedFor(DOCUMENTS));
    await pull(effort, 'idle, a moment later', 1);
    // As if a quarter of an hour had passed: what the overlap is for is over.
    await database.query(`UPDATE pull_watermarks SET moved_at = moved_at - interval '15 minutes'`);
    await pull(effort, 'idle, a quarter later', 1);
    await pull(effort, 'idle', 1);
    await database.query(`UPDATE pull_watermarks SET read_until = '2000-01-01'`);
    await pull(effort, 'all listed again, nothing changed', allowedFor(DOCUMENTS));
    await pull(effort, 'all read again in full, nothing changed', null, { complete: true });

    const update = 'mutation U($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { id } }';
    const [plain, passedOn] = [
      others.lives.filter(({ code }) => code === 'R2'),
      others.lives.filter(({ code }) => code === 'R13').slice(0, SOME),
    ];
    await inParallel(Math.min(CHANGES, DOCUMENTS), async (n) => {
      const { id = '' } = others.lives[n] ?? {};
      await ask(update, { id, input: { destination: { cap: `CAP ${id}` } } });
    });
    await pull(effort, `${Math.min(CHANGES, DOCUMENTS)} corrected`, allowedFor(Math.min(CHANGES, DOCUMENTS)));
    await inParallel(passedOn.length, async (n) => {
      const life = passedOn[n];
      for (let step = 0; life && step < 6; step++) await others.goOn(life);
    });
    await pull(effort, `${passedOn.length} whose containers went on`, allowedFor(passedOn.length));
    const deleted = plain.slice(-SOME);
    await inParallel(deleted.length, (n) =>
      ask('mutation D($id: ID!) { deleteBsff(id: $id) { id } }', { id: deleted[n]?.id }),
    );
    await pull(effort, `${deleted.length} deleted`, allowedFor(deleted.length));

    const began = performance.now();
    const read = 'query B($id: ID!) { bsff(id: $id) { id updatedAt status } }';
    for (const { id } of others.lives) await ask(read, { id });
    const ms = performance.now() - began;
    console.log(`${'one bsff(id) per document'.padEnd(44)}${`${DOCUMENTS} requests`.padEnd(26)}${ms.toFixed(0)} ms`);
  } finally {
    await database.destroy();
    await fleet.stop();
    await sandbox.close();
    await postgres.stop();
  }
}

toTheEnd(main);
