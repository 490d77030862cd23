import { type Sandbox } from '../../src/sandbox/server';
import { TECHNICIAN } from './documents';
import { Fleet } from './fleet';

export interface ChaosOptions {
  databaseUrl: string;
  sandbox: Sandbox;
  documents: number;
  replicas: number;
  /** Milliseconds between two kills. */
  killEveryMs: number;
  /** Milliseconds after which it is called a failure. */
  timeoutMs: number;
  env: Record<string, string>;
  onProgress?: (states: Record<string, number>, kills: number) => void;
}

export interface ChaosResult {
  once: number;
  lost: number;
  duplicated: number;
  unfinished: number;
  refused: number;
  kills: number;
  seconds: number;
}

/** Of the requests that create: 10 % done without an answer, 5 % reset before, 5 % a 502 page, 2 % stalled. */
const FAULTS = [
  { kind: 'done-reset', probability: 0.1 },
  { kind: 'reset', probability: 0.05 },
  { kind: 'done-502', probability: 0.05 },
  { kind: 'stall', probability: 0.02 },
] as const;

/** Exports through a failing platform from replicas that keep being killed, and counts what the platform holds at the end. */
export async function chaos(options: ChaosOptions): Promise<ChaosResult> {
  const { sandbox, documents, replicas, killEveryMs, timeoutMs } = options;
  const fleet = await Fleet.start({ ...options, size: replicas });
  let striking = Promise.resolve();
  const started = performance.now();
  let next = 0;
  let busy = false;
  const kill = (): void => {
    if (busy) return;
    busy = true;
    striking = fleet.strike(next++ % replicas).finally(() => (busy = false));
  };
  let killer: NodeJS.Timeout | undefined;
  try {
    const establishmentId = await fleet.settle();
    for (const fault of FAULTS) sandbox.faults.add(fault);
    const ids = await fleet.type(documents, establishmentId, 'C');
    await fleet.export(ids, TECHNICIAN);
    // Now that all was asked for: what died with its answer would be asked for twice.
    killer = setInterval(kill, killEveryMs);
    let states: Record<string, number> = {};
    while (performance.now() - started < timeoutMs) {
      states = await fleet.states();
      options.onProgress?.(states, fleet.kills);
      if ((states['SUCCEEDED'] ?? 0) + (states['REFUSED'] ?? 0) === documents) break;
      await new Promise((done) => setTimeout(done, 1_000));
    }
    const { SUCCEEDED = 0, REFUSED = 0 } = states;
    return {
      ...fleet.account('C', documents),
      unfinished: documents - SUCCEEDED - REFUSED,
      refused: REFUSED,
      kills: fleet.kills,
      seconds: (performance.now() - started) / 1_000,
    };
  } finally {
    clearInterval(killer);
    await striking.catch(() => undefined);
    await fleet.stop();
  }
}
