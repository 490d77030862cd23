import 'reflect-metadata';
import { type EntityManager } from 'typeorm';
import { onDatabase, runCommand } from '../database/operator';
import { transaction } from '../database/transaction';
import { readArguments } from './arguments';
import { erase, type Objection, objectionsTo } from './erasure';
import { countTraces, type Person, personOf } from './person';
import { type Fate, type Trace } from './traces';

const USAGE =
  'Usage: npm run person:erase -- --email ADRESSE [--dry-run | --apply]\n' +
  '  --dry-run  dit ce qui serait effacé et ce qui reste (par défaut) / says what would be erased and what stays (the default)\n' +
  '  --apply    l’efface / erases it';

const FATES: Record<Fate, string> = {
  ANONYMISED: 'anonymisé / anonymised',
  DELETED: 'supprimé / deleted',
  REDACTED: 'caviardé / redacted',
  KEPT: 'reste / stays',
};

interface Outcome {
  person: Person;
  counts: { trace: Trace; rows: number }[];
  objections: Objection[];
}

/** `npm run person:erase -- --email ADDRESS`: what an erasure (GDPR, article 17) would do; `--apply` does it. */
async function main(): Promise<number> {
  const { email, apply } = readArguments(USAGE, { mayApply: true });
  const outcome = await onDatabase((dataSource) =>
    transaction(dataSource, (em) => (apply ? applied(em, email) : foreseen(em, email))),
  );
  return tell(outcome, apply);
}

async function foreseen(em: EntityManager, email: string): Promise<Outcome> {
  const person = await personOf(em, email);
  const objections = person.id ? await objectionsTo(em, { ...person, id: person.id }) : [];
  return { person, objections, counts: await countTraces(em, person) };
}

async function applied(em: EntityManager, email: string): Promise<Outcome> {
  const outcome = await foreseen(em, email);
  const { id } = outcome.person;
  if (id && outcome.objections.length === 0) await erase(em, { ...outcome.person, id });
  return outcome;
}

function tell({ person, counts, objections }: Outcome, apply: boolean): number {
  const lines = counts
    .filter(({ rows }) => rows > 0)
    .map(({ trace, rows }) => {
      const head = `  ${trace.table.padEnd(26)}${String(rows).padStart(7)}  ${FATES[trace.fate]}`;
      return `${head}\n${' '.repeat(35)}${trace.fr}\n${' '.repeat(35)}${trace.en}\n`;
    });
  process.stdout.write(lines.join('') || 'Rien n’est gardé sur cette adresse. / Nothing is kept on this address.\n');
  if (!person.id) {
    process.stdout.write('Ce n’est pas un utilisateur : rien à effacer ici. / Not a user: nothing to erase here.\n');
    return 1;
  }
  for (const { fr, en } of objections) process.stdout.write(`Refusé / Refused: ${fr}\n                  ${en}\n`);
  if (objections.length > 0) return 1;
  process.stdout.write(
    apply
      ? 'Effacé. Les sauvegardes et les journaux plus anciens la nomment encore : voir docs/data.md. / Erased. Older backups and logs still name them: see docs/data.md.\n'
      : 'Rien n’a été changé ; --apply efface. / Nothing was changed; --apply erases.\n',
  );
  return 0;
}

runCommand(main);
