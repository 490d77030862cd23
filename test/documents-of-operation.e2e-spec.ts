import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { VARIABLES } from '../src/config/given';
import { sentences } from '../src/http/sentences';

const ROOT = join(__dirname, '..');
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

/** Variables that Node, the proxy or the tracing library read, not the connector. */
const OF_OTHERS =
  /^(NODE_EXTRA_CA_CERTS|NODE_OPTIONS|OTEL_[A-Z_]+|POSTGRES_[A-Z_]+|SITE_ADDRESS|UPSTREAM_(NAME|PORT))$/;

/** A container's own affair, or a development start's. */
const NOT_FOR_COMPOSE = ['NODE_ENV', 'PORT', 'HOST', 'DATA_DIR', 'SANDBOX_PORT'];

interface Manifest {
  kind?: string;
  data?: Record<string, string>;
  stringData?: Record<string, string>;
}

interface Compose {
  services: Record<string, { environment?: Record<string, string>; secrets?: string[] }>;
  secrets?: Record<string, { file: string }>;
}

/** Every document of a YAML file; a test fails on the first fault. */
function documentsOf<T>(...path: string[]): T[] {
  return parseAllDocuments(read(...path)).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as T;
  });
}

const manifests = readdirSync(join(ROOT, 'deploy', 'kubernetes')).filter((name) => name.endsWith('.yaml'));
const composes = [['docker-compose.yml'], ['deploy', 'compose', 'managed-postgresql.yml']];

const known = (name: string): boolean => VARIABLES.includes(name.replace(/_FILE$/, '')) || OF_OTHERS.test(name);

describe('what is said to those who run it', () => {
  const troubleshooting = read('docs', 'troubleshooting.md');
  const codes = Object.entries(sentences).flatMap(([code, { status }]) => (status ? [[code, status] as const] : []));

  it('explains every code an answer can have, with its status', () => {
    const explained = new Map(
      [...troubleshooting.matchAll(/^#### ([A-Z_]+)\n\n\*\*(\d{3})\*\*/gm)].map(([, code, status]) => [
        code,
        Number(status),
      ]),
    );
    expect(Object.fromEntries([...explained].sort())).toEqual(Object.fromEntries([...codes].sort()));
  });

  it('sends nobody to a paragraph or a page that is not there', () => {
    for (const page of ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]) {
      if (!page.endsWith('.md')) continue;
      for (const [, target = '', anchor] of read(page).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)/g)) {
        const file = target === '' ? page : join(page, '..', target);
        const isFolder = !/\.\w+$/.test(file) && readdirSync(join(ROOT, file)).length > 0;
        const text = isFolder ? '' : read(file);
        const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
          title
            .toLowerCase()
            .replace(/[^\p{L}\p{N} _-]/gu, '')
            .replaceAll(' ', '-'),
        );
        if (anchor) expect({ page, anchors }).toEqual({ page, anchors: expect.arrayContaining([anchor]) });
      }
    }
  });

  it('lists every variable in docs/production.md', () => {
    for (const name of VARIABLES) expect(read('docs', 'production.md')).toContain(`\`${name}\``);
  });

  it('lists in docs/production.md no variable that is not read, and each once', () => {
    const cells = [...read('docs', 'production.md').matchAll(/^\| (`[A-Z].*?) +\|/gm)].map(([, cell = '']) => cell);
    const names = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));
    expect(names.filter((name) => !known(name))).toEqual([]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('the examples under deploy/ and docker-compose.yml', () => {
  it.each(manifests)('%s is YAML whose variables the connector reads', (name) => {
    for (const { kind, data } of documentsOf<Manifest>('deploy', 'kubernetes', name)) {
      expect(kind).toEqual(expect.any(String));
      if (kind === 'ConfigMap') expect(Object.keys(data ?? {}).filter((variable) => !known(variable))).toEqual([]);
    }
  });

  it.each(composes)('%s %s %s gives variables that are read, and secrets that exist', (...path) => {
    const [compose] = documentsOf<Compose>(...path);
    for (const { environment = {}, secrets = [] } of Object.values(compose?.services ?? {})) {
      expect(Object.keys(environment).filter((variable) => !known(variable))).toEqual([]);
      for (const secret of secrets) expect(compose?.secrets).toHaveProperty(secret);
      for (const value of Object.values(environment)) {
        const mounted = /^\/run\/secrets\/(\w+)$/.exec(String(value))?.[1];
        if (mounted) expect(secrets).toContain(mounted);
      }
    }
  });

  it('lets every documented variable be set in .env, and none that is not', () => {
    const [compose] = documentsOf<Compose>('docker-compose.yml');
    const environment = compose?.services.connector?.environment ?? {};
    const ofTracing = [...read('docs', 'observation.md').matchAll(/OTEL_\w*[A-Z]\b(?!_)/g)].map(([name]) => name);
    const documented = [...VARIABLES.filter((name) => !NOT_FOR_COMPOSE.includes(name)), ...new Set(ofTracing)];
    expect(documented.length).toBeGreaterThan(30);
    const unset = documented.filter(
      (name) => !String(environment[name]).startsWith(`\${${name}:`) && !(`${name}_FILE` in environment),
    );
    expect(unset).toEqual([]);
    const pages = read('docs', 'production.md') + read('docs', 'observation.md');
    const told = (name: string): boolean => pages.includes(`\`${name.replace(/_FILE$/, '')}`);
    const untold = Object.keys(environment).filter((name) => !told(name) && !/^OTEL_BSP_/.test(name));
    expect(untold).toEqual([]);
  });

  it('keeps the files of secrets that prepare.sh writes, and leaves what is there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'connector-prepare-'));
    const script = join(folder, 'deploy', 'compose', 'prepare.sh');
    mkdirSync(join(folder, 'deploy', 'compose'), { recursive: true });
    cpSync(join(ROOT, 'deploy', 'compose', 'prepare.sh'), script);
    const prepared = (): Record<string, string> => {
      execFileSync('sh', [script], { stdio: 'pipe' });
      const files = readdirSync(join(folder, 'secrets')).map((name) => ['secrets', name]);
      return Object.fromEntries(
        [...files, ['.env']].map((path) => [path.join('/'), readFileSync(join(folder, ...path), 'utf8')]),
      );
    };
    const first = prepared();
    expect(prepared()).toEqual(first);
    rmSync(folder, { recursive: true });
    const named = composes.flatMap((path) => Object.values(documentsOf<Compose>(...path)[0]?.secrets ?? {}));
    expect(Object.keys(first).sort()).toEqual(['.env', ...named.map(({ file }) => file.replace('./', ''))].sort());
    const filled = Object.entries(first)
      .filter(([, text]) => text.trim())
      .map(([name]) => name);
    expect(filled).toEqual(expect.arrayContaining(['secrets/credentials_keys', 'secrets/database_url']));
    const overlay = /^# COMPOSE_FILE=(.*)$/m.exec(first['.env'] ?? '')?.[1];
    expect(overlay?.split(':')).toEqual(composes.map((path) => path.join('/')));
  });

  it('mounts in Kubernetes the secrets that the variables name', () => {
    const [configuration] = documentsOf<Manifest>('deploy', 'kubernetes', 'configuration.yaml');
    const [secret] = documentsOf<Manifest>('deploy', 'kubernetes', 'secrets.example.yaml');
    const files = Object.values(configuration?.data ?? {}).flatMap(
      (value) => /^\/run\/secrets\/connector\/(\w+)$/.exec(value)?.[1] ?? [],
    );
    expect(Object.keys(secret?.stringData ?? {}).sort()).toEqual(files.sort());
  });
});
