import { type Json, type JsonObject, same, valueAt, withValueAt } from '../bsff/merge/canonical';
import { type Kept } from '../bsff/merge/resolution';
import { type Merged, type Sides, sourceOf } from '../bsff/merge/three-way';

/** The holder is merged as one when it is another: its name, address and contact go with its number. */
const HOLDER = 'detenteur';
const PLAIN_FIELDS = ['numero', 'weight', 'postalCode'];
const HOLDER_FIELDS = ['name', 'address', 'contact', 'phone', 'mail'].map((field) => `${HOLDER}.company.${field}`);

/** Three fiches merged field by field, by the rules of documents. Pure; merging its own result again changes nothing. */
export function mergeFiche(sides: Sides): Merged {
  const merged: Merged = { input: sides.local, base: sides.base, conflicts: [] };
  const who = settle(sides, merged, HOLDER, identityOf);
  const fields = who === 'CONFLICT' || who === 'LOCAL' ? PLAIN_FIELDS : [...PLAIN_FIELDS, ...HOLDER_FIELDS];
  for (const path of fields) settle({ ...sides, base: merged.base, local: merged.input }, merged, path);
  return merged;
}

/** Ends one conflict, and gives those that are left. */
export function resolveFiche(sides: Sides, path: string, kept: Kept): Merged {
  const taken = (body: JsonObject): JsonObject => withValueAt(body, path, valueAt(sides.remote, path) ?? null);
  return mergeFiche({ ...sides, base: taken(sides.base), local: kept === 'REMOTE' ? taken(sides.local) : sides.local });
}

function settle(
  sides: Sides,
  merged: Merged,
  path: string,
  view = (value: Json): Json => value,
): ReturnType<typeof sourceOf> {
  const [base, local, remote] = [sides.base, sides.local, sides.remote].map((side) => valueAt(side, path));
  const source = sourceOf(view(base), view(local), view(remote));
  if (source === 'CONFLICT') merged.conflicts.push({ path, local: local ?? null, remote: remote ?? null });
  if (source === 'REMOTE') {
    merged.input = withValueAt(merged.input, path, remote ?? null);
    merged.base = withValueAt(merged.base, path, remote ?? null);
  }
  if (source === 'AGREED' && !same(view(base), view(remote)))
    merged.base = withValueAt(merged.base, path, remote ?? null);
  return source;
}

function identityOf(holder: Json): Json {
  const number = valueAt(holder, 'company.siret') ?? valueAt(holder, 'company.vatNumber');
  return valueAt(holder, 'isPrivateIndividual') === true ? 'PRIVATE' : (number ?? null);
}
