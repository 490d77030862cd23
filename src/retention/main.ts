import 'reflect-metadata';
import { retentionPeriodsOf } from '../config/retention-periods';
import { onDatabase, runCommand } from '../database/operator';
import { countDue, type Due, removeDue } from './retention';

const USAGE =
  'Usage: npm run retention -- [--dry-run | --apply]\n' +
  '  --dry-run  compte ce qui serait retiré (par défaut) / counts what would be removed (the default)\n' +
  '  --apply    le retire / removes it\n';

/** `npm run retention`: what has had its time, by table; `-- --apply` removes it, as the server does by itself every hour. */
async function main(): Promise<number> {
  const [option = '--dry-run', ...rest] = process.argv.slice(2);
  if (!['--dry-run', '--apply'].includes(option) || rest.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const apply = option === '--apply';
  const due = await onDatabase((dataSource, environment) => {
    const periods = retentionPeriodsOf(environment);
    return apply ? removeDue(dataSource, periods) : countDue(dataSource, periods);
  });
  process.stdout.write(`${apply ? 'Retiré / Removed:' : 'À retirer / To be removed:'}\n${due.map(line).join('')}`);
  if (!apply) {
    process.stdout.write(
      'Rien n’a été changé ; --apply le retire, le serveur aussi, toutes les heures. / Nothing was changed; --apply removes it, and so does the server, every hour.\n',
    );
  }
  return 0;
}

function line({ table, rows, fr, en }: Due): string {
  return `  ${table.padEnd(26)}${String(rows).padStart(9)}  ${fr} / ${en}\n`;
}

runCommand(main);
