import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('the commands of whoever runs it', () => {
  /** What npm ci, npm run build and npm prune --omit=dev leave, as far as these commands are concerned. */
  const pruned = mkdtempSync(join(tmpdir(), 'connector-pruned-'));
  beforeAll(() => {
    cpSync(join(ROOT, 'bin'), join(pruned, 'bin'), { recursive: true });
    mkdirSync(join(pruned, 'dist/src/doctor'), { recursive: true });
    writeFileSync(
      join(pruned, 'dist/src/doctor/main.js'),
      'process.stdout.write(JSON.stringify(process.argv.slice(2))); process.exitCode = 1;',
    );
  });
  afterAll(() => rmSync(pruned, { recursive: true, force: true }));

  const run = (command: string, ...args: string[]): Promise<{ status: unknown; output: string }> =>
    new Promise((done) => {
      execFile(process.execPath, ['bin/run.cjs', command, ...args], { cwd: pruned }, (error, stdout, stderr) =>
        done({ status: error?.code ?? 0, output: stdout + stderr }),
      );
    });

  it('run what was built where the development packages are not', async () => {
    expect(await run('src/doctor/main.ts', '--json')).toEqual({ status: 1, output: '["--json"]' });
  });

  it('say what to do where nothing was built', async () => {
    const { status, output } = await run('src/retention/main.ts');
    expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('npm run build first') });
  });

  it('are all of them told for production, and need no development package', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md') && name !== 'sandbox.md');
    const text = pages.map((name) => readFileSync(join(ROOT, 'docs', name), 'utf8')).join();
    const told = new Set([...text.matchAll(/npm run (?:--silent )?([a-z:-]+)/g)].map(([, name = '']) => name));
    const forDevelopment = /^(bench|demo|client|codegen|build|start)/;
    const commands = [...told].filter((name) => !forDevelopment.test(name));
    expect(commands.length).toBeGreaterThan(6);
    for (const name of commands) {
      const file = /^node bin\/run\.cjs (src\/\S+\.ts)$/.exec(scripts[name] ?? '')?.[1];
      expect({ name, found: existsSync(join(ROOT, file ?? 'nowhere')) }).toEqual({ name, found: true });
    }
  });
});
