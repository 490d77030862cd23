import { type DataSource } from 'typeorm';
import { NewerSchema, pendingMigrations } from '../../database/schema';
import { attention, fault, ok, plural, type Said } from '../finding';
import { checkIndexes } from './database';

/** Whether the tables are those of this version; `usable` when what follows can be looked at. */
export async function checkSchema(dataSource: DataSource): Promise<{ said: Said[]; usable: boolean }> {
  let pending: string[];
  try {
    pending = await pendingMigrations(dataSource);
  } catch (error) {
    if (!(error instanceof NewerSchema)) throw error;
    return { usable: false, said: [newer(error.message)] };
  }
  const invalid = await checkIndexes(dataSource);
  if (pending.length === dataSource.migrations.length) {
    return {
      usable: false,
      said: [
        ok('Base vide : le premier démarrage fait les tables', 'Empty database: the first start makes the tables'),
      ],
    };
  }
  if (pending.length === 0)
    return { usable: true, said: [ok('Schéma à jour', 'The schema is up to date'), ...invalid] };
  return { usable: false, said: [behind(pending), ...invalid] };
}

function newer(message: string): Said {
  const [fr = message, en = message] = message.split(' / ');
  return fault(fr, en, 'lancez le diagnostic de la version déployée', 'run the doctor of the version that is deployed');
}

function behind(pending: readonly string[]): Said {
  return attention(
    `${plural(pending.length, 'migration')} en attente : ${pending.join(', ')}`,
    `${plural(pending.length, 'migration')} pending: ${pending.join(', ')}`,
    'le prochain démarrage les fait ; sauvegardez avant, puis relancez ce diagnostic',
    'the next start applies them; take a backup before, then run this again',
  );
}
