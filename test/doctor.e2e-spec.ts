import { randomBytes } from 'node:crypto';
import { examine } from '../src/doctor/examination';
import { type Finding } from '../src/doctor/finding';
import { TestApp } from './support/app';
import { type AlteredPlatform, startAlteredPlatform } from './support/altered-platform';
import { runScript } from './support/commands';
import { createTestDatabase } from './support/database';
import { completeDocument, OPERATOR, readyToExport, TECHNICIAN, typeIn } from './support/documents';
import { type Person } from './support/people';
import { tokenOf } from './support/sandbox-client';

const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

async function look(env: Record<string, string>): Promise<Finding[]> {
  const findings: Finding[] = [];
  await examine({ NODE_ENV: 'test', ...env }, (finding) => findings.push(finding));
  return findings;
}

const of = (findings: Finding[], check: string): string[] =>
  findings.filter((finding) => finding.check === check).map(({ level, en }) => `${level}: ${en}`);
const worse = (findings: Finding[]): Finding[] => findings.filter(({ level }) => level !== 'ok');

describe('npm run doctor', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ technician, establishmentId } = await readyToExport(app));
    env = { DATABASE_URL: app.database.url, TRACKDECHETS_API_URL: app.sandbox.url, CREDENTIALS_KEYS: app.keys };
    await technician.post('/pulls', {}).expect(202);
  });
  afterAll(() => app?.close());

  const tamper = (statement: string, parameters: unknown[] = []): Promise<void> =>
    app.dataSource.transaction(async (em) => {
      await em.query(`SET LOCAL session_replication_role = 'replica'`);
      await em.query(statement, parameters);
    });

  it('finds nothing wrong with what works, in both languages, without a secret', async () => {
    const { status, output } = await runScript('src/doctor/main.ts', env);
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('Fautes / faults: 0') });
    for (const check of ['configuration', 'database', 'schema', 'keys', 'people', 'work', 'audit', 'trackdechets']) {
      expect(output).toContain(`\n${check}\n`);
    }
    expect(output).toMatch(/Base joignable, PostgreSQL \d+.*\n\s+The database answers/);
    expect(output).toMatch(/convient à nos \d+ opérations \(introspection\)/);
    for (const secret of [tokenOf(TECHNICIAN), app.keys.split(':')[1] ?? '', new URL(app.database.url).password]) {
      expect(output).not.toContain(secret);
    }
  });

  it('prints JSON for programs', async () => {
    const { status, output } = await runScript('src/doctor/main.ts', env, ['--json']);
    const report = JSON.parse(output) as { status: string; findings: Finding[] };
    expect({ status, told: report.status }).toEqual({ status: 0, told: expect.stringMatching(/^(ok|attention)$/) });
    expect(report.findings.length).toBeGreaterThan(10);
    expect((await runScript('src/doctor/main.ts', env, ['--tout'])).status).toBe(2);
  });

  it('tells every fault of the configuration at once, and what a development start would use', async () => {
    const findings = await look({ NODE_ENV: 'production', PORT: 'x', LOG_LEVEL: 'fort' });
    expect(findings.map(({ level }) => new Set([level]))).toContainEqual(new Set(['fault']));
    const names = ['DATABASE_URL', 'TRACKDECHETS_API_URL', 'CREDENTIALS_KEYS', 'PORT', 'LOG_LEVEL'];
    for (const name of names) expect(findings.map(({ en }) => en)).toContainEqual(expect.stringContaining(name));
    const development = await look({ DATA_DIR: '/nowhere' });
    expect(worse(development)).toEqual([]);
    expect(of(development, 'configuration').join()).toMatch(/embedded PostgreSQL, in \/nowhere.*built-in sandbox/);
    const hurried = await look({
      ...env,
      TRACKDECHETS_API_URL: 'https://api.trackdechets.beta.gouv.fr',
      EXPORT_SETTLE_SECONDS: '5',
      DATABASE_URL: 'postgres://x:y@127.0.0.1:9/z',
    });
    expect(of(hurried, 'configuration')).toContainEqual(expect.stringMatching(/fault: .*could leave twice/));
  }, 60_000);

  it('says why the database cannot be reached, without its password', async () => {
    const url = (change: (to: URL) => void): string => {
      const to = new URL(app.database.url);
      change(to);
      return to.href;
    };
    const nobody = await look({ ...env, DATABASE_URL: url((to) => (to.port = '9')) });
    expect(of(nobody, 'database')).toEqual([expect.stringContaining('nothing listens')]);
    const wrong = await look({ ...env, DATABASE_URL: url((to) => (to.password = 'tres-secret')) });
    expect(of(wrong, 'database')).toEqual([expect.stringContaining('password refused')]);
    expect(JSON.stringify(wrong)).not.toContain('tres-secret');
    const absent = await look({ ...env, DATABASE_URL: url((to) => (to.pathname = '/absente')) });
    expect(of(absent, 'database')).toEqual([expect.stringContaining('no such database')]);
    // What depends on the database is not looked at; Trackdéchets is.
    expect(of(absent, 'trackdechets')).toContainEqual(expect.stringContaining('ok: Trackdéchets answers'));
  });

  it('tells an empty database, a newer one and an index left half built', async () => {
    const empty = await createTestDatabase({ empty: true });
    expect(of(await look({ ...env, DATABASE_URL: empty.url }), 'schema')).toEqual([
      expect.stringContaining('ok: Empty database'),
    ]);
    await empty.drop();
    const [{ id }] = await app.dataSource.query<[{ id: number }]>(
      `INSERT INTO schema_migrations (timestamp, name) VALUES (9999999999999, 'Future9999999999999') RETURNING id`,
    );
    expect(of(await look(env), 'schema')).toEqual([expect.stringMatching(/fault: .*newer version/)]);
    await app.dataSource.query('DELETE FROM schema_migrations WHERE id = $1', [id]);
    await app.dataSource.query(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_listing'::regclass`);
    expect(of(await look(env), 'schema')).toContainEqual(expect.stringMatching(/fault: The index users_listing/));
    await app.dataSource.query(`UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'users_listing'::regclass`);
  });

  it('opens every stored token: lost keys, damaged rows, keys of no more use', async () => {
    const spare = newKey('ancienne');
    expect(of(await look({ ...env, CREDENTIALS_KEYS: `${app.keys},${spare}` }), 'keys')).toEqual([
      'ok: 1 token can be read',
      expect.stringMatching(/ok: The key “ancienne” serves no token any more/),
    ]);
    expect(of(await look({ ...env, CREDENTIALS_KEYS: `${newKey('neuve')},${app.keys}` }), 'keys')).toEqual([
      expect.stringMatching(/attention: 1 token encrypted with another key than the active one \(“neuve”\)/),
    ]);
    expect(of(await look({ ...env, CREDENTIALS_KEYS: newKey('autre') }), 'keys')).toEqual([
      expect.stringMatching(/fault: 1 token cannot be read: the key “test” is not/),
    ]);
    const [{ secret }] = await app.dataSource.query<[{ secret: Buffer }]>('SELECT secret FROM credentials');
    await tamper(`UPDATE credentials SET secret = set_byte(secret, length(secret) - 1, 0)`);
    await tamper(`UPDATE credentials SET secret = set_byte(secret, length(secret) - 2, 0)`);
    expect(of(await look(env), 'keys')).toEqual([
      expect.stringMatching(`fault: Damaged tokens of users ${technician.id}`),
    ]);
    await tamper('UPDATE credentials SET secret = $1', [secret]);
  });

  it('goes on with what a faulty variable leaves to be looked at', async () => {
    const unkeyed = await look({ ...env, CREDENTIALS_KEYS: 'courte', CORS_ORIGINS: 'https://app.exemple.fr/chemin' });
    expect(of(unkeyed, 'configuration').join()).toMatch(/fault: CREDENTIALS_KEYS.*fault: CORS_ORIGINS/);
    expect([of(unkeyed, 'keys'), of(unkeyed, 'audit')]).toEqual([[], [expect.stringContaining('intact')]]);
  });

  it('tells what people and the work under way lack', async () => {
    await tamper(`UPDATE credentials SET status = 'REJECTED'`);
    await tamper('UPDATE users SET is_contact = false');
    const id = await typeIn(technician, { ...completeDocument('BLOQUE'), establishmentId });
    const asked = (kind: string, state: string, bsffId: string, sentMinutesAgo: number): Promise<void> =>
      tamper(
        `INSERT INTO exports (bsff_id, kind, mode, state, requested_by, requested_at, sent_at, not_before, lease_until)
         VALUES ($1, $2, 'PUBLISHED', $3, $4, now() - interval '2 days', now() - $5::int * interval '1 minute', 'infinity', 'infinity')`,
        [bsffId, kind, state, technician.id, sentMinutesAgo],
      );
    // Waited for two days; in doubt for an hour, twice; the other left a minute ago.
    await asked('CREATE', 'UNCERTAIN', id, 1);
    await tamper(
      `INSERT INTO export_transitions (export_id, at, to_state, cause, attempt)
       SELECT exports.id, now() - step.minutes * interval '1 minute', step."to", '', 1 FROM exports, (VALUES
         (2880, 'QUEUED'), (2880, 'SENDING'), (2879, 'UNCERTAIN'), (2878, 'SENDING'), (2877, 'WAITING'),
         (61, 'QUEUED'), (61, 'SENDING'), (60, 'UNCERTAIN'), (1, 'SENDING'), (0, 'UNCERTAIN')) AS step (minutes, "to")
       WHERE bsff_id = $1`,
      [id],
    );
    const other = await typeIn(technician, { ...completeDocument('PARTI'), establishmentId });
    await asked('UPDATE', 'SENDING', other, 1);
    await tamper(`UPDATE database_restoration SET known = 'une autre'`);
    const findings = await look(env);
    expect(of(findings, 'people')).toEqual([
      expect.stringMatching(/attention: 1 token refused by Trackdéchets/),
      expect.stringContaining(`attention: Nobody here has a valid token for 1 establishment: ${OPERATOR}`),
      expect.stringMatching(/attention: No Trackdéchets contact/),
    ]);
    expect(of(findings, 'work')).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/attention: The database is not the one it was .* 1 creation held/),
        expect.stringMatching(/attention: 1 export UNCERTAIN, the oldest for 60 min/),
      ]),
    );
    expect(of(findings, 'work').join()).not.toContain('SENDING');
    await tamper('DELETE FROM export_transitions WHERE export_id IN (SELECT id FROM exports WHERE bsff_id = $1)', [id]);
    await tamper('DELETE FROM exports WHERE bsff_id IN ($1, $2)', [id, other]);
    await tamper(`UPDATE database_restoration SET known = database_identity(), noticed = NULL, noticed_at = NULL`);
    await tamper(`UPDATE credentials SET status = 'VALID'`);
    await tamper('UPDATE users SET is_contact = true WHERE id = $1', [technician.id]);
  });

  it('tells an audit that was altered', async () => {
    const [{ id, action }] = await app.dataSource.query<[{ id: string; action: string }]>(
      'SELECT id, action FROM audit_events ORDER BY at DESC LIMIT 1',
    );
    await tamper(`UPDATE audit_events SET action = 'autre' WHERE id = $1`, [id]);
    expect(of(await look(env), 'audit')).toEqual([expect.stringMatching(/fault: The audit is not .*ALTERED/)]);
    await tamper('UPDATE audit_events SET action = $2 WHERE id = $1', [id, action]);
    expect(of(await look(env), 'audit')).toEqual([expect.stringMatching(/ok: The audit is intact/)]);
  });

  describe('and Trackdéchets', () => {
    let platform: AlteredPlatform | undefined;
    afterEach(() => platform?.close());

    const lookAt = async (...args: Parameters<typeof startAlteredPlatform>): Promise<string[]> => {
      platform = await startAlteredPlatform(...args);
      return of(await look({ ...env, TRACKDECHETS_API_URL: platform.url }), 'trackdechets');
    };
    const withoutEstimate = (sdl: string): string =>
      sdl.replace(/(type BsffWeight \{[^}]*?)\bisEstimate\b/s, '$1estimate');

    it('names the field that a release took away, and the operations that ask for it', async () => {
      const said = await lookAt(withoutEstimate);
      expect(said).toContainEqual(
        expect.stringMatching(
          /fault: Trackdéchets changed: operation refused, Cannot query field "isEstimate".*CreateBsff/,
        ),
      );
      expect(platform?.authorizations).toEqual([undefined]);
    });

    it('finds it without introspection too, sending nothing that could be carried out', async () => {
      const said = await lookAt(withoutEstimate, { introspection: false });
      expect(said).toContainEqual(expect.stringMatching(/fault: .*Cannot query field "isEstimate"/));
      expect(new Set(platform?.authorizations)).toEqual(new Set([undefined]));
      await platform?.close();
      const fine = await lookAt((sdl) => sdl, { introspection: false });
      expect(fine).toContainEqual(expect.stringMatching(/ok: .*fits our \d+ operations \(without introspection/));
    });

    it('warns of what does not break yet, and of clocks apart', async () => {
      const said = await lookAt((sdl) => sdl.replace('enum BsffStatus {', 'enum BsffStatus {\n  ARCHIVED'), {
        aheadMs: 120_000,
      });
      expect(said).toContainEqual(expect.stringMatching(/attention: .*value unknown here, BsffStatus.ARCHIVED/));
      expect(said).toContainEqual(expect.stringMatching(/attention: Trackdéchets’ clock is 1(19|20) s from this one/));
    });

    it('says that nobody is there, or somebody else', async () => {
      const nobody = await look({ ...env, TRACKDECHETS_API_URL: 'http://127.0.0.1:9' });
      expect(of(nobody, 'trackdechets')).toEqual([expect.stringContaining('fault: Trackdéchets cannot be reached')]);
      const other = await look({ ...env, TRACKDECHETS_API_URL: `${app.url}/docs` });
      expect(of(other, 'trackdechets').join()).toMatch(/fault: /);
    });
  });
});
