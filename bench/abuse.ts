import { type Socket } from 'node:net';
import { Client } from 'pg';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { seededRandom } from '../src/sandbox/seeded';
import { startSandbox } from '../src/sandbox/server';
import { Fleet } from '../test/support/fleet';
import { SECOND_TECHNICIAN, TECHNICIAN } from '../test/support/documents';
import { connect, exchange } from './abuse/raw';
import { rubbish } from './abuse/rubbish';
import { Watch } from './load/shot';
import { toTheEnd } from './to-the-end';

/**
 * What a replica does to everybody else while somebody abuses it: one user goes on asking for a list, and their waits are printed
 * beside those of a quiet time. STREAMS (10000), RUBBISH (10000), SLOW (500 connections), BODIES (30 of 100 MB), SECONDS (10 for
 * each), SEED (1), PHASE (all), HEAP_MB (192: how many streams and connections are taken follows from it).
 */
const STREAMS = Number(process.env.STREAMS ?? 10_000);
const RUBBISH = Number(process.env.RUBBISH ?? 10_000);
const SLOW = Number(process.env.SLOW ?? 500);
const BODIES = Number(process.env.BODIES ?? 30);
const SECONDS = Number(process.env.SECONDS ?? 10);
const SEED = Number(process.env.SEED ?? 1);
/** Only the phases whose name holds this. */
const PHASE = new RegExp(process.env.PHASE ?? '');
const MB = 1024 * 1024;
/** As the image sets it, unless the heap is said to be another. */
const NODE_OPTIONS = `--max-semi-space-size=4 --max-old-space-size=${process.env.HEAP_MB ?? 192}`;
const DOCUMENTS = 1_000;
const OPENING_AT_ONCE = 100;
const REQUESTS_AT_ONCE = 40;

const wait = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms));

interface Setting {
  fleet: Fleet;
  session: string;
  /** Of who works meanwhile. */
  bystander: string;
  ids: string[];
  database: Client;
  pid: number;
}

/** Somebody who works meanwhile: waits in milliseconds, and requests that were not answered with 200. */
class Bystander {
  readonly waits: number[] = [];
  failures = 0;
  private going = true;
  private readonly ended: Promise<void>;

  constructor(url: string, session: string) {
    this.ended = this.work(`${url}/api/v1/bsffs?limit=10`, { authorization: `Bearer ${session}` });
  }

  private async work(url: string, headers: Record<string, string>): Promise<void> {
    while (this.going) {
      const began = performance.now();
      const status = await fetch(url, { headers, signal: AbortSignal.timeout(30_000) }).then(
        async (answer) => (await answer.arrayBuffer(), answer.status),
        () => 0,
      );
      if (status !== 200) this.failures++;
      this.waits.push(performance.now() - began);
      await wait(10);
    }
  }

  async stop(): Promise<string> {
    this.going = false;
    await this.ended;
    const sorted = this.waits.sort((a, b) => a - b);
    const at = (part: number): string =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(0);
    return `${sorted.length} answers, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms, ${this.failures} failed`;
  }
}

let good = true;

function mustHold(holds: boolean, what: string): void {
  if (holds) return;
  good = false;
  console.log(`   NOT SO: ${what}`);
}

async function phase(setting: Setting, title: string, abuse: () => Promise<string>): Promise<void> {
  if (!PHASE.test(title)) return;
  const { fleet, pid } = setting;
  const watch = await Watch.start([pid]);
  const bystander = new Bystander(fleet.url, setting.bystander);
  const told = await abuse();
  const waits = await bystander.stop();
  const { rssMb, cores } = await watch.stop();
  console.log(`${title}\n   ${told}\n   meanwhile: ${waits}; RSS ${rssMb.toFixed(0)} MB, ${cores.toFixed(2)} cores`);
  mustHold(bystander.failures === 0, 'everybody else is answered');
}

const request = (session: string, method: string, path: string, ...headers: string[]): string =>
  [`${method} /api/v1${path} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${session}`, ...headers, '', ''].join('\r\n');

/** Headers, then bodies, one byte at a time. */
async function dribble({ fleet, session }: Setting): Promise<string> {
  const whole = request(session, 'POST', '/bsffs', 'Content-Type: application/json', 'Content-Length: 100000');
  const sockets = Array.from({ length: SLOW }, (_, n) => {
    const socket = connect(fleet.url);
    if (n % 2 === 0) socket.write(whole);
    return { socket, text: n % 2 === 0 ? ' '.repeat(100_000) : whole };
  });
  for (let sent = 0; sent < SECONDS * 10; sent++) {
    for (const { socket, text } of sockets) if (socket.writable) socket.write(text[sent] ?? ' ');
    await wait(100);
  }
  const left = sockets.filter(({ socket }) => !socket.destroyed).length;
  sockets.forEach(({ socket }) => socket.destroy());
  return `${SLOW} connections dribbled headers or a body for ${SECONDS} s, ${left} were still borne (headers 15 s, requests 60 s)`;
}

/** Whole lists and a long catch-up of events, asked for and not read. */
async function readNothing({ fleet, session, database }: Setting): Promise<string> {
  await database.query(
    `INSERT INTO events (type, subject_id, data) SELECT 'bsff', n::text, jsonb_build_object('pad', repeat('x', 1000)) FROM generate_series(1, 5000) n`,
  );
  const sockets = Array.from({ length: SLOW }, (_, n) => {
    const socket = connect(fleet.url).pause();
    const list = request(session, 'GET', '/bsffs?limit=200');
    socket.write(n % 2 === 0 ? list : request(session, 'GET', '/events', 'Last-Event-ID: 0-0'));
    return socket;
  });
  await wait(SECONDS * 1_000);
  sockets.forEach((socket) => socket.destroy());
  return `${SLOW} connections asked for a list of 200 documents or 5 MB of past events, and read nothing for ${SECONDS} s`;
}

async function work(database: Client): Promise<{ connections: number; transactions: number }> {
  const { rows } = await database.query<{ connections: number; transactions: number }>(
    `SELECT numbackends AS connections, (xact_commit + xact_rollback)::int AS transactions FROM pg_stat_database WHERE datname = current_database()`,
  );
  return rows[0] as { connections: number; transactions: number };
}

/** As many event streams as the machine allows, silent; then one event for all of them. */
async function listen(setting: Setting, idle: { connections: number; perSecond: number }): Promise<string> {
  const { fleet, session, database, pid } = setting;
  const before = await Watch.start([pid]).then((watch) => watch.stop());
  const streams: { heard: number }[] = [];
  const sockets = new Set<ReturnType<typeof connect>>();
  let refused = 0;
  const open = async (): Promise<void> => {
    const socket = connect(fleet.url);
    const stream = { heard: 0 };
    const opened = new Promise<boolean>((done) => {
      socket.on('data', (chunk: Buffer) => {
        if (chunk.includes('event: bsff')) stream.heard = performance.now();
        done(!chunk.includes('TOO_MANY_STREAMS'));
      });
      socket.on('close', () => done(false));
    });
    socket.write(request(session, 'GET', '/events'));
    sockets.add(socket);
    if (await opened) streams.push(stream);
    else refused++;
  };
  const began = performance.now();
  for (let n = 0; n < STREAMS && refused === 0; n += OPENING_AT_ONCE) {
    await Promise.all(Array.from({ length: Math.min(OPENING_AT_ONCE, STREAMS - n) }, open));
  }
  const openedIn = (performance.now() - began) / 1_000;
  await wait(2_000);
  const start = await work(database);
  await wait(SECONDS * 1_000);
  const end = await work(database);
  const after = await Watch.start([pid]).then((watch) => watch.stop());
  const published = performance.now();
  await database.query(`INSERT INTO events (type, subject_id, data) VALUES ('bsff', 'x', '{}')`);
  await database.query("SELECT pg_notify('events', '')");
  while (streams.some(({ heard }) => heard === 0) && performance.now() - published < 30_000) await wait(20);
  const deaf = streams.filter(({ heard }) => heard === 0).length;
  const last = Math.max(...streams.map(({ heard }) => heard)) - published;
  sockets.forEach((socket) => socket.destroy());
  const each = ((after.rssMb - before.rssMb) * 1_024) / streams.length;
  mustHold(deaf === 0 && streams.length > 0, 'every open stream hears the event');
  mustHold(end.connections <= idle.connections + 10, 'streams have no PostgreSQL connection of their own');
  return (
    `${streams.length} event streams open (in ${openedIn.toFixed(0)} s, ${refused} refused): ${each.toFixed(1)} kB of memory each; ` +
    `${end.connections} PostgreSQL connections (${idle.connections} without), ` +
    `${((end.transactions - start.transactions) / SECONDS).toFixed(0)} transactions a second (${idle.perSecond.toFixed(0)} without, the bystander's left in); ` +
    `an event reached all but ${deaf} of them, the last one after ${last.toFixed(0)} ms`
  );
}

/** Until the connection takes more, or ends. */
function movement(socket: Socket): Promise<unknown> {
  return new Promise((done) => socket.once('drain', done).once('close', done).once('end', done));
}

/** Bodies of 100 MB, declared and not. */
async function fill({ fleet, session }: Setting): Promise<string> {
  const chunk = Buffer.alloc(MB, ' ');
  const seen = new Map<string, number>();
  let most = 0;
  await Promise.all(
    Array.from({ length: BODIES }, async (_, n) => {
      const socket = connect(fleet.url);
      let text = '';
      let ended = false;
      socket.on('data', (data: Buffer) => (text += data.toString('latin1')));
      socket.on('end', () => (ended = true)).on('close', () => (ended = true));
      const size = n % 2 === 0 ? `Content-Length: ${100 * MB}` : 'Transfer-Encoding: chunked';
      socket.write(request(session, 'POST', '/bsffs', 'Content-Type: application/json', size));
      let sent = 0;
      for (; sent < 100 && !ended; sent++) {
        if (n % 2 === 1) socket.write(`${MB.toString(16)}\r\n`);
        if (!socket.write(chunk)) await movement(socket);
        if (n % 2 === 1) socket.write('\r\n');
      }
      most = Math.max(most, sent);
      while (!ended) await wait(10);
      const answer = `${/^HTTP\/1\.1 (\d+)/.exec(text)?.[1] ?? 'none'} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`;
      seen.set(answer, (seen.get(answer) ?? 0) + 1);
      socket.destroy();
    }),
  );
  mustHold(seen.size === 1 && seen.has('413 BODY_TOO_LARGE'), 'each is refused with 413');
  return `${BODIES} bodies of 100 MB at once: ${JSON.stringify(Object.fromEntries(seen))}, at most ${most} MB of one were sent`;
}

async function throwRubbish({ fleet, session, ids }: Setting): Promise<string> {
  const random = seededRandom(SEED);
  const seen = new Map<number, number>();
  const wrong: string[] = [];
  let left = RUBBISH;
  const worker = async (): Promise<void> => {
    while (left-- > 0) {
      const bytes = rubbish(random, session, ids);
      const { status, head, body } = await exchange(fleet.url, bytes);
      seen.set(status, (seen.get(status) ?? 0) + 1);
      const problem =
        /^content-type: application\/problem\+json/im.test(head) || /^HEAD /.test(bytes.toString('latin1'));
      if (status >= 500 || status <= 0 || (status >= 400 && !problem)) {
        wrong.push(`${status} for ${JSON.stringify(bytes.toString('latin1').slice(0, 300))}: ${body.slice(0, 200)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, worker));
  mustHold(wrong.length === 0, `each is answered, below 500 and as problem+json:\n${wrong.slice(0, 5).join('\n')}`);
  return `${RUBBISH} requests of rubbish (seed ${SEED}): ${JSON.stringify(Object.fromEntries([...seen].sort(([a], [b]) => a - b)))}`;
}

/** Wrong passwords from a thousand addresses: each costs as much as a right one. */
async function guess({ fleet }: Setting): Promise<string> {
  const seen = new Map<number, number>();
  await Promise.all(
    Array.from({ length: 1_000 }, async (_, n) => {
      const headers = { 'content-type': 'application/json', 'x-forwarded-for': `10.1.${n >> 8}.${n & 255}` };
      const body = JSON.stringify({ email: `nobody${n}@instance.test`, password: 'not this one either' });
      const { status } = await fetch(`${fleet.url}/api/v1/sessions`, { method: 'POST', headers, body });
      seen.set(status, (seen.get(status) ?? 0) + 1);
    }),
  );
  return `1000 sign-ins at once from as many addresses: ${JSON.stringify(Object.fromEntries(seen))}`;
}

async function main(): Promise<void> {
  const postgres = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 3 });
  const env = { NODE_OPTIONS, TRUSTED_PROXIES: '1' };
  const fleet = await Fleet.start({ databaseUrl: postgres.url, sandbox, size: 1, env, program: 'dist/src/main.js' });
  const database = new Client({ connectionString: postgres.url });
  await database.connect();
  try {
    const ids = await fleet.type(DOCUMENTS, await fleet.settle(), 'A');
    const session = await fleet.session(TECHNICIAN);
    const bystander = await fleet.session(SECOND_TECHNICIAN);
    const setting: Setting = { fleet, session, bystander, ids, database, pid: fleet.pids[0] ?? 0 };
    const idle = { connections: 0, perSecond: 0 };
    await phase(setting, 'quiet', async () => {
      const start = await work(database);
      await wait(SECONDS * 1_000);
      const end = await work(database);
      Object.assign(idle, {
        connections: end.connections,
        perSecond: (end.transactions - start.transactions) / SECONDS,
      });
      return 'nothing else happens';
    });
    await phase(setting, 'slow senders', () => dribble(setting));
    await phase(setting, 'slow readers', () => readNothing(setting));
    await phase(setting, 'bodies', () => fill(setting));
    await phase(setting, 'rubbish', () => throwRubbish(setting));
    await phase(setting, 'sign-ins', () => guess(setting));
    await phase(setting, 'idle streams', () => listen(setting, idle));
    await wait(2_000);
    await phase(setting, 'quiet again', async () => (await wait(SECONDS * 500), 'nothing else happens'));
    console.log(good ? '\nall as it must be' : '\nNOT all as it must be');
    process.exitCode = good ? 0 : 1;
  } finally {
    if (fleet.complaints) console.log(`what the replica complained of:\n${fleet.complaints.slice(0, 3_000)}`);
    await database.end();
    await fleet.stop();
    await sandbox.close();
    await postgres.stop();
  }
}

toTheEnd(main);
