import 'reflect-metadata';
import { type DataSource } from 'typeorm';
import { onDatabase, runCommand } from './operator';
import { appliedMigrations, migrate, pendingMigrations, revertTo } from './schema';

const USAGE = `npm run migrate                        applique les migrations / applies the migrations
npm run migrate -- --dry-run           dit seulement lesquelles le sont, et le seraient / only tells which are, and would be
npm run migrate -- --back-to NAME      défait celles d’après NAME, et ce qu’elles ont ajouté est perdu /
                                       undoes those after NAME, and what they added is lost`;

/** The database alone: a deployment's job that migrates needs no other variable. */
function ownVariables({ DATABASE_URL, DATABASE_URL_FILE, DATA_DIR }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { DATABASE_URL, DATABASE_URL_FILE, DATA_DIR };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function tell(names: string[], french: string, english: string): number {
  if (names.length === 0) say('Le schéma est à jour. / The schema is up to date.');
  for (const name of names) say(`${french} / ${english}: ${name}`);
  return 0;
}

/** What is there is told too: the last of them is the NAME to come back to. */
async function plan(dataSource: DataSource): Promise<number> {
  const pending = await pendingMigrations(dataSource);
  for (const name of await appliedMigrations(dataSource)) say(`déjà appliquée / applied already: ${name}`);
  return tell(pending, 'à appliquer', 'to apply');
}

/** Brings the schema to this version, apart from any start; beside replicas that run, which go on. */
async function main(): Promise<number> {
  const [order, name] = process.argv.slice(2);
  return onDatabase(async (dataSource) => {
    if (order === '--dry-run') return plan(dataSource);
    if (order === '--back-to' && name)
      return tell(await revertTo(dataSource, name, { tell: say }), 'défaite', 'undone');
    if (order === undefined) return tell(await migrate(dataSource, { tell: say }), 'appliquée', 'applied');
    say(USAGE);
    return 2;
  }, ownVariables(process.env));
}

runCommand(main);
