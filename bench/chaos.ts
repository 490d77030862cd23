import { EmbeddedPostgres } from '../src/database/embedded/embedded-postgres';
import { startSandbox } from '../src/sandbox/server';
import { chaos } from '../test/support/chaos';

/**
 * Exactly once through everything at once: three replicas of which one is killed (SIGKILL) and started again every five seconds,
 * and a platform that loses the answer of 17 % of the requests after the act, and resets 5 % before it.
 * DOCUMENTS (2000), SETTLE_SECONDS (75, the time after which Trackdéchets can no longer be executing a request).
 */
const DOCUMENTS = Number(process.env.DOCUMENTS ?? 2_000);
const SETTLE_SECONDS = process.env.SETTLE_SECONDS ?? '75';

async function main(): Promise<void> {
  const cluster = await EmbeddedPostgres.startThrowAway();
  const sandbox = await startSandbox({ seed: 1 });
  let told = '';
  try {
    const result = await chaos({
      databaseUrl: cluster.url,
      sandbox,
      documents: DOCUMENTS,
      replicas: 3,
      killEveryMs: 5_000,
      timeoutMs: 30 * 60_000,
      env: { EXPORT_SETTLE_SECONDS: SETTLE_SECONDS },
      onProgress: (states, kills) => {
        const line = JSON.stringify(states);
        if (line !== told) console.log(`  ${line} kills=${kills}`);
        told = line;
      },
    });
    console.log(`faults: ${JSON.stringify(sandbox.faults.fired)}`);
    console.log(
      `${DOCUMENTS} documents in ${result.seconds.toFixed(0)} s, ${result.kills} kills: ${result.once} exactly once, ` +
        `${result.lost} lost, ${result.duplicated} duplicated, ${result.unfinished} unfinished, ${result.refused} refused`,
    );
    process.exitCode = result.once === DOCUMENTS && result.unfinished === 0 && result.refused === 0 ? 0 : 1;
  } finally {
    await sandbox.close();
    await cluster.stop();
  }
}

void main();
