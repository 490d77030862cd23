import { Logger } from '@nestjs/common';
import { DocumentReading } from '../src/pulls/document-reading';
import { HintStore } from '../src/pulls/hint-store';
import { PullStore } from '../src/pulls/pull-store';
import { eventually, TestApp } from './support/app';
import { OtherSide, PLANT, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

describe('Hints that cannot be followed now', () => {
  let app: TestApp;
  let admin: Person;
  let there: OtherSide;
  let establishment: string;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    const first = await app.people.administrator();
    const { siret, name } = app.directory.companies.operateur ?? {};
    establishment = (await first.post('/establishments', { siret, name }).expect(201)).body.id as string;
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => app.close());

  /** Received by the plant, whose acceptance is typed and not signed: no list shows that. */
  async function acceptanceTyped(numero: string): Promise<string> {
    const { id, packagings } = await there.create(numero);
    await there.send(id);
    await there.update(id, { destination: { reception: { date: '2026-11-20T08:00:00.000Z' } } }, PLANT);
    await there.sign(id, 'RECEPTION', PLANT);
    await pull(admin);
    const acceptation = {
      date: '2026-11-20T09:00:00.000Z',
      weight: 7.5,
      status: 'ACCEPTED',
      wasteDescription: 'R410A',
    };
    await there.updatePackaging(packagings[0]?.id ?? '', { acceptation });
    return id;
  }

  async function showsAcceptance(id: string): Promise<boolean> {
    const { packagings } = (await shown(app, admin, id)) as { packagings: { acceptation: object | null }[] };
    return packagings[0]?.acceptation != null;
  }

  const waiting = (): Promise<{ id: string; attempts: number; held: boolean }[]> =>
    app.dataSource.query('SELECT trackdechets_id AS id, attempts, lease_until > now() AS held FROM pull_hints');

  /** Half a minute goes by: the hint is free to be tried again, and `times` more tries have ended. */
  async function triedAgain(times = 1): Promise<void> {
    const reading = app.nest.get(DocumentReading);
    for (let n = 0; n < times; n++) {
      const read = jest.spyOn(reading, 'read');
      await app.dataSource.query(`UPDATE pull_hints SET lease_until = '-infinity'`);
      await app.dataSource.query(`SELECT pg_notify('pulls', 'hints')`);
      await eventually(async () => read.mock.results.length > 0);
      await Promise.allSettled(read.mock.results.map(({ value }) => value as Promise<unknown>));
      read.mockRestore();
    }
  }

  it('wait for as long as Trackdéchets is away: what somebody was promised is read once it is back', async () => {
    const id = await acceptanceTyped('PROMIS-1');
    const { id: local } = await shown(app, admin, id);
    await control(app.sandbox, 'POST /outage', { kind: 'page' });
    await admin.post(`/bsffs/${String(local)}/pull`).expect(503);
    await eventually(async () => (await waiting())[0]?.held);
    await triedAgain(6);
    await eventually(async () => (await waiting())[0]?.attempts === 0);
    await control(app.sandbox, 'DELETE /outage');
    await triedAgain();
    await eventually(() => showsAcceptance(id));
    await eventually(async () => (await waiting()).length === 0);
  });

  it('are given up after five tries, and the next scheduled pull reads what they were about', async () => {
    const id = await acceptanceTyped('RENONCE-1');
    const { token } = app.directory.users[ADMIN] ?? {};
    await admin.delete('/me/trackdechets-token').expect(204);
    const said = jest.spyOn(Logger.prototype, 'warn');
    await app.nest.get(HintStore).add(app.dataSource.manager, establishment, [id]);
    await eventually(async () => (await waiting())[0]?.attempts === 1);
    await triedAgain(4);
    expect(await waiting()).toMatchObject([{ id, attempts: 5 }]);
    await app.dataSource.query(`UPDATE pull_hints SET lease_until = '-infinity'`);
    await app.dataSource.query(`SELECT pg_notify('pulls', 'hints')`);
    await eventually(async () => (await waiting()).length === 0);
    const told = (): unknown[] => said.mock.calls.filter(([line]) => String(line).includes(id));
    await eventually(async () => told().length > 0);
    expect(told()).toHaveLength(1);

    await admin.put('/me/trackdechets-token', { token }).expect(200);
    await pull(admin);
    expect(await showsAcceptance(id)).toBe(false);
    await app.nest.get(PullStore).request(app.dataSource.manager, { cause: 'SCHEDULED' });
    await eventually(() => showsAcceptance(id));
  });

  it('stay those of the replica that waits for Trackdéchets’ patience', async () => {
    const { id } = await there.create('BAIL-1');
    const reading = app.nest.get(DocumentReading);
    const read = reading.read.bind(reading);
    let goOn = (): void => undefined;
    const held = new Promise<void>((done) => (goOn = done));
    jest.spyOn(reading, 'read').mockImplementation(async (...args) => {
      await held;
      return read(...args);
    });
    await app.nest.get(HintStore).add(app.dataSource.manager, establishment, [id]);
    await eventually(async () => (await waiting())[0]?.held);
    await app.dataSource.query(`UPDATE pull_hints SET lease_until = now() + interval '12 seconds'`);
    const left = `SELECT 1 FROM pull_hints WHERE lease_until > now() + interval '15 seconds'`;
    await eventually(async () => (await app.dataSource.query(left)).length > 0, 30_000);
    goOn();
    await eventually(() => shown(app, admin, id).catch(() => null));
  });
});
