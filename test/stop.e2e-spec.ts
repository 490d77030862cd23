import http from 'node:http';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { eventually } from './support/app';
import { createTestDatabase, type TestDatabase } from './support/database';
import { TECHNICIAN } from './support/documents';
import { Fleet } from './support/fleet';

jest.setTimeout(180_000);

/** What is promised to whoever sends SIGTERM. */
const PROMISED_SECONDS = 20;

describe('a replica that is asked to stop', () => {
  let database: TestDatabase;
  let sandbox: Sandbox;
  let fleet: Fleet;
  let establishmentId: string;

  beforeEach(async () => {
    database = await createTestDatabase();
    sandbox = await startSandbox();
  });
  afterEach(async () => {
    await fleet.stop();
    await sandbox.close();
    await database.drop();
  });

  async function oneReplica(env: Record<string, string> = {}): Promise<void> {
    fleet = await Fleet.start({ databaseUrl: database.url, sandbox, size: 1, env });
    establishmentId = await fleet.settle();
  }

  const fired = (kind: 'hang' | 'done-hang'): number => sandbox.faults.fired[kind] ?? 0;

  it('hands exports back though Trackdéchets answers nothing any more: another goes on at once, each leaves once', async () => {
    await oneReplica({ EXPORT_SETTLE_SECONDS: '2' });
    const documents = 60;
    const ids = await fleet.type(documents, establishmentId, 'S');
    sandbox.faults.add({ kind: 'latency', ms: 300 });
    // Some creations are done and not told, others never begin: the replica knows neither.
    sandbox.faults.add({ kind: 'done-hang', operation: 'createDraftBsff', skip: 1, count: 3 });
    sandbox.faults.add({ kind: 'hang', operation: 'createDraftBsff', skip: 4, count: 2 });
    await fleet.export(ids, TECHNICIAN);
    await eventually(async () => fired('done-hang') > 0 && fired('hang') > 0);
    fleet.turnTo(await fleet.add());
    const { status, seconds } = await fleet.retire(0);
    expect(status).toBe(0);
    expect(seconds).toBeLessThan(PROMISED_SECONDS);
    // It gave back all it held, rather than have others wait for the end of its leases.
    await eventually(async () => (await fleet.states()).SUCCEEDED === documents, 60_000);
    expect(fleet.account('S', documents)).toEqual({ once: documents, lost: 0, duplicated: 0 });
    const causes = await fleet.sql<{ cause: string }>('SELECT DISTINCT cause FROM export_transitions');
    expect(causes.map(({ cause }) => cause)).not.toContain('LEASE_ENDED');
  });

  it('leaves a pull to another, which goes on with it at once', async () => {
    await oneReplica();
    const ids = await fleet.type(8, establishmentId, 'P');
    await fleet.export(ids, TECHNICIAN);
    await eventually(async () => (await fleet.states()).SUCCEEDED === ids.length, 30_000);
    sandbox.faults.add({ kind: 'hang', operation: 'bsffs', count: 1 });
    const { id } = await fleet.ask<{ id: string }>('POST', '/pulls', {}, TECHNICIAN);
    await eventually(async () => fired('hang') > 0);
    fleet.turnTo(await fleet.add());
    const { status, seconds } = await fleet.retire(0);
    expect(status).toBe(0);
    expect(seconds).toBeLessThan(PROMISED_SECONDS);
    // Its lease would have lasted longer.
    const ended = await eventually(async () => {
      const pull = await fleet.ask('GET', `/pulls/${id}`, undefined, TECHNICIAN);
      return pull.state !== 'RUNNING' && pull;
    }, 10_000);
    expect(ended).toMatchObject({ state: 'SUCCEEDED' });
  });

  it('is not ready at once, still serves for the delay, ends connections with their answers and streams with a hint', async () => {
    await oneReplica({ SHUTDOWN_DELAY_SECONDS: '3' });
    const token = await fleet.session(TECHNICIAN);
    const agent = new http.Agent({ keepAlive: true });
    const ask = (path: string): Promise<{ status: number; connection?: string; text: string }> =>
      new Promise((done, fail) => {
        const headers = { authorization: `Bearer ${token}` };
        http
          .get(`${fleet.url}${path}`, { agent, headers }, (response) => {
            let text = '';
            response.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
            response.on('end', () =>
              done({ status: response.statusCode ?? 0, connection: response.headers.connection, text }),
            );
          })
          .on('error', fail);
      });
    expect(await ask('/health/ready')).toMatchObject({ status: 200, connection: 'keep-alive' });
    const stream = ask('/api/v1/events');
    await new Promise((done) => setTimeout(done, 300));
    const retired = fleet.retire(0);
    const notReady = await eventually(async () => {
      const answer = await ask('/health/ready');
      return answer.status === 503 && answer;
    });
    expect(JSON.parse(notReady.text)).toMatchObject({ code: 'STOPPING' });
    expect(await ask('/api/v1/me')).toMatchObject({ status: 200, connection: 'close' });
    expect((await ask('/health/live')).status).toBe(200);
    // Not before this replica is out of the load balancer.
    const hints = [...(await stream).text.matchAll(/^retry: (\d+)$/gm)].map(([, ms]) => Number(ms));
    expect(hints.at(-1)).toBeGreaterThanOrEqual(3_000);
    const { status, seconds } = await retired;
    expect(status).toBe(0);
    expect(seconds).toBeGreaterThanOrEqual(3);
    agent.destroy();
    await expect(ask('/health/live')).rejects.toThrow();
  });

  it('waits neither for a body that does not come nor for a reader that has stopped reading', async () => {
    await oneReplica();
    const token = await fleet.session(TECHNICIAN);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-length': '1000' };
    const slow = http.request(`${fleet.url}/api/v1/bsffs`, { method: 'POST', headers });
    slow.on('error', () => undefined);
    slow.write('{');
    const idle = http.get(`${fleet.url}/api/v1/events`, { headers: { authorization: headers.authorization } });
    idle.on('error', () => undefined).on('response', (response) => response.pause());
    await new Promise((done) => setTimeout(done, 500));
    const { status, seconds } = await fleet.retire(0);
    expect(status).toBe(0);
    expect(seconds).toBeLessThan(PROMISED_SECONDS);
  });
});
