import { setTimeout as sleep } from 'node:timers/promises';
import { ExportClock } from '../../src/exports/export-clock';
import { FicheEditSender } from '../../src/exports/fiche-edit-sender';
import { type TestApp } from './app';
import { ConnectorProcess } from './process';

/** More than any act has. */
const MOST_BOUNDARIES = 40;

export interface Act<Subject> {
  /** What the act is about, ready for it; every replica may work at it. */
  prepare: (attempt: number) => Promise<Subject>;
  /** Has the replica at `url` do it, and resolves once it is done; it may well die in between. */
  run: (subject: Subject, url: string) => Promise<unknown>;
  /** Waits for the act to be whole, and holds it to having been done once. */
  check: (subject: Subject, diedAt: string) => Promise<void>;
}

function doomed(app: TestApp, dieAt: number): ConnectorProcess {
  return ConnectorProcess.start(
    {
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: app.database.url,
      TRACKDECHETS_API_URL: app.sandbox.url,
      CREDENTIALS_KEYS: app.keys,
      PULL_INTERVAL_SECONDS: '0',
      EXPORT_SETTLE_SECONDS: '2',
      DIE_AT: String(dieAt),
    },
    'test/support/doomed-replica.ts',
  );
}

/** A request to a replica that dies fails with it, a moment before the end is known; any other failure is one. */
async function outcomeOf(replica: ConnectorProcess, running: Promise<unknown>): Promise<'DIED' | 'LIVED'> {
  const died = replica.exited.then(() => 'DIED' as const);
  const lived = running.then(
    () => 'LIVED' as const,
    async (error: unknown) => {
      const end = await Promise.race([died, sleep(10_000)]);
      if (end === 'DIED') return end;
      throw error;
    },
  );
  return Promise.race([died, lived]);
}

/** Has a replica die at each boundary of an act, one after the other, until one lives through it; answers where they died. */
export async function killedAtEach<Subject>(app: TestApp, { prepare, run, check }: Act<Subject>): Promise<string[]> {
  const here = app.nest.get(ExportClock);
  const died: string[] = [];
  for (let dieAt = 1; dieAt <= MOST_BOUNDARIES; dieAt++) {
    const subject = await prepare(dieAt);
    // Only the doomed replica works until it is dead.
    await here.beforeApplicationShutdown();
    const edits = jest.spyOn(app.nest.get(FicheEditSender), 'claim').mockResolvedValue([]);
    const replica = doomed(app, dieAt);
    const running = replica.url().then((url) => run(subject, url));
    const ended = await outcomeOf(replica, running).finally(async () => {
      await replica.kill('SIGKILL');
      edits.mockRestore();
      here.onApplicationBootstrap();
    });
    // Its leases end now rather than in a minute or two.
    await app.dataSource.query('UPDATE exports SET lease_until = now() WHERE lease_until IS NOT NULL');
    await app.dataSource.query('UPDATE fiches SET sync_after = now() WHERE synced_version < version');
    await app.dataSource.query(`SELECT pg_notify('exports', '')`);
    // What was asked for is known once the asking itself has ended, well or not.
    await running.catch(() => undefined);
    const diedAt = /died at boundary \d+: (.*)/.exec(replica.errors)?.[1] ?? '';
    await check(subject, diedAt);
    if (ended === 'LIVED') return died;
    died.push(diedAt);
  }
  return died;
}
