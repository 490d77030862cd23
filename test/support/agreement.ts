import { isDeepStrictEqual } from 'node:util';
import { type DataSource } from 'typeorm';
import { same, valueAt, type Json } from '../../src/bsff/merge/canonical';
import { settled } from '../../src/bsff/merge/remote-document';
import { isPassedOn } from '../../src/pulls/container-chains';
import { type TrackdechetsBsff } from '../../src/trackdechets/trackdechets.bsffs';
import { type Counterparts } from './counterparts';

interface Held {
  id: string;
  remote: TrackdechetsBsff;
  removed: string | null;
  containers: object | null;
}

interface Change {
  id: string;
  path: string;
  before: Json;
  after: Json;
}

/**
 * What the instance holds that is not as Trackdéchets shows it, one line each: documents field by field, where containers went, and
 * histories in which a step is missing, or told twice, or that do not end at what is held.
 */
export async function differences(database: DataSource, others: Counterparts): Promise<string[]> {
  const there = await others.everything();
  const chains = await others.chains();
  const rows = await database.query<Held[]>(
    `SELECT trackdechets_id AS id, remote, removed, containers FROM bsffs LEFT JOIN bsff_chains ON bsff_id = bsffs.id
     WHERE trackdechets_id IS NOT NULL`,
  );
  const here = new Map(rows.map((row) => [row.id, row]));
  const wrong = [...there].flatMap(([id, remote]) => {
    const row = here.get(id);
    if (!row) return [`${id} is not here`];
    if (row.removed !== null) return [`${id} is there`];
    if (!isDeepStrictEqual(row.remote, settled(remote))) return [`${id} differs`];
    const strayed = isPassedOn(remote) && !isDeepStrictEqual(row.containers, chains.get(id));
    return strayed ? [`${id}: its containers went elsewhere`] : [];
  });
  const left = rows.filter(({ id, removed }) => !there.has(id) && removed === null);
  const gone = left.map(({ id }) => `${id} is gone there`);
  return [...wrong, ...gone, ...(await brokenHistories(database, here))];
}

async function brokenHistories(database: DataSource, here: ReadonlyMap<string, Held>): Promise<string[]> {
  const changes = await database.query<Change[]>(
    `SELECT trackdechets_id AS id, path, before, after FROM bsff_changes JOIN bsffs ON bsffs.id = bsff_id
     WHERE origin = 'TRACKDECHETS' ORDER BY bsff_changes.id`,
  );
  const last = new Map<string, Change>();
  const broken: string[] = [];
  for (const change of changes) {
    const key = `${change.id} ${change.path}`;
    const previous = last.get(key);
    if (previous && !same(previous.after, change.before)) broken.push(`${key}: a step is missing`);
    if (same(change.before, change.after)) broken.push(`${key}: a step changes nothing`);
    last.set(key, change);
  }
  for (const [key, { id, path, after }] of last) {
    const held = here.get(id);
    const now = path === 'trackdechets.removed' ? held?.removed : valueAt(held?.remote, path);
    if (!same(now, after)) broken.push(`${key}: ends elsewhere`);
  }
  return broken;
}
