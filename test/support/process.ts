import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** What a script of package.json gives node. */
function commandOf(script: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const [program, ...command] = (scripts[script] ?? '').split(' ');
  if (program !== 'node') throw new Error(`${script} does not begin with node`);
  return command;
}

/** The connector in a process of its own, as `npm start` runs it. */
export class ConnectorProcess {
  printed = '';
  errors = '';
  readonly exited: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (chunk: Buffer) => (this.printed += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString('utf8')));
    this.exited = new Promise((done) => child.once('exit', (code) => done(code)));
  }

  /** Starts with exactly these variables, so that the machine's own do not count. */
  static start(env: Record<string, string>, program = 'src/main.ts'): ConnectorProcess {
    const { PATH, HOME, TMPDIR } = process.env;
    const script = { 'src/main.ts': 'start', 'dist/src/main.js': 'start:prod' }[program];
    const plain = program.endsWith('.js') ? [program] : ['-r', '@swc-node/register', program];
    // Node would obey the options of the script rather than those given here.
    const command = script && !env.NODE_OPTIONS ? commandOf(script) : plain;
    const child = spawn(process.execPath, command, {
      cwd: ROOT,
      env: { PATH, HOME, TMPDIR, PORT: '0', SANDBOX_PORT: '0', LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return new ConnectorProcess(child);
  }

  /** The base URL, once the process has announced it. */
  async url(timeoutMs = 60_000): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const found = /API\s+(http:\/\/\S+)\/api\/v1/.exec(this.printed)?.[1];
      if (found && this.printed.includes('Documentation')) return found;
      if (this.child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`no announcement:\n${this.printed}\n${this.errors}`);
      }
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** E-mail and password of the generated administrator, as printed. */
  administrator(): { email: string; password: string } {
    const found = /sign in: (\S+)\s+mot de passe \/ password: (\S+)/.exec(this.printed);
    return { email: found?.[1] ?? '', password: found?.[2] ?? '' };
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.exited;
  }
}
