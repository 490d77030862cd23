import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, get, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './support/app';

const CADDYFILE = join(__dirname, '../deploy/compose/Caddyfile');

function hasCaddy(): boolean {
  try {
    execFileSync('caddy', ['version'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
}

/** The path as it is, which fetch would tidy. */
function statusOf(port: number, path: string): Promise<number> {
  return new Promise((done, failed) => {
    get({ host: '127.0.0.1', port, path, agent: false }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    }).on('error', failed);
  });
}

(hasCaddy() ? describe : describe.skip)('the proxy in front of the replicas (caddy)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'connector-proxy-'));
  const reached: string[] = [];
  const replica = createServer((request, response) => {
    reached.push(request.url ?? '');
    response.end();
  });
  let caddy: ChildProcess;
  let port: number;
  let own: number;

  beforeAll(async () => {
    port = await freePort();
    own = await freePort();
    const config = join(folder, 'Caddyfile');
    writeFileSync(config, readFileSync(CADDYFILE, 'utf8').replaceAll('2020', String(own)));
    caddy = spawn('caddy', ['run', '--config', config, '--adapter', 'caddyfile'], {
      stdio: 'ignore',
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder,
        SITE_ADDRESS: `:${port}`,
        UPSTREAM_NAME: '127.0.0.1',
        UPSTREAM_PORT: String(await listening(replica)),
      },
    });
    await eventually(() => statusOf(own, '/').catch(() => null), 20_000);
  }, 30_000);
  afterAll(async () => {
    if (caddy.exitCode === null) {
      const gone = new Promise((done) => caddy.once('exit', done));
      caddy.kill();
      await gone;
    }
    await new Promise((done) => replica.close(done));
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['/api/v1/bsffs?limit=1', '/docs', '/openapi.json'])('passes %s', async (path) => {
    expect(await statusOf(port, path)).toBe(200);
    expect(reached.pop()).toBe(path);
  });

  // The connector's routes, as Express matches them: whatever the case, with or without a slash at the end.
  it.each([
    ...['/metrics', '/metrics/', '/METRICS/', '/Metrics?x', '/%6Detrics', '//metrics', '/docs/../metrics'],
    ...['/health/ready', '/HEALTH/live/', '/health', '/health/../health/ready'],
  ])('keeps %s inside', async (path) => {
    expect(await statusOf(port, path)).toBe(404);
    expect(reached).toEqual([]);
  });

  it('says that it works itself', async () => {
    expect(await statusOf(own, '/')).toBe(200);
  });
});
