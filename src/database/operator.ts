import { type DataSource } from 'typeorm';
import { type Environment, readEnvironment } from '../config/environment';
import { openDataSource } from './data-source';
import { EmbeddedPostgres } from './embedded/embedded-postgres';

const DEFAULT_DATA_DIR = '.data';

/** Runs an operator's command on the database of DATABASE_URL or, without it, of the connector that runs on DATA_DIR. */
export async function onDatabase<T>(
  work: (dataSource: DataSource, environment: Environment) => Promise<T>,
  variables = process.env,
): Promise<T> {
  const environment = readEnvironment(variables);
  const url = environment.DATABASE_URL ?? EmbeddedPostgres.runningUrl(environment.DATA_DIR ?? DEFAULT_DATA_DIR);
  if (!url) {
    throw new Error(
      'Indiquez DATABASE_URL, ou démarrez d’abord le connecteur (npm start). / Set DATABASE_URL, or start the connector first (npm start).',
    );
  }
  const dataSource = await openDataSource(url, 2);
  try {
    return await work(dataSource, environment);
  } finally {
    await dataSource.destroy();
  }
}

/** Runs a command's `main`: its number is the exit status, and a failure is told in one line. */
export function runCommand(main: () => Promise<number>): void {
  main().then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}
