import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksOf, promisedBy, unkept } from './support/documented';
import { ConnectorProcess } from './support/process';

jest.setTimeout(180_000);
const ROOT = join(__dirname, '..');
const PAGE = join(ROOT, 'docs', 'getting-started.md');
const CLIENT = join(ROOT, 'clients', 'typescript', 'src', 'index.ts');

interface Ended {
  status: number;
  output: string;
  errors: string;
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const { PATH = '', HOME = '' } = process.env;
  return new Promise((done) => {
    const options = { cwd: ROOT, env: { PATH, HOME, ...env }, timeout: 120_000 };
    execFile(command, args, options, (error, output, errors) =>
      done({ status: error ? Number(error.code ?? 1) : 0, output, errors }),
    );
  });
}

/** What a reader of the documentation does: starts the connector, then pastes every block. */
describe('The documentation', () => {
  let folder: string;
  let connector: ConnectorProcess;
  let env: Record<string, string>;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'getting-started-'));
    // Root's temporary folders are private; the database's account has to enter this one.
    if (process.getuid?.() === 0) chmodSync(folder, 0o755);
    connector = ConnectorProcess.start({ DATA_DIR: join(folder, 'data') });
    const url = await connector.url();
    env = {
      CONNECTOR: url,
      API: `${url}/api/v1`,
      CONTROL: /orders to it: (http:\/\/[^/]+)/.exec(connector.printed)?.[1] ?? '',
      PASSWORD: connector.administrator().password,
      TMPDIR: folder,
    };
  });
  afterEach(async () => {
    await connector.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const shell = (program: string): Promise<Ended> => run('bash', ['-c', `set -euo pipefail\n${program}`], env);

  it('of getting started does with curl what it says', async () => {
    const program = blocksOf(PAGE, 'sh').join('\n');
    const { status, output, errors } = await shell(program);
    const promises = promisedBy(program);
    expect(promises.length).toBeGreaterThan(20);
    expect({ status, unkept: unkept(promises, output), errors }).toEqual({ status: 0, unkept: [], errors: '' });
  });

  /** Runs the page's TypeScript as a program of its own, once its types agree. */
  async function typescript(page: string): Promise<Ended & { promises: string[] }> {
    const program = blocksOf(page, 'ts')
      .join('\n')
      .replace(`'trackdechets-connector-client'`, JSON.stringify(CLIENT))
      .replace(`'./src/sandbox/directory.json'`, JSON.stringify(join(ROOT, 'src/sandbox/directory.json')))
      .replace(`'http://localhost:3000' }`, 'process.env.CONNECTOR! }')
      .replace(`, 'the printed password')`, ', process.env.PASSWORD!)');
    const typed = join(folder, 'typed.ts');
    writeFileSync(typed, `${program}\nexport {};\n`);
    const options = '--noEmit --strict --skipLibCheck --target es2022 --module esnext --moduleResolution bundler';
    const more = '--lib es2023,dom,dom.iterable --resolveJsonModule --allowImportingTsExtensions --types node';
    const roots = ['--typeRoots', join(ROOT, 'node_modules/@types')];
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    expect((await run(process.execPath, [tsc, ...`${options} ${more}`.split(' '), ...roots, typed])).output).toBe('');

    const lines = program.split('\n');
    const imports = lines.filter((line) => line.startsWith('import '));
    const body = lines.filter((line) => !line.startsWith('import '));
    const script = join(folder, 'script.ts');
    writeFileSync(script, `${imports.join('\n')}\nvoid (async () => {\n${body.join('\n')}\n})();\n`);
    const ended = await run(process.execPath, ['-r', '@swc-node/register', script], env);
    return { ...ended, promises: promisedBy(program) };
  }

  it('of getting started does with the client what it says, and its types agree', async () => {
    const { status, output, errors, promises } = await typescript(PAGE);
    expect(promises.length).toBeGreaterThan(20);
    expect({ status, unkept: unkept(promises, output), errors }).toEqual({ status: 0, unkept: [], errors: '' });
  });

  it('of the client runs as it is', async () => {
    const { status, output, errors, promises } = await typescript(join(ROOT, 'clients', 'typescript', 'README.md'));
    expect(promises.length).toBeGreaterThan(0);
    expect({ status, unkept: unkept(promises, output), errors }).toEqual({ status: 0, unkept: [], errors: '' });
  });

  it('of the first page does with curl what it says', async () => {
    const said = blocksOf(join(ROOT, 'README.md'), 'sh')
      .filter((block) => block.includes('API='))
      .join('\n')
      .replace(/^API=\S+/m, `API=${env.API ?? ''}`)
      .replace(/PASSWORD='[^']*'/, `PASSWORD='${env.PASSWORD ?? ''}'`);
    const { status, output, errors } = await shell(said);
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
    expect(output).toContain(`'EXPORTED'`);
    expect(output).toContain(`status: 'INITIAL'`);
  });
});
