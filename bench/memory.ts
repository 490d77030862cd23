import { readFile } from 'node:fs/promises';
import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { startSandbox } from '../src/sandbox/server';
import { TECHNICIAN } from '../test/support/documents';
import { Fleet } from '../test/support/fleet';

/** RSS of a replica that works through a long queue. QUEUED (100000), SECONDS (60). */
const QUEUED = Number(process.env.QUEUED ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 60);
const MOST_MB = 300;

async function rssMb(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1]) / 1024;
}

async function main(): Promise<void> {
  const cluster = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 1 });
  const fleet = await Fleet.start({ databaseUrl: cluster.url, sandbox, size: 1 });
  try {
    const establishmentId = await fleet.settle();
    await fleet.queue(await fleet.type(QUEUED, establishmentId, 'M'), TECHNICIAN);
    const [pid = 0] = fleet.pids;
    let most = 0;
    for (let second = 0; second < SECONDS; second++) {
      most = Math.max(most, await rssMb(pid));
      await new Promise((done) => setTimeout(done, 1_000));
    }
    const states = JSON.stringify(await fleet.states());
    console.log(
      `${QUEUED} queued exports, ${SECONDS} s of work (${states}): RSS at most ${most.toFixed(0)} MB (${MOST_MB})`,
    );
    process.exitCode = most < MOST_MB ? 0 : 1;
  } finally {
    await fleet.stop();
    await sandbox.close();
    await cluster.stop();
  }
}

void main();
