import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connector, type ConnectorEvent, ProblemError } from '../clients/typescript/src/index.ts';
import { NOT_CALLED } from '../scripts/client/operations-source';
import { type EventType } from '../src/events/events';
import { TestApp } from './support/app';
import { runScript } from './support/commands';
import { readyToExport } from './support/documents';
import { failure } from './support/failure';
import { type Person } from './support/people';

const PACKAGE = join(__dirname, '..', 'clients', 'typescript');
const read = (...path: string[]): string => readFileSync(join(PACKAGE, ...path), 'utf8');

describe('The TypeScript client', () => {
  let app: TestApp;
  let technician: Person;
  let connector: Connector;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ technician } = await readyToExport(app));
    ({ connector } = technician);
  });
  afterAll(() => app?.close());

  describe('is what the OpenAPI document says', () => {
    interface Document {
      paths: Record<string, Record<string, { operationId: string }>>;
    }

    it('now: `npm run client` would write the same', async () => {
      const { status, output } = await runScript('scripts/generate-client.ts', {}, ['--check']);
      expect({ status, output }).toEqual({ status: 0, output: '' });
    });

    it('of every route', async () => {
      const { body } = await app.http.get('/openapi.json').expect(200);
      const all = Object.entries((body as Document).paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => ({ path, method, operationId })),
      );
      const calls = read('src', 'generated', 'operations.ts');
      const uncalled = all.filter(({ path, method }) => !calls.includes(`.${method.toUpperCase()}('${path}'`));
      expect(uncalled.map(({ operationId }) => operationId).sort()).toEqual([...NOT_CALLED].sort());
      expect(all.length).toBeGreaterThan(60);
    });

    it('with types that say something', () => {
      const schema = read('src', 'generated', 'schema.ts').split('export interface components')[1] ?? '';
      const told = schema.split('\n').filter((line) => !/\[(key|name): string\]: unknown/.test(line));
      expect(told.filter((line) => /: (unknown|Record<string, never>)( \| null)?;/.test(line))).toEqual([]);
    });

    it('with a type for each kind of event', () => {
      // A kind that one of both does not know does not compile.
      const told: Record<EventType, ConnectorEvent['type']> & Record<ConnectorEvent['type'], EventType> = {
        export: 'export',
        pull: 'pull',
        bsff: 'bsff',
        token: 'token',
        contact: 'contact',
        fiche: 'fiche',
        alert: 'alert',
      };
      const source = read('src', 'events.ts');
      for (const type of Object.keys(told)) expect(source).toMatch(new RegExp(`^  ${type}: `, 'm'));
    });

    it('and of its own version', () => {
      const own = JSON.parse(read('package.json')) as { version: string };
      const connectors = JSON.parse(read('..', '..', 'package.json')) as { version: string };
      expect(own.version).toBe(connectors.version);
    });
  });

  it('builds, and loads by import, by require and with its types', () => {
    const folder = mkdtempSync(join(tmpdir(), 'client-'));
    try {
      const installed = join(folder, 'node_modules', 'trackdechets-connector-client');
      cpSync(PACKAGE, installed, { recursive: true, filter: (source) => !/[\\/](dist|node_modules)$/.test(source) });
      for (const name of ['openapi-fetch', 'openapi-typescript-helpers', 'typescript'])
        symlinkSync(join(__dirname, '..', 'node_modules', name), join(folder, 'node_modules', name));
      const run = (...args: string[]): string =>
        execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      const tsc = join(folder, 'node_modules', 'typescript', 'bin', 'tsc');
      run(tsc, '-p', join(installed, 'tsconfig.json'));
      run(tsc, '-p', join(installed, 'tsconfig.cjs.json'));
      run(join(installed, 'build', 'mark-modules.mjs'));
      writeFileSync(
        join(folder, 'used.mts'),
        `import { Connector, type Bsff } from 'trackdechets-connector-client';
export const numbers = (bsff: Bsff): (string | null | undefined)[] => bsff.packagings.map(({ numero }) => numero);
console.log(typeof new Connector({ baseUrl: 'http://localhost' }).bsffs.create);\n`,
      );
      run(tsc, '--module', 'nodenext', '--target', 'es2022', '--strict', '--skipLibCheck', 'used.mts');
      expect(run('used.mjs').trim()).toBe('function');
      const required = `console.log(typeof new (require('trackdechets-connector-client').Connector)({ baseUrl: 'http://x' }).bsffs.create)`;
      expect(run('-e', required).trim()).toBe('function');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);

  describe('opens and ends sessions', () => {
    it('by itself, and says so', async () => {
      const sessions: (string | null)[] = [];
      const own = new Connector({
        baseUrl: `${app.url}/api/v1/`,
        onSession: (session) => sessions.push(session && session.user.email),
      });
      await own.signIn(technician.email, technician.password);
      expect((await own.me.get()).email).toBe(technician.email);
      await own.signOut();
      expect(own.token).toBeUndefined();
      expect(sessions).toEqual([technician.email, null]);
    });

    it('and hears that one was ended elsewhere', async () => {
      const person = await app.people.person();
      const over: unknown[] = [];
      const own = person.connectorBy({ onSession: (session) => over.push(session) });
      await person.connector.sessions.endCurrent();
      expect(await failure(own.me.get())).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
      expect(over).toEqual([null]);
    });
  });

  describe('throws errors that a form can show', () => {
    it('field by field, in the language of the person', async () => {
      const english = technician.connectorBy({ language: 'en' });
      const wrong = { weight: { value: 'beaucoup' }, packagings: [{ volume: 'x' }], colour: 'red' };
      const error = (await failure(english.bsffs.create(wrong as never))) as ProblemError;
      expect(error).toBeInstanceOf(ProblemError);
      expect(error).toMatchObject({
        status: 400,
        code: 'VALIDATION_FAILED',
        title: 'Invalid request',
        retryAfter: null,
      });
      expect(Object.keys(error.faultsByField).sort()).toEqual(['colour', 'packagings.0.volume', 'weight.value']);
      expect(error.faultsByField['weight.value']?.[0]).toMatchObject({ code: 'FIELD_TYPE' });
      expect(error.requestId).toMatch(/^[\w-]{8,}/);
      const french = (await failure(connector.bsffs.create(wrong as never))) as ProblemError;
      expect(french.title).toBe('Demande invalide');
    });

    it('with what only some codes carry, and when to come back', async () => {
      const nobody = await app.people.person();
      const refused = (await failure(connector.contact.designate({ userId: nobody.id }))) as ProblemError;
      expect(refused.is('NOT_ELIGIBLE')).toBe(true);
      expect(refused.body.reasons).toEqual(['NO_EXPORT_RIGHT']);
      const signIn = (): Promise<unknown> =>
        failure(new Connector({ baseUrl: app.url }).signIn('quelqu.un@instance.test', 'pas le bon'));
      let last: unknown;
      for (let attempt = 0; attempt < 30; attempt++) {
        last = await signIn();
        if ((last as ProblemError).is('TOO_MANY_ATTEMPTS')) break;
      }
      expect((last as ProblemError).retryAfter).toBeGreaterThan(0);
    });

    it('even when a proxy answers in the place of the connector', async () => {
      const proxied = technician.connectorBy({
        fetch: async () => new Response('<h1>Bad Gateway</h1>', { status: 502 }),
        attempts: 2,
      });
      expect(await failure(proxied.me.get())).toMatchObject({ status: 502, code: 'UNEXPECTED_ANSWER' });
    });
  });
});
