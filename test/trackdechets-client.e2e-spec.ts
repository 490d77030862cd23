import { buffer } from 'node:stream/consumers';
import { Global, Module, type INestApplicationContext, type LoggerService } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AppConfig } from '../src/config/app.config';
import { ConfigModule } from '../src/config/config.module';
import { openDataSource } from '../src/database/data-source';
import { MetricsModule } from '../src/metrics/metrics.module';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { TrackdechetsError } from '../src/trackdechets/errors';
import { type BsffFicheInterventionInput, type BsffInput } from '../src/trackdechets/generated';
import { TrackdechetsToken } from '../src/trackdechets/token';
import { TrackdechetsAccount } from '../src/trackdechets/trackdechets.account';
import { TrackdechetsBsffLists } from '../src/trackdechets/trackdechets.bsff-lists';
import { TrackdechetsBsffs } from '../src/trackdechets/trackdechets.bsffs';
import { TrackdechetsClient } from '../src/trackdechets/trackdechets.client';
import { TrackdechetsCompanies } from '../src/trackdechets/trackdechets.companies';
import { TrackdechetsFiches } from '../src/trackdechets/trackdechets.fiches';
import { TrackdechetsModule } from '../src/trackdechets/trackdechets.module';
import { createTestDatabase, type TestDatabase } from './support/database';
import { ADMIN, completeBsff, tokenOf } from './support/sandbox-client';

/** Trackdéchets' typed calls, as the module wires them, against the sandbox over HTTP. */
let database: TestDatabase;
let dataSource: DataSource;
let sandbox: Sandbox;
let app: INestApplicationContext;

const as = (email: string) => ({ token: new TrackdechetsToken(tokenOf(email)), priority: 'interactive' }) as const;
const operator = as(ADMIN);
const bsff = (numero: string, customInfo?: string): BsffInput => {
  const input = completeBsff(numero) as BsffInput;
  return { ...input, emitter: { ...input.emitter, customInfo } };
};

/** What fails on purpose is said nowhere. */
const QUIET: LoggerService = { log: () => undefined, error: () => undefined, warn: () => undefined };

async function connect(settings: Partial<AppConfig> = {}): Promise<INestApplicationContext> {
  const config = {
    trackdechetsApiUrl: sandbox.url,
    trackdechetsRequestsPerMinute: 60_000,
    trackdechetsTimeoutMs: 10_000,
    shutdownDelayMs: 0,
    ...settings,
  } as AppConfig;
  @Global()
  @Module({ providers: [{ provide: DataSource, useValue: dataSource }], exports: [DataSource] })
  class Database {}
  const module = await Test.createTestingModule({
    imports: [ConfigModule.with(config), Database, MetricsModule, TrackdechetsModule],
  })
    .setLogger(QUIET)
    .compile();
  return module.init();
}

async function errorOf(promise: Promise<unknown>): Promise<TrackdechetsError> {
  const error: unknown = await promise.then(() => new Error('it succeeded')).catch((reason: unknown) => reason);
  if (error instanceof TrackdechetsError) return error;
  throw error;
}

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await openDataSource(database.url);
});

beforeEach(async () => {
  sandbox = await startSandbox({ seed: 3, rateLimit: 100_000 });
  app = await connect();
});

afterEach(async () => {
  await app.close();
  await sandbox.close();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('an account', () => {
  it('is what its token opens, with the role in each establishment', async () => {
    const account = await app.get(TrackdechetsAccount).verifyToken(operator.token, 'interactive');
    expect(account).toMatchObject({ email: ADMIN, name: 'Claire Vasseur' });
    expect(account.companies.map(({ siret, role }) => [siret, role])).toEqual(
      expect.arrayContaining([
        ['00000021000013', 'ADMIN'],
        ['00000021000021', 'ADMIN'],
      ]),
    );
    expect(account.companies[0]!.permissions).toContain('BSD_CAN_SIGN_EMISSION');
    expect(account.companies[0]!.companyId).not.toBe('');
  });

  it.each(['', 'a'.repeat(40), 'déjà\nvu'])('is refused to the token %j', async (wrong) => {
    const error = await errorOf(app.get(TrackdechetsAccount).verifyToken(new TrackdechetsToken(wrong), 'interactive'));
    expect(error.kind).toBe('CREDENTIALS');
  });
});

describe('a document', () => {
  it('goes through its life', async () => {
    const bsffs = app.get(TrackdechetsBsffs);
    const fiche: BsffFicheInterventionInput = {
      numero: 'FI-1',
      weight: 8,
      postalCode: '17000',
      detenteur: {
        company: {
          siret: '00000065000010',
          name: 'HALLES',
          address: '1 rue',
          contact: 'A',
          phone: '01',
          mail: 'a@b.test',
        },
      },
      operateur: { company: bsff('B-1').emitter!.company! },
    };
    const ficheId = await app.get(TrackdechetsFiches).create(operator.token, fiche);
    await app.get(TrackdechetsFiches).update(operator.token, ficheId, { ...fiche, weight: 7 });

    const draft = await bsffs.createDraft({ ...bsff('B-1', 'réf. 7'), ficheInterventions: [ficheId] }, operator);
    expect(draft).toMatchObject({ isDraft: true, status: 'INITIAL', packagings: [{ numero: 'B-1' }] });
    await bsffs.publish(draft.id, operator);
    await bsffs.update(draft.id, { waste: { code: '14 06 01*', description: 'R32', adr: 'UN 3252' } }, operator);
    const { metadata } = await bsffs.getWithMetadata(draft.id, operator);
    expect(metadata.errors).toEqual([]);
    await bsffs.sign(draft.id, { type: 'EMISSION', author: 'Claire Vasseur' }, operator);

    const read = await bsffs.get(draft.id, operator);
    expect(read).toMatchObject({
      isDraft: false,
      status: 'SIGNED_BY_EMITTER',
      waste: { description: 'R32' },
      emitter: { customInfo: 'réf. 7', emission: { signature: { author: 'Claire Vasseur' } } },
      ficheInterventions: [{ id: ficheId, numero: 'FI-1', weight: 7 }],
      transporters: [{ company: { siret: '00000032000010' } }],
    });
    const { content } = await bsffs.pdf(draft.id, operator);
    expect((await buffer(content)).subarray(0, 4).toString()).toBe('%PDF');

    await bsffs.delete(draft.id, operator);
    expect((await errorOf(bsffs.get(draft.id, operator))).kind).toBe('NOT_FOUND');
  });

  it('is refused with the fields of the document that was sent', async () => {
    const input = bsff('B-1');
    const faulty = {
      ...input,
      packagings: [...input.packagings!, { ...input.packagings![0]!, numero: 'B-2', volume: -3 }],
    };
    const error = await errorOf(app.get(TrackdechetsBsffs).create(faulty, operator));
    expect(error.kind).toBe('REFUSED');
    expect(error.issues.map(({ field }) => field)).toEqual(['packagings.1.volume']);
    expect(error.issues[0]!.message).not.toBe('');
  });

  it('is forbidden to another company, and sealed fields to its own', async () => {
    const bsffs = app.get(TrackdechetsBsffs);
    const { id } = await bsffs.create(bsff('B-1'), operator);
    expect((await errorOf(bsffs.get(id, as('accueil@depot-fluides-ouest.test')))).kind).toBe('FORBIDDEN');
    await bsffs.sign(id, { type: 'EMISSION', author: 'Claire Vasseur' }, operator);
    const transporter = as('exploitation@atlantique-fret.test');
    const sealed = await errorOf(bsffs.update(id, { weight: { value: 9, isEstimate: false } }, transporter));
    expect(sealed).toMatchObject({ kind: 'FORBIDDEN', issues: [] });
  });
});

describe('finding documents again', () => {
  it('lists what changed, all pages, and reads many in full', async () => {
    const bsffs = app.get(TrackdechetsBsffs);
    const lists = app.get(TrackdechetsBsffLists);
    const calls = Array.from({ length: 5 }, (_, n) => TrackdechetsBsffs.creation(bsff(`B-${n}`)));
    const outcomes = await app.get(TrackdechetsClient).executeBatch(calls, operator);
    const ids = outcomes.map((outcome) => (outcome.ok ? outcome.data.createBsff.id : ''));
    const changed = await lists.changedSince(new Date(0), operator);
    expect(changed.map(({ id }) => id).sort()).toEqual([...ids].sort());

    const last = changed.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), '');
    await bsffs.sign(ids[2]!, { type: 'EMISSION', author: 'C' }, operator);
    const since = await lists.changedSince(new Date(Date.parse(last) + 1), operator);
    expect(since.map(({ id }) => id)).toEqual([ids[2]]);

    await bsffs.delete(ids[0]!, operator);
    const full = await lists.byIds([...ids, 'UNKNOWN'], operator);
    expect(full.map(({ id }) => id).sort()).toEqual(ids.slice(1).sort());
    expect(await lists.existing(ids, operator)).toHaveLength(4);
  });

  it('pages through more than one page', async () => {
    const calls = Array.from({ length: 5 }, (_, n) => TrackdechetsBsffs.draftCreation(bsff(`B-${n}`)));
    const client = app.get(TrackdechetsClient);
    for (let n = 0; n < 101; n++) await client.executeBatch(calls, operator);
    const changed = await app.get(TrackdechetsBsffLists).changedSince(new Date(0), operator);
    expect(new Set(changed.map(({ id }) => id)).size).toBe(505);
    expect(
      await app.get(TrackdechetsBsffLists).byIds(
        changed.slice(0, 250).map(({ id }) => id),
        operator,
      ),
    ).toHaveLength(250);
  });

  it('finds by its mark a document whose answer was lost', async () => {
    const bsffs = app.get(TrackdechetsBsffs);
    const createdSince = new Date(Date.now() - 60_000);
    await bsffs.create(bsff('B-1', 'réf. AUTRE'), operator);
    sandbox.faults.add({ kind: 'done-reset', operation: 'createBsff', count: 1 });
    const lost = await errorOf(bsffs.create(bsff('B-1', 'À rappeler. réf. MARQUE'), operator));
    expect(lost.kind).toBe('UNKNOWN_OUTCOME');

    const sought = { mark: 'réf. MARQUE', emitterSiret: '00000021000013', createdSince, numeros: ['B-1'] };
    const found = await app.get(TrackdechetsBsffLists).byMark(sought, operator);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ emitter: { customInfo: 'À rappeler. réf. MARQUE' } });
  });
});

describe('a company', () => {
  it('is found with what decides whether it may be on a document', async () => {
    const companies = app.get(TrackdechetsCompanies);
    expect(await companies.find('00000032000010')).toMatchObject({
      registered: true,
      closed: false,
      dormant: false,
      companyTypes: expect.arrayContaining(['TRANSPORTER']),
      receipt: { number: expect.any(String) },
    });
    expect(await companies.find('00000065000028')).toMatchObject({ registered: false, receipt: null });
    expect((await errorOf(companies.find('00000087000014'))).kind).toBe('NOT_FOUND');
  });
});

describe('when Trackdéchets fails', () => {
  async function giveUpAfter(trackdechetsTimeoutMs: number): Promise<void> {
    await app.close();
    app = await connect({ trackdechetsTimeoutMs });
  }

  it.each([
    ['reset', 'UNKNOWN_OUTCOME', 0],
    ['hang', 'UNKNOWN_OUTCOME', 0],
    ['server-error', 'UNKNOWN_OUTCOME', 0],
    ['unavailable', 'UNKNOWN_OUTCOME', 0],
    ['rate-limited', 'RATE_LIMITED', 0],
    ['done-reset', 'UNKNOWN_OUTCOME', 1],
    ['done-hang', 'UNKNOWN_OUTCOME', 1],
    ['done-502', 'UNKNOWN_OUTCOME', 1],
    ['done-server-error', 'UNKNOWN_OUTCOME', 1],
    ['stall', 'UNKNOWN_OUTCOME', 1],
  ] as const)('%s is %s for a creation (made: %i)', async (kind, expected, made) => {
    if (/hang|stall/.test(kind)) await giveUpAfter(1_500);
    sandbox.faults.add({ kind, operation: 'createBsff' });
    expect((await errorOf(app.get(TrackdechetsBsffs).create(bsff('B-1'), operator))).kind).toBe(expected);
    expect(sandbox.platform.counts().total).toBe(made);
  });

  it('is unavailable once it is gone', async () => {
    await sandbox.close();
    expect((await errorOf(app.get(TrackdechetsBsffs).create(bsff('B-1'), operator))).kind).toBe('UNAVAILABLE');
  });

  it('slows down to what Trackdéchets leaves, when told that more is allowed', async () => {
    await sandbox.close();
    sandbox = await startSandbox({ seed: 3, rateLimit: 120 });
    await app.close();
    app = await connect({ trackdechetsApiUrl: sandbox.url, trackdechetsRequestsPerMinute: 1_200 });
    const statuses: number[] = [];
    app.get(TrackdechetsClient).onRequest(({ httpStatus }) => statuses.push(httpStatus));
    let stopped = false;
    const bulk = { ...operator, priority: 'bulk' } as const;
    const workers = Array.from({ length: 4 }, async () => {
      while (!stopped) await app.get(TrackdechetsBsffLists).existing(['BSFF-1'], bulk);
    });
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    stopped = true;
    // Of the 20 a second it was told, less than 2 are left once Trackdéchets has said so.
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(statuses.length).toBeGreaterThanOrEqual(10);
    expect(statuses.length).toBeLessThanOrEqual(40);
    await Promise.all(workers);
  });
});
