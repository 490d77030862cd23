// Measures the sandbox against what the real Trackdéchets answered: both recorded suites, each on a fresh sandbox.
// Does nothing where the recordings are not there. Fails when a count is lower than in sandbox-agreement.json.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const recordings = join(here, '..', '..', 'shared', 'trackdechets');
const expected = JSON.parse(readFileSync(join(here, 'sandbox-agreement.json'), 'utf8'));

if (!existsSync(recordings)) {
  console.log('No recordings of Trackdéchets here: the sandbox is not compared.');
  process.exit(0);
}

const require = createRequire(import.meta.url);
require('@swc-node/register');
const { startSandbox } = require('../src/sandbox/server.ts');
const { readDirectory } = require('../src/sandbox/directory-file.ts');

/** Runs a suite on its own sandbox and reads "N of M" in its last line. */
async function run(suite, args) {
  const sandbox = await startSandbox({ directory: readDirectory(join(recordings, 'directory.json')) });
  try {
    const output = await new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [join(recordings, suite), '--endpoint', `${sandbox.url}/`, ...args]);
      let text = '';
      child.stdout.on('data', (chunk) => (text += chunk));
      child.stderr.on('data', (chunk) => (text += chunk));
      child.on('error', reject);
      child.on('close', () => resolve(text));
    });
    return { output, line: output.trim().split('\n').at(-1) ?? '' };
  } finally {
    await sandbox.close();
  }
}

const [verdicts, scenarios] = await Promise.all([
  run('verdicts.mjs', []),
  run('scenarios.mjs', ['--compare', join(recordings, 'recorded.json')]),
]);
const counts = {
  verdicts: Number(/(\d+) agree fully/.exec(verdicts.output)?.[1]),
  scenarios: Number(/(\d+) of \d+ scenarios agree/.exec(scenarios.output)?.[1]),
};
let failed = false;
for (const [name, { output, line }] of Object.entries({ verdicts, scenarios })) {
  console.log(line);
  if (counts[name] >= expected[name]) continue;
  failed = true;
  console.error(`${name}: ${counts[name]} agree, at least ${expected[name]} expected\n${output}`);
}
process.exit(failed ? 1 : 0);
