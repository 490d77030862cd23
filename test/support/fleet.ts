import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { readDirectory } from '../../src/sandbox/directory-file';
import { type Sandbox } from '../../src/sandbox/server';
import { completeDocument, OPERATOR, SECOND_TECHNICIAN, TECHNICIAN } from './documents';
import { ConnectorProcess } from './process';

const PASSWORD = 'un mot de passe bien long';
const ADMINISTRATOR = 'flotte@instance.test';
/** For a replica that is being restarted, on a busy machine. Milliseconds. */
const PATIENCE_MS = 60_000;

type Json = Record<string, unknown>;

export interface FleetOptions {
  databaseUrl: string;
  sandbox: Sandbox;
  size: number;
  env?: Record<string, string>;
  /** `src/main.ts` unless said otherwise; `dist/src/main.js` is what the image runs. */
  program?: string;
}

/** A program instead of src/main.ts, and variables of its own. */
export interface OtherReplica {
  program?: string;
  env?: Record<string, string>;
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

function heldNumeros({ platform }: Sandbox): string[] {
  return platform.store.rows
    .filter(({ isDeleted }) => !isDeleted)
    .flatMap(({ packagings }) => packagings.map(({ numero }) => numero));
}

/** Replicas as processes of their own on one database and one sandbox, to be killed and started again. */
export class Fleet {
  private readonly env: Record<string, string>;
  private replicas: ConnectorProcess[] = [];
  private readonly sessions = new Map<string, string>();
  kills = 0;

  private constructor(
    private readonly options: FleetOptions,
    private base: string,
  ) {
    this.env = {
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATABASE_URL: options.databaseUrl,
      TRACKDECHETS_API_URL: options.sandbox.url,
      CREDENTIALS_KEYS: `fleet:${randomBytes(32).toString('base64')}`,
      ADMIN_EMAIL: ADMINISTRATOR,
      ADMIN_PASSWORD: PASSWORD,
      PULL_INTERVAL_SECONDS: '0',
      ...options.env,
    };
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const fleet = new Fleet(options, '');
    await fleet.add();
    for (let count = 1; count < options.size; count++) await fleet.add();
    return fleet;
  }

  /** Starts one replica more, or the one at `at` again, of this version or of another; answers where it listens. */
  async add(at = this.replicas.length, { program = this.options.program, env }: OtherReplica = {}): Promise<string> {
    const replica = ConnectorProcess.start({ ...this.env, ...env }, program);
    this.replicas[at] = replica;
    const url = await replica.url();
    if (at === 0) this.base = url;
    return url;
  }

  /** A replica that is not expected to serve: its exit status and what it said. */
  async tryToStart({ program, env }: OtherReplica = {}): Promise<{ status: number | null; errors: string }> {
    const replica = ConnectorProcess.start({ ...this.env, ...env }, program);
    return { status: await replica.exited, errors: replica.errors };
  }

  /** Asks one replica to stop, as an orchestrator does; its exit status, what it said and how long it took. */
  async retire(at: number): Promise<{ status: number | null; errors: string; seconds: number }> {
    const replica = this.replicas[at];
    const started = performance.now();
    const status = (await replica?.kill('SIGTERM')) ?? null;
    return { status, errors: replica?.errors ?? '', seconds: (performance.now() - started) / 1_000 };
  }

  /** Has the replica that listens there asked from now on. */
  turnTo(url: string): void {
    this.base = url;
  }

  /** Where the first replica listens. */
  get url(): string {
    return this.base;
  }

  /** Somebody whose session was made elsewhere, so that they can be asked for. */
  signedIn(email: string, session: string): void {
    this.sessions.set(email, session);
  }

  /** Ends one replica as a power cut would, and starts it again. */
  async strike(at: number): Promise<void> {
    this.kills++;
    await this.replicas[at]?.kill('SIGKILL');
    await this.add(at);
  }

  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.kill(signal)));
  }

  get pids(): number[] {
    return this.replicas.flatMap(({ pid }) => pid ?? []);
  }

  /** The logs of all replicas. */
  get printed(): string {
    return this.replicas.map(({ printed }) => printed).join('');
  }

  /** What went wrong in the replicas, as they printed it. */
  get complaints(): string {
    return this.replicas.map(({ errors }) => errors).join('');
  }

  /** One request to the first replica, again when it is being restarted. */
  async ask<Answer = Json>(method: string, path: string, body?: unknown, as = ADMINISTRATOR): Promise<Answer> {
    const token = path === '/sessions' ? null : await this.session(as);
    for (const deadline = Date.now() + PATIENCE_MS; ;) {
      try {
        const answer = await fetch(`${this.base}/api/v1${path}`, {
          method,
          headers: {
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(body ? { 'content-type': 'application/json' } : {}),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
        });
        const text = await answer.text();
        if (!answer.ok) throw new RangeError(`${method} ${path}: ${answer.status} ${text}`);
        return (text ? JSON.parse(text) : {}) as Answer;
      } catch (error) {
        if (error instanceof RangeError || Date.now() > deadline) throw error;
        await new Promise((done) => setTimeout(done, 200));
      }
    }
  }

  /** Their session's token. */
  async session(email: string): Promise<string> {
    const known = this.sessions.get(email);
    if (known) return known;
    const { token } = await this.ask<{ token: string }>('POST', '/sessions', { email, password: PASSWORD });
    this.sessions.set(email, token);
    return token;
  }

  /** The establishment, two technicians with their tokens, the contact; answers the establishment's id. */
  async settle(): Promise<string> {
    const establishment = { siret: OPERATOR, name: 'THERMO LITTORAL', address: '14 quai des Salines', phone: '05 46' };
    const { id } = await this.ask<{ id: string }>('POST', '/establishments', establishment);
    const users = readDirectory().users;
    for (const email of [TECHNICIAN, SECOND_TECHNICIAN]) {
      const rights = ['EXPORT_BSFF', 'DEFINE_CONTACT'];
      const person = { email, firstName: 'Bastien', lastName: 'Morel', phone: '05 46', rights, password: PASSWORD };
      const user = await this.ask<{ id: string }>('POST', '/users', person);
      await this.ask('PUT', '/me/trackdechets-token', { token: users[email]?.token }, email);
      if (email === TECHNICIAN) await this.ask('PUT', '/trackdechets-contact', { userId: user.id }, email);
    }
    return id;
  }

  /** Documents like one that was typed in, each with a container number of its own; answers their ids. */
  async type(count: number, establishmentId: string, prefix: string): Promise<string[]> {
    const model = await this.ask<{ id: string }>('POST', '/bsffs', {
      ...completeDocument(`${prefix}-0`),
      establishmentId,
    });
    const client = await connect(this.options.databaseUrl);
    try {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO bsffs (input, establishment_id, search, created_by)
         SELECT jsonb_set(input, '{packagings,0,numero}', to_jsonb($2 || '-' || n)), establishment_id, search, created_by
         FROM bsffs CROSS JOIN generate_series(1, $3::int - 1) n WHERE bsffs.id = $1 RETURNING id`,
        [model.id, prefix, count],
      );
      return [model.id, ...rows.map((row) => row.id)];
    } finally {
      await client.end();
    }
  }

  /** Asks for the export of all of them, as many at once as the API takes. */
  async export(ids: string[], as: string, mode = 'DRAFT'): Promise<void> {
    for (let start = 0; start < ids.length; start += 1_000) {
      const batch = { bsffIds: ids.slice(start, start + 1_000), mode };
      const { refused } = await this.ask<{ refused: unknown[] }>('POST', '/exports', batch, as);
      if (refused.length > 0) throw new Error(`refused: ${JSON.stringify(refused[0])}`);
    }
  }

  /** Puts documents in the queue all at once, as after many requests: how fast they leave is measured from there. */
  async queue(ids: string[], as: string): Promise<void> {
    const client = await connect(this.options.databaseUrl);
    try {
      await client.query(
        `INSERT INTO exports (bsff_id, kind, mode, bulk, batch_id, requested_by)
         SELECT bsff.id, 'CREATE', 'DRAFT', true, gen_random_uuid(), users.id
         FROM unnest($1::uuid[]) AS bsff (id), users WHERE users.email = $2`,
        [ids, as],
      );
      await client.query('ANALYZE exports');
      await client.query("SELECT pg_notify('exports', '')");
    } finally {
      await client.end();
    }
  }

  /** HTTP requests that the first replica sent to Trackdéchets, by outcome. */
  async requests(): Promise<Record<string, number>> {
    const text = await (await fetch(`${this.base}/metrics`)).text();
    const sums: Record<string, number> = {};
    for (const [, outcome = '', value] of text.matchAll(
      /^trackdechets_requests_total\{.*outcome="(\w+)".*\} (\d+)/gm,
    )) {
      sums[outcome] = (sums[outcome] ?? 0) + Number(value);
    }
    return sums;
  }

  /** Exports by state. */
  async states(): Promise<Record<string, number>> {
    const rows = await this.sql<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM exports GROUP BY state',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** What the database says, beside the replicas. */
  async sql<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
    const client = await connect(this.options.databaseUrl);
    try {
      return (await client.query<Row>(statement, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** How often each of these container numbers is in the sandbox: exactly once is right. */
  account(prefix: string, count: number): { once: number; lost: number; duplicated: number } {
    const seen = new Map<string, number>();
    for (const numero of heldNumeros(this.options.sandbox)) seen.set(numero, (seen.get(numero) ?? 0) + 1);
    const times = Array.from({ length: count }, (_, n) => seen.get(`${prefix}-${n}`) ?? 0);
    return {
      once: times.filter((number) => number === 1).length,
      lost: times.filter((number) => number === 0).length,
      duplicated: times.filter((number) => number > 1).length,
    };
  }
}
