import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import { ConnectorProcess } from './support/process';

jest.setTimeout(120_000);

describe('a start with nothing but Node', () => {
  let folder: string;
  const running: ConnectorProcess[] = [];
  const start = (env: Record<string, string> = {}): ConnectorProcess => {
    const connector = ConnectorProcess.start({ DATA_DIR: join(folder, 'data'), ...env });
    running.push(connector);
    return connector;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'connector-start-'));
    // Root's temporary folders are private; the database's account has to enter this one.
    if (process.getuid?.() === 0) chmodSync(folder, 0o755);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((connector) => connector.kill('SIGTERM')));
    rmSync(folder, { recursive: true, force: true });
  });

  it('serves after a SIGKILL what it had before, and leaves nothing running after Ctrl-C', async () => {
    const first = start();
    const url = await first.url();
    expect(first.printed).toContain('BAC À SABLE / SANDBOX');
    const { email, password } = first.administrator();
    const session = await supertest(url).post('/api/v1/sessions').send({ email, password }).expect(201);
    const created = await supertest(url)
      .post('/api/v1/users')
      .set('Authorization', `Bearer ${session.body.token}`)
      .send({ email: 'bastien@exemple.test', rights: ['EXPORT_BSFF'] })
      .expect(201);

    await first.kill('SIGKILL');
    const second = start();
    const again = await second.url();
    expect(second.printed).not.toContain('mot de passe / password');
    const found = await supertest(again)
      .get(`/api/v1/users/${created.body.id}`)
      .set('Authorization', `Bearer ${session.body.token}`)
      .expect(200);
    expect(found.body).toMatchObject({ email: 'bastien@exemple.test', rights: ['EXPORT_BSFF'] });

    // Anything but 0 would mean that it had to be forced.
    expect(await second.kill('SIGINT')).toBe(0);
    expect(existsSync(join(folder, 'data', 'postgres', 'postmaster.pid'))).toBe(false);
    expect(readdirSync(join(folder, 'data'))).toContain('credentials.keys');
  });

  it('refuses a second start on the same data, and says why', async () => {
    await start().url();
    const second = start();
    expect(await second.exited).toBe(1);
    expect(second.errors).toContain('Another instance already runs on this data folder');
  });

  it('names a taken port', async () => {
    const squatter: Server = createServer();
    await new Promise<void>((done) => squatter.listen(0, '127.0.0.1', done));
    const { port } = squatter.address() as { port: number };
    const connector = start({ PORT: String(port) });
    expect(await connector.exited).toBe(1);
    expect(connector.errors).toContain(`Port ${port} is taken: change PORT `);
    const sandbox = start({ SANDBOX_PORT: String(port) });
    expect(await sandbox.exited).toBe(1);
    expect(sandbox.errors).toContain(`Port ${port} is taken: change SANDBOX_PORT `);
    for (const { errors } of [connector, sandbox]) expect(errors).not.toContain('    at ');
    await new Promise((done) => squatter.close(done));
  });

  it('refuses production without its database, platform and keys, all in one message', async () => {
    const connector = start({ NODE_ENV: 'production' });
    expect(await connector.exited).toBe(1);
    for (const name of ['DATABASE_URL', 'TRACKDECHETS_API_URL', 'CREDENTIALS_KEYS'])
      expect(connector.errors).toContain(name);
    expect(connector.errors).not.toContain('    at ');
  });
});
