/**
 * Answers of GET /bsffs through the real REST API on a small and a large table, and the time readiness takes for a document.
 * `npm run bench:documents -- --small 10000 --large 1000000`
 */
import { Client } from 'pg';
import { parseArgs } from 'node:util';
import { randomUUID } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { type BsffBody } from '../src/bsff/bsff-body';
import { type Knowledge, readinessOf } from '../src/bsff/readiness/readiness';
import { openDataSource } from '../src/database/data-source';
import { migrate } from '../src/database/schema';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { TestApp } from '../test/support/app';
import { TEMPLATE } from '../test/support/database';
import { type Person } from '../test/support/people';

const REPEATS = 61;
const WARM_UP = 5;
const ALLOWED_RATIO = 1.5;
const READINESSES = 20_000;
const BATCH = 100_000;
const ESTABLISHMENTS = [randomUUID(), randomUUID(), randomUUID()];

const { values: options } = parseArgs({
  options: { small: { type: 'string', default: '10000' }, large: { type: 'string', default: '1000000' } },
});

/** That many documents, half a minute apart, with two containers each; the newest is the last. */
async function fill(dataSource: DataSource, count: number): Promise<void> {
  const indexes = await dataSource.query<{ name: string; definition: string }[]>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
     WHERE tablename IN ('bsffs', 'bsff_packagings') AND indexname NOT LIKE '%_pkey'`,
  );
  for (const { name } of indexes) await dataSource.query(`DROP INDEX ${name}`);
  for (const [index, id] of ESTABLISHMENTS.entries()) {
    await dataSource.query('INSERT INTO establishments (id, siret, name) VALUES ($1, $2, $2)', [id, `site ${index}`]);
  }
  for (let start = 0; start < count; start += BATCH) {
    const end = Math.min(start + BATCH, count) - 1;
    await dataSource.query(
      `INSERT INTO bsffs (id, input, export_state, status, establishment_id, reference, search, created_at, updated_at)
       SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
         jsonb_build_object(
           'type', 'COLLECTE_PETITES_QUANTITES', 'reference', 'FI-' || n,
           'emitter', jsonb_build_object('company', jsonb_build_object('siret', '00000010001014', 'name', 'FRIGO ALPES', 'address',
             '12 rue des Glaciers 73000 Chambéry', 'contact', 'Anne Mercier', 'phone', '04 79 00 00 01', 'mail', 'admin@frigo-alpes.test')),
           'waste', jsonb_build_object('code', '14 06 01*', 'description', fluid),
           'weight', jsonb_build_object('value', 8.5, 'isEstimate', false),
           'packagings', jsonb_build_array(
             jsonb_build_object('type', 'BOUTEILLE', 'numero', 'B-' || n, 'volume', 12, 'weight', 4),
             jsonb_build_object('type', 'BOUTEILLE', 'numero', 'C-' || n, 'volume', 12, 'weight', 4.5)),
           'destination', jsonb_build_object('company', jsonb_build_object('siret', '00000010004018', 'name', partner))),
         CASE WHEN n % 10 = 0 THEN 'LOCAL' ELSE 'EXPORTED' END,
         CASE WHEN n % 10 = 0 THEN NULL ELSE (ARRAY['INITIAL','SENT','RECEIVED','PROCESSED'])[1 + n % 4] END,
         ($3::uuid[])[1 + n % 3], 'FI-' || n,
         array_to_tsvector(ARRAY['fi' || n, 'fi', n::text, 'b' || n, 'b', 'c' || n, 'c', 'frigo', 'alpes', 'anne', 'mercier',
           '00000010001014', lower(replace(fluid, '-', '')), 'partenaire', 'p' || (n % 2000)]),
         at, at
       FROM (SELECT n, now() - make_interval(secs => 30 * ($4::int - n)) AS at, (ARRAY['R-410A','R-32','R-134a','R-404A','R-22'])[1 + n % 5] AS fluid,
               'Partenaire p' || (n % 2000) AS partner FROM generate_series($1::int, $2::int) AS n) AS made`,
      [start, end, ESTABLISHMENTS, count],
    );
    await dataSource.query(
      `INSERT INTO bsff_packagings (bsff_id, position, numero_key)
       SELECT ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, position, (ARRAY['b', 'c'])[1 + position] || n
       FROM generate_series($1::int, $2::int) AS n, generate_series(0, 1) AS position`,
      [start, end],
    );
  }
  for (const { definition } of indexes) await dataSource.query(definition);
  await dataSource.query('VACUUM ANALYZE bsffs, bsff_packagings');
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

interface Question {
  what: string;
  /** The query of GET /bsffs on a table of that many documents; numbers vary from one time to the next. */
  query: (count: number) => string;
  /** One of those that the figures are about; the others are shown. */
  held: boolean;
}

const any = (count: number): number => Math.floor(Math.random() * count);
const hourAgo = (): string => new Date(Date.now() - 3_600_000).toISOString();
const middle = (count: number): string =>
  Buffer.from(JSON.stringify([new Date(Date.now() - 15_000 * count).toISOString(), randomUUID()])).toString(
    'base64url',
  );

const QUESTIONS: Question[] = [
  { what: 'first page', query: () => '', held: true },
  { what: 'page in the middle', query: (count) => `cursor=${middle(count)}`, held: true },
  { what: 'filter exportState', query: () => 'exportState=LOCAL', held: true },
  { what: 'filter status', query: () => 'status=SENT', held: true },
  { what: 'filter establishmentId', query: () => `establishmentId=${ESTABLISHMENTS[0]}`, held: true },
  { what: 'filter updatedSince, an hour', query: () => `updatedSince=${hourAgo()}`, held: true },
  {
    what: 'filters together',
    query: () => `establishmentId=${ESTABLISHMENTS[1]}&status=SENT&exportState=EXPORTED`,
    held: true,
  },
  { what: 'search container number', query: (count) => `query=B-${any(count)}`, held: true },
  { what: 'search reference', query: (count) => `query=FI-${any(count)}`, held: true },
  {
    what: 'search partner, 2 words',
    query: () => `query=${encodeURIComponent(`partenaire p${any(2000)}`)}`,
    held: false,
  },
  { what: 'search a frequent word', query: () => 'query=r-410a', held: false },
];

/** Medians in milliseconds on both tables, asked in turn so that whatever else the machine does weighs on both. */
async function medians(query: Question['query'], tables: readonly Table[]): Promise<number[]> {
  const times = tables.map((): number[] => []);
  for (let n = 0; n < REPEATS + WARM_UP; n++) {
    for (const [index, { person, count }] of tables.entries()) {
      const path = `/bsffs?${query(count)}`;
      const startedAt = performance.now();
      await person.get(path).expect(200);
      if (n >= WARM_UP) times[index]?.push(performance.now() - startedAt);
    }
  }
  return times.map(median);
}

interface Table {
  app: TestApp;
  person: Person;
  count: number;
}

async function tableOf(count: number): Promise<Table> {
  const app = await TestApp.start();
  const startedAt = performance.now();
  await fill(app.dataSource, count);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${count} documents, ${2 * count} containers, filled in ${seconds} s`);
  return { app, person: await app.people.administrator(), count };
}

/** Milliseconds that the rules take for one document, everything known beforehand. */
function readinessTime(): number {
  const company = { contact: 'Anne', phone: '04', mail: 'anne@frigo.fr', name: 'N', address: 'A' };
  const body: BsffBody = {
    type: 'COLLECTE_PETITES_QUANTITES',
    emitter: { company: { siret: '73282932000074', ...company } },
    waste: { code: '14 06 01*', description: 'R-410A' },
    weight: { value: 40 },
    packagings: Array.from({ length: 10 }, (_, n) => ({ type: 'BOUTEILLE', numero: `B-${n}`, volume: 12, weight: 4 })),
    transporters: [{ company: { siret: '55210055400013', ...company }, transport: { plates: ['AB-123-CD'] } }],
    destination: { company: { siret: '44306184100047', ...company } },
  };
  const knowledge: Knowledge = {
    references: { establishment: null, partners: new Map(), fiches: new Map(), contact: null },
    company: () => undefined,
    complete: () => null,
    mayCreateFor: null,
    companiesOfUser: null,
    previousPackaging: () => undefined,
    fiches: [],
    numerosElsewhere: new Set(),
    now: new Date(),
    trackdechetsId: null,
    sealed: false,
  };
  const startedAt = performance.now();
  for (let n = 0; n < READINESSES; n++) readinessOf(body, 'TRANSPORT', knowledge);
  return (performance.now() - startedAt) / READINESSES;
}

async function main(): Promise<boolean> {
  const [small, large] = [Number(options.small), Number(options.large)];
  const cluster = await EmbeddedPostgres.startThrowAway();
  process.env.TEST_POSTGRES_URL = cluster.url;
  const admin = new Client({ connectionString: cluster.url });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const template = await openDataSource(cluster.url.replace(/[^/]+$/, TEMPLATE));
  await migrate(template);
  await template.destroy();
  const tables = [await tableOf(small), await tableOf(large)];
  try {
    let holds = true;
    for (const { what, query, held } of QUESTIONS) {
      const [before = NaN, after = NaN] = await medians(query, tables);
      const ratio = after / before;
      if (held) holds &&= ratio <= ALLOWED_RATIO;
      const figures = `${before.toFixed(1)} ms at ${small}, ${after.toFixed(1)} ms at ${large} (× ${ratio.toFixed(2)})`;
      console.log(`${what.padEnd(30)} ${figures}${held ? '' : ', for information'}`);
    }
    const readiness = readinessTime();
    console.log(`readiness ${(readiness * 1000).toFixed(0)} µs a document of ten containers`);
    return holds && readiness < 1;
  } finally {
    for (const { app } of tables) await app.close();
    await cluster.stop();
  }
}

void main().then((holds) => {
  console.log(holds ? 'within the figures' : 'BEYOND the figures');
  process.exit(holds ? 0 : 1);
});
