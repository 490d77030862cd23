import 'reflect-metadata';
import { InvalidEnvironment, readEnvironment } from './config/environment';
import { NewerSchema } from './database/data-source';
import { EmbeddedPostgresError } from './database/embedded/binaries';
import { announcement } from './startup/announcement';
import { type Running, start } from './startup/startup';

/** Seconds given to what is under way before the process leaves anyway. */
const PATIENCE_MS = 20_000;

function endOnSignals(running: Running): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), PATIENCE_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

async function main(): Promise<void> {
  const running = await start(readEnvironment(process.env));
  endOnSignals(running);
  process.stdout.write(`${announcement(running)}\n`);
}

/** Faults that the person who starts it can correct: told without a stack. */
function explain(error: unknown): string {
  const plain =
    error instanceof InvalidEnvironment || error instanceof NewerSchema || error instanceof EmbeddedPostgresError;
  if (plain) return error.message;
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    const { port } = error as { port?: number };
    return `Le port ${port} est déjà pris : changez PORT ou SANDBOX_PORT (0 pour un port libre). / Port ${port} is taken: change PORT or SANDBOX_PORT (0 for any free one).`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
});
