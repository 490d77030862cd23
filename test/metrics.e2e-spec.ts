import { readEnvironment } from '../src/config/environment';
import { AppConfig } from '../src/config/app.config';
import { createApp } from '../src/app.factory';
import { openDataSource } from '../src/database/data-source';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { migrate } from '../src/database/schema';
import { eventually, TestApp } from './support/app';
import { completeDocument, OPERATOR, readyToExport, SECOND_TECHNICIAN, typeIn } from './support/documents';
import { EventReader } from './support/event-reader';
import { type Measures, measuresOf, parseMeasures } from './support/measures';
import { pull } from './support/other-side';
import { type Person } from './support/people';
import { control, tokenOf } from './support/sandbox-client';

const METRICS_TOKEN = 'un-jeton-pour-prometheus';

describe('the measures', () => {
  let app: TestApp;
  let replica: TestApp;
  let technician: Person;
  let establishmentId: string;
  let numero = 0;

  beforeAll(async () => {
    // What is in doubt stays so.
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '600', TRACKDECHETS_REQUESTS_PER_MINUTE: '6000' } });
  });
  afterAll(async () => {
    await replica?.close();
    await app.close();
  });

  const document = (): Record<string, unknown> => ({ ...completeDocument(`M-${++numero}`), establishmentId });
  const exported = async (state: string): Promise<string> => {
    const id = await typeIn(technician, document());
    const { body } = await technician.post(`/bsffs/${id}/exports`, { mode: 'DRAFT' }).expect(202);
    await eventually(async () => (await technician.get(`/exports/${body.id}`)).body.state === state);
    return id;
  };

  /** What waits for Trackdéchets is tried again after a pause, for which it stands in the queue for a moment. */
  const stayWaiting = (): Promise<unknown> =>
    eventually(async () => {
      const sql = `UPDATE exports SET not_before = 'infinity' WHERE state = 'WAITING' RETURNING id`;
      const [waiting] = await app.dataSource.query<[unknown[], number]>(sql);
      return waiting.length > 0;
    });

  it('are there before anything happened', async () => {
    // Another replica than those whose values are looked at afterwards: they are kept for some seconds.
    const fresh = await TestApp.start({ env: { TRACKDECHETS_REQUESTS_PER_MINUTE: '6000' }, beside: app });
    const measures = await measuresOf(fresh.url);
    await fresh.close();
    expect(measures).toMatchObject({
      connector_database_up: 1,
      connector_contact_present: 0,
      connector_documents_open: 0,
      connector_conflicts_open: 0,
      connector_pull_running_seconds: 0,
      connector_event_streams_open: 0,
      connector_database_pool_limit: 10,
      trackdechets_budget_requests_per_minute: 6_000,
      trackdechets_budget_paused_seconds: 0,
      'connector_exports{state="QUEUED"}': 0,
      'connector_exports{state="UNCERTAIN"}': 0,
      'connector_exports_oldest_age_seconds{state="UNCERTAIN"}': 0,
      'connector_tokens{status="VALID"}': 0,
      'trackdechets_budget_waiting{priority="bulk"}': 0,
    });
  });

  it('say where exports, tokens, pulls, documents and webhooks stand, the same on every replica', async () => {
    ({ technician, establishmentId } = await readyToExport(app));
    const person = { email: SECOND_TECHNICIAN, rights: ['EXPORT_BSFF' as const], withToken: true };
    const second = await app.people.person(person);
    await control(app.sandbox, 'POST /tokens/revoke', { token: tokenOf(SECOND_TECHNICIAN) });
    await second.post('/me/trackdechets-token/verification').expect(200);

    const done = await exported('SUCCEEDED');
    expect((await pull(technician)).state).toBe('SUCCEEDED');
    await app.dataSource.query(`UPDATE bsffs SET conflict = '{"fields":[]}' WHERE id = $1`, [done]);
    app.sandbox.faults.add({ kind: 'reset', operation: 'createDraftBsff', count: 1 });
    await exported('UNCERTAIN');
    // It may have waited for days before it left.
    await app.dataSource.query(
      `UPDATE exports SET requested_at = now() - interval '2 days', first_sent_at = now() - interval '1 day'
       WHERE state = 'UNCERTAIN'`,
    );
    await control(app.sandbox, 'POST /outage', { kind: 'refused' });
    await exported('WAITING');
    await stayWaiting();

    replica = await TestApp.start({ beside: app });
    const expected = {
      'connector_exports{state="UNCERTAIN"}': 1,
      'connector_exports{state="WAITING"}': 1,
      'connector_exports{state="QUEUED"}': 0,
      'connector_exports_waiting{reason="TRACKDECHETS_UNAVAILABLE"}': 1,
      'connector_exports_waiting{reason="NO_VALID_TOKEN"}': 0,
      'connector_tokens{status="VALID"}': 1,
      'connector_tokens{status="REJECTED"}': 1,
      [`connector_establishment_readers{siret="${OPERATOR}"}`]: 1,
      'connector_pull_last_result{state="SUCCEEDED",error=""}': 1,
      'connector_webhooks{state="NONE"}': 1,
      'connector_webhooks{state="ACTIVE"}': 0,
      connector_webhook_hints: 0,
      connector_contact_present: 1,
      connector_documents_open: 1,
      connector_conflicts_open: 1,
    };
    const there = await measuresOf(replica.url);
    expect(there).toMatchObject(expected);
    expect(there['connector_exports_oldest_age_seconds{state="UNCERTAIN"}']).toBeGreaterThan(0);
    expect(there['connector_exports_oldest_age_seconds{state="UNCERTAIN"}']).toBeLessThan(60);
    expect(there[`connector_pull_lag_seconds{siret="${OPERATOR}"}`]).toBeLessThan(30);
    expect(there['connector_audit_chain_rank']).toBeGreaterThan(5);
    expect(await measuresOf(app.url)).toMatchObject(expected);
  });

  it('count what each replica did', async () => {
    const here = await measuresOf(app.url);
    expect(here).toMatchObject({
      'connector_export_transitions_total{to="SUCCEEDED",cause="ANSWERED"}': 1,
      'connector_export_transitions_total{to="UNCERTAIN",cause="OUTCOME_UNKNOWN"}': 1,
      'trackdechets_requests_total{operation="CreateDraftBsff",outcome="OK"}': 1,
      'trackdechets_requests_total{operation="CreateDraftBsff",outcome="UNKNOWN_OUTCOME"}': 1,
    });
    const requests = Object.entries(here).filter(([name]) => name.startsWith('trackdechets_requests_total'));
    const permits = Object.entries(here).filter(([name]) => name.startsWith('trackdechets_budget_permits_total'));
    const sum = (series: [string, number][]): number => series.reduce((total, [, value]) => total + value, 0);
    expect(sum(permits)).toBeGreaterThanOrEqual(sum(requests));
    expect(here.connector_pulls_taken_over_total).toBe(0);
    const there = await measuresOf(replica.url);
    expect(there['connector_export_transitions_total{to="SUCCEEDED",cause="ANSWERED"}']).toBe(0);
  });

  it('count the work that was taken over from a replica that fell silent', async () => {
    await app.dataSource.query(
      `INSERT INTO pulls (cause, state, started_at, lease_owner, lease_until)
       VALUES ('REQUESTED', 'RUNNING', now() - interval '1 minute', 'silent', now() - interval '1 second')`,
    );
    await eventually(async () => {
      const replicas = await Promise.all([measuresOf(app.url), measuresOf(replica.url)]);
      return replicas.reduce((sum, measures) => sum + (measures.connector_pulls_taken_over_total ?? 0), 0) === 1;
    });
  });

  it('count requests that never reached a controller, under their route’s pattern, and no made-up path', async () => {
    await app.http.get(`/api/v1/bsffs/${'0'.repeat(8)}-secret-path`).expect(401);
    await app.http.get('/nowhere/secret-path').expect(404);
    await app.http.post('/api/v1/sessions').set('Content-Type', 'application/json').send('{').expect(400);
    await app.http.delete('/api/v1/users').expect(405);
    const { text } = await app.http.get('/metrics').expect(200);
    expect(parseMeasures(text)).toMatchObject({
      'http_request_duration_seconds_count{method="GET",route="/api/v1/bsffs/:id",status="401"}': 1,
      'http_request_duration_seconds_count{method="GET",route="unmatched",status="404"}': 1,
      'http_request_duration_seconds_count{method="POST",route="unmatched",status="400"}': 1,
      'http_request_duration_seconds_count{method="DELETE",route="unmatched",status="405"}': 1,
    });
    expect(text).not.toContain('secret-path');
  });

  it('count open event streams, and leave their hours out of the latencies', async () => {
    const reader = await new EventReader(app, technician).opened();
    await eventually(async () => (await measuresOf(app.url)).connector_event_streams_open === 1);
    reader.close();
    await eventually(async () => (await measuresOf(app.url)).connector_event_streams_open === 0);
    const names = Object.keys(await measuresOf(app.url));
    expect(names.filter((name) => name.includes('route="/api/v1/events",status="200"'))).toEqual([]);
  });

  it('are behind METRICS_TOKEN when it is set', async () => {
    const closed = await TestApp.start({ env: { METRICS_TOKEN }, beside: app });
    const refused = await closed.http.get('/metrics').expect(401);
    expect(refused.body).toMatchObject({ code: 'METRICS_TOKEN_REQUIRED' });
    expect(refused.headers['www-authenticate']).toBe('Bearer');
    await closed.http.get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}x`).expect(401);
    await closed.http.get('/metrics').set('Authorization', `Bearer ${METRICS_TOKEN}`).expect(200);
    await closed.close();
  });
});

describe('the measures of a connector whose PostgreSQL stops', () => {
  it('still come, without those that only the database knows', async () => {
    const cluster = await EmbeddedPostgres.startThrowAway();
    const source = await openDataSource(cluster.url);
    await migrate(source);
    await source.destroy();
    const environment = readEnvironment({ NODE_ENV: 'test', PULL_INTERVAL_SECONDS: '0' });
    const credentialsKeys = `test:${'k'.repeat(43)}=`;
    const trackdechetsApiUrl = 'http://127.0.0.1:9';
    const nest = await createApp(
      new AppConfig(environment, { databaseUrl: cluster.url, trackdechetsApiUrl, sandbox: true, credentialsKeys }),
    );
    await nest.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${(nest.getHttpServer().address() as { port: number }).port}`;
    const known = (measures: Measures): string[] =>
      Object.keys(measures).filter((name) => /^connector_(exports|tokens|contact|documents|webhooks|audit)/.test(name));
    const before = await measuresOf(url);
    expect(before.connector_database_up).toBe(1);
    expect(known(before).length).toBeGreaterThan(10);

    await cluster.stop();
    const began = performance.now();
    const without = await measuresOf(url);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(without.connector_database_up).toBe(0);
    expect(known(without)).toEqual([]);
    expect(without['process_resident_memory_bytes']).toBeGreaterThan(1_000_000);
    await nest.close();
  }, 60_000);
});
