import { ExportClock } from '../src/exports/export-clock';
import { eventually, TestApp } from './support/app';
import { completeDocument, readyToExport, typeIn } from './support/documents';
import { type Person } from './support/people';
import { ConnectorProcess } from './support/process';

const MOST_BOUNDARIES = 40;

describe('a replica killed at each step of an export', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '2' } });
    ({ technician, establishmentId } = await readyToExport(app));
  });

  afterAll(() => app?.close());

  const doomed = (dieAt: number): ConnectorProcess =>
    ConnectorProcess.start(
      {
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        DATABASE_URL: app.database.url,
        TRACKDECHETS_API_URL: app.sandbox.url,
        CREDENTIALS_KEYS: app.keys,
        PULL_INTERVAL_SECONDS: '0',
        EXPORT_SETTLE_SECONDS: '2',
        DIE_AT: String(dieAt),
      },
      'test/support/doomed-replica.ts',
    );

  /** A document with a fiche of its own, so that both kinds of call are made. */
  async function documentWithFiche(numero: string): Promise<string> {
    const company = {
      siret: '00000065000010',
      name: 'HALLES DU VIEUX PORT',
      address: '1 place du Marché 17000 La Rochelle',
      contact: 'Odile Renaud',
      phone: '05 46 00 00 51',
      mail: 'direction@halles-vieux-port.test',
    };
    const detenteur = { isPrivateIndividual: false, company };
    const fiche = { establishmentId, numero, weight: 2, postalCode: '17000', detenteur };
    const { body } = await technician.post('/fiches-intervention', fiche).expect(201);
    return typeIn(technician, { ...completeDocument(numero), establishmentId, ficheInterventionIds: [body.id] });
  }

  const stateOf = async (exportId: string): Promise<string> =>
    (await technician.get(`/exports/${exportId}`).expect(200)).body.state as string;

  const heldAs = (numero: string): number =>
    app.sandbox.platform.store.rows.filter(({ packagings }) => packagings.some((one) => one.numero === numero)).length;

  it('leaves exactly one document on Trackdéchets, whichever step it was', async () => {
    const here = app.nest.get(ExportClock);
    const died: string[] = [];
    for (let dieAt = 1; dieAt <= MOST_BOUNDARIES; dieAt++) {
      const numero = `K-${dieAt}`;
      const id = await documentWithFiche(numero);
      // Only the doomed replica works until it is dead.
      await here.beforeApplicationShutdown();
      const replica = doomed(dieAt);
      await replica.url();
      const { body: asked } = await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
      const ended = await Promise.race([
        replica.exited.then(() => 'DIED'),
        eventually(async () => (await stateOf(asked.id)) === 'SUCCEEDED' && 'LIVED', 20_000),
      ]);
      await replica.kill('SIGKILL');
      // Its lease ends now rather than in twenty seconds.
      await app.dataSource.query('UPDATE exports SET lease_until = now() WHERE lease_until IS NOT NULL');
      here.onApplicationBootstrap();
      await eventually(async () => (await stateOf(asked.id)) === 'SUCCEEDED', 20_000);
      expect({ dieAt, held: heldAs(numero) }).toEqual({ dieAt, held: 1 });
      if (ended === 'LIVED') break;
      died.push(/died at boundary \d+: (.*)/.exec(replica.errors)?.[1] ?? 'unknown');
    }
    expect(died).toEqual([
      'after claimQueued',
      'before executeBatch',
      'after executeBatch',
      'before recordTrackdechetsId',
      'after recordTrackdechetsId',
      'before moveAll',
      'after moveAll',
      'before executeBatch',
      'after executeBatch',
      'before moveAll',
      'after moveAll',
      'before recordAllExported',
      'after recordAllExported',
    ]);
  }, 240_000);
});
