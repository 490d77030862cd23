import 'reflect-metadata';
import { onDatabase, runCommand } from '../database/operator';
import { readArguments } from './arguments';
import { everythingOn, personOf } from './person';

const USAGE =
  'Usage: npm run --silent person:export -- --email ADRESSE\n' +
  '  Tout ce qui est gardé sur quelqu’un, en JSON. / Everything that is kept on somebody, as JSON.';

/** `npm run person:export -- --email ADDRESS`: what is kept on somebody (GDPR, article 15), as JSON; exit status 1 for nothing. */
async function main(): Promise<number> {
  const { email } = readArguments(USAGE, { mayApply: false });
  const found = await onDatabase(async ({ manager }) => everythingOn(manager, await personOf(manager, email)));
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
  return Object.values(found).some((rows) => rows.length > 0) ? 0 : 1;
}

runCommand(main);
