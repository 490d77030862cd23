import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** Runs one of the operator's commands as `npm run` does; its exit status and what it printed. */
export function runScript(
  file: string,
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ status: number; output: string }> {
  return new Promise((done) => {
    const cwd = join(__dirname, '../..');
    const { PATH = '', HOME = '' } = process.env;
    execFile(
      process.execPath,
      ['bin/run.cjs', file, ...args],
      { cwd, env: { PATH, HOME, ...env } },
      (error, stdout, stderr) =>
        done({ status: error ? Number((error as { code?: unknown }).code) : 0, output: stdout + stderr }),
    );
  });
}
