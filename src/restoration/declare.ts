import 'reflect-metadata';
import { Audit } from '../audit/audit';
import { onDatabase, runCommand } from '../database/operator';
import { transaction } from '../database/transaction';

const USAGE =
  'Usage: npm run database:restored [-- --checked]\n' +
  '  (rien / nothing)  la base vient d’une sauvegarde / the database comes from a backup\n' +
  '  --checked         j’ai comparé à la main avec Trackdéchets / I compared with Trackdéchets by hand\n';

/**
 * `npm run database:restored`: says of a database what cannot always be seen, that it was restored (a disk image put back);
 * nothing is created on Trackdéchets before a pull has read everything. `-- --checked` ends that wait by a person's word.
 */
async function main(): Promise<number> {
  const [option, ...rest] = process.argv.slice(2);
  if ((option !== undefined && option !== '--checked') || rest.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const checked = option === '--checked';
  const held = await onDatabase((dataSource) =>
    transaction(dataSource, async (em) => {
      await em.query(
        checked
          ? 'UPDATE database_restoration SET known = database_identity(), noticed = NULL, noticed_at = NULL'
          : `UPDATE database_restoration SET known = 'declared ' || now(), noticed = NULL, noticed_at = NULL`,
      );
      const action = checked ? 'database.releasedByHand' : 'database.declaredRestored';
      await new Audit().record(em, null, { action, subjectType: 'database', subjectId: '' });
      const [row] = await em.query<[{ held: number }]>(
        `SELECT count(*)::int AS held FROM exports WHERE kind = 'CREATE' AND finished_at IS NULL`,
      );
      return row.held;
    }),
  );
  process.stdout.write(
    checked
      ? `Les créations reprennent (${held}). / Creations go on (${held}).\n`
      : `Aucun bordereau ne sera créé sur Trackdéchets avant qu’une récupération complète ait montré ce qui y est déjà ; ${held} attendent. / No slip will be created on Trackdéchets before a whole pull has shown what is there already; ${held} wait.\n`,
  );
  return 0;
}

runCommand(main);
