import { once } from 'node:events';
import { InvalidEnvironment, readEnvironment } from '../config/environment';
import { EmbeddedPostgresError } from '../database/embedded/binaries';
import { MigrationFailed, NewerSchema } from '../database/schema';
import { isDatabaseAway } from '../http/database-away';
import { endTelemetry } from '../telemetry/start';
import { loggableError } from '../trail/loggable-error';
import { announcement } from './announcement';
import { DatabaseUnreachable } from './database-start';
import { CannotListen } from './listening';
import { start, type StartOptions } from './startup';

/** Given to what is under way before the process leaves anyway, after the delay for load balancers. Milliseconds. */
const PATIENCE_MS = 20_000;

async function live(version: Pick<StartOptions, 'migrations'>): Promise<void> {
  const environment = readEnvironment(process.env);
  const asked = new AbortController();
  const end = (): void => {
    if (asked.signal.aborted) return;
    asked.abort();
    const delayMs = (environment.SHUTDOWN_DELAY_SECONDS ?? 0) * 1_000;
    setTimeout(() => process.exit(1), PATIENCE_MS + delayMs).unref();
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  const running = await start(environment, { ...version, signal: asked.signal });
  if (!asked.signal.aborted) {
    process.stdout.write(`${announcement(running)}\n`);
    await once(asked.signal, 'abort');
  }
  await running.stop();
  await endTelemetry();
}

/** Faults that the person who starts it can correct: told without a stack. */
function explain(error: unknown): string {
  const plain = [
    ...[InvalidEnvironment, EmbeddedPostgresError, CannotListen],
    ...[DatabaseUnreachable, NewerSchema, MigrationFailed],
  ];
  if (error instanceof Error && plain.some((kind) => error instanceof kind)) return error.message;
  if (isDatabaseAway(error)) {
    return `La base de données a cessé de répondre pendant le démarrage. / The database stopped answering during the start: ${String(error)}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What nobody caught ends the process, as Node would have it, in a line like the others: without the values that errors carry. */
function tellUncaught(error: unknown): void {
  const line = { level: 60, time: Date.now(), err: loggableError(error), msg: 'uncaught: the process ends' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
  process.exit(1);
}

/** The life of the process: starts the connector, serves until it is told to stop, and ends with a status that says how it went. */
export function run(version: Pick<StartOptions, 'migrations'> = {}): void {
  process.on('uncaughtException', tellUncaught);
  live(version).then(
    () => process.exit(0),
    (error: unknown) => {
      if ((error as Error).name === 'AbortError') process.exit(0);
      process.stderr.write(`${explain(error)}\n`);
      process.exit(1);
    },
  );
}
