import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { startSandbox } from '../src/sandbox/server';
import { Fleet } from '../test/support/fleet';
import { ConnectorProcess } from '../test/support/process';
import { directoryOf, type Firm, settle } from './load/firm';
import { KINDS, Ledger, work } from './load/mix';
import { type Question, shoot, type Shot, Watch } from './load/shot';
import { toTheEnd } from './to-the-end';

/**
 * A busy instance: 200 people, each with a session of their own, first asking one question each over and over (beside a bare NestJS
 * route with one indexed query, on the same PostgreSQL), then working on one replica and on two.
 * DURATION (60 s for each mix), SHOT (10 s for each question), USERS (200), DOCUMENTS (20000), LOG_LEVEL (info, as in production).
 */
const DURATION = Number(process.env.DURATION ?? 60);
const SHOT = Number(process.env.SHOT ?? 10);
const USERS = Number(process.env.USERS ?? 200);
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 20_000);
const MOST_TIMES = 3;
const POOL = '10';
/** As the image sets it. */
const NODE_OPTIONS = '--max-semi-space-size=4 --max-old-space-size=192';

function row(title: string, cells: readonly (string | number)[]): void {
  const text = cells.map((cell) => String(typeof cell === 'number' ? cell.toFixed(1) : cell).padStart(10)).join('');
  console.log(`${title.padEnd(38)}${text}`);
}

const anyOf = <T>(items: readonly T[]): T => items[Math.floor(Math.random() * items.length)] as T;

/** Each question on its own, beside the bare route that reads the same rows; the bare ones again at the end: what the machine does in between shows. */
async function questions(firm: Firm, url: string, bareUrl: string): Promise<boolean> {
  const sessions = firm.employees.map(({ session }) => session);
  const own = firm.employees.flatMap(({ documents }) => documents);
  const at = (title: string, path: () => string): Question => ({ title, url, path: () => `/api/v1${path()}` });
  const bare = (title: string, path: () => string): Question => ({ title: `bare route, ${title}`, url: bareUrl, path });
  const oneRow = await ask(
    bare('one row by its key', () => `/documents/${anyOf(firm.exported)}`),
    sessions,
  );
  const some = await ask(
    bare('10 whole rows', () => '/documents?limit=10'),
    sessions,
  );
  const larger = await ask(
    bare('10 whole rows, exported', () => '/documents/exported?limit=10'),
    sessions,
  );
  const page = await ask(
    bare('50 whole rows', () => '/documents?limit=50'),
    sessions,
  );
  const held: [Question, Shot][] = [
    [at('readiness', () => `/bsffs/${anyOf(own)}/readiness?step=PUBLICATION`), oneRow],
    [at('single document', () => `/bsffs/${anyOf(firm.exported)}`), oneRow],
    [at('list, 10 documents', () => '/bsffs?limit=10'), some],
    [at('list, 10 documents, exported', () => '/bsffs?limit=10&exportState=EXPORTED&status=INITIAL'), larger],
    [at('list, words searched', () => `/bsffs?query=X-${Math.ceil(Math.random() * firm.exported.length)}`), some],
    [at('list, 50 documents', () => '/bsffs'), page],
  ];
  let good = true;
  for (const [question, reference] of held) good = (await ask(question, sessions, reference)).good && good;
  await ask(
    bare('one row, again', () => `/documents/${anyOf(firm.exported)}`),
    sessions,
    oneRow,
  );
  await ask(
    bare('50 whole rows, again', () => '/documents?limit=50'),
    sessions,
    page,
  );
  return good;
}

interface Judged extends Shot {
  good: boolean;
}

const pids = new Map<string, number>();

/** `reference` is what the bare route gave: the worst of throughput, median and 99th percentile says how many times dearer it is. */
async function ask(question: Question, sessions: readonly string[], reference?: Shot): Promise<Judged> {
  const shot = await shoot(question, sessions, SHOT, pids.get(question.url) ?? 0);
  const { title, perSecond, p50, p99, kilobytes, errors, rssMb, cores } = shot;
  const times = reference ? Math.max(reference.perSecond / perSecond, p50 / reference.p50, p99 / reference.p99) : 1;
  row(title, [perSecond, p50, p99, kilobytes, String(errors), rssMb, cores, times]);
  return { ...shot, good: errors === 0 && times <= MOST_TIMES };
}

/** Everybody at work; true when every answer was as expected. */
async function mix(firm: Firm, urls: readonly string[]): Promise<boolean> {
  const ledger = new Ledger();
  const watch = await Watch.start(urls.map((url) => pids.get(url) ?? 0));
  const { lost, perSecond } = await work(firm, urls, DURATION, ledger);
  const { rssMb, cores } = await watch.stop();
  console.log(
    `\n${firm.employees.length} people at work for ${DURATION} s on ${urls.length} replica(s): ${perSecond.toFixed(0)} answers a second, ` +
      `${lost} lost, RSS at most ${rssMb.toFixed(0)} MB each, ${cores.toFixed(2)} cores`,
  );
  row('', ['answers', 'p50 ms', 'p99 ms', 'most ms']);
  for (const kind of KINDS) {
    const times = (ledger.times.get(kind) ?? []).sort((a, b) => a - b);
    const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
    row(kind, [String(times.length), at(0.5), at(0.99), at(1)]);
  }
  for (const [told, count] of ledger.wrong) console.log(`NOT AS EXPECTED: ${count} × ${told}`);
  return lost === 0 && ledger.wrong.size === 0;
}

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 8, rateLimit: 10_000_000, directory: directoryOf(USERS) });
  const env = {
    NODE_ENV: 'test',
    NODE_OPTIONS,
    DATABASE_POOL_SIZE: POOL,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
    TRACKDECHETS_REQUESTS_PER_MINUTE: '60000',
  };
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: 1, env, program: 'dist/src/main.js' });
  const database = await openDataSource(postgres.url);
  const bare = ConnectorProcess.start(
    { ...env, NODE_ENV: 'production', DATABASE_URL: postgres.url },
    'bench/load/bare-route.ts',
  );
  try {
    const firm = await settle(fleet, database, { employees: USERS, documents: DOCUMENTS });
    const bareUrl = await bare.url();
    pids.set(bareUrl, bare.pid ?? 0).set(fleet.url, fleet.pids[0] ?? 0);
    console.log(
      `${USERS} connections, ${DOCUMENTS} documents, pools of ${POOL}, NODE_OPTIONS="${NODE_OPTIONS}". This program, PostgreSQL and the ` +
        'sandbox share the machine’s cores with what is measured.\n',
    );
    row('', ['a second', 'p50 ms', 'p99 ms', 'kB each', 'errors', 'RSS MB', 'cores', 'times']);
    const fast = await questions(firm, fleet.url, bareUrl);
    await bare.kill('SIGKILL');
    const one = await mix(firm, [fleet.url]);
    const second = await fleet.add();
    pids.set(second, fleet.pids[1] ?? 0);
    const two = await mix(firm, [fleet.url, second]);
    console.log(
      `\nno error in the mixes: ${one && two ? 'yes' : 'NO'}; readiness and lists within ${MOST_TIMES} times of the bare route: ${fast ? 'yes' : 'NO'}`,
    );
    process.exitCode = one && two && fast ? 0 : 1;
  } finally {
    await bare.kill('SIGKILL');
    await database.destroy();
    await fleet.stop();
    await sandbox.close();
    await postgres.stop();
  }
}

toTheEnd(main);
