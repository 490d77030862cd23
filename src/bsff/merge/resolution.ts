import { type Json, type JsonObject, isObject, same, valueAt, withValueAt } from './canonical';
import { type ConflictField, mergeThreeWays, type Merged, type Sides } from './three-way';

export type Kept = 'LOCAL' | 'REMOTE';

/**
 * Ends one conflict: with REMOTE the document takes Trackdéchets' value, with LOCAL it keeps its own as a change still to be sent.
 * Both sides then agree on what they differed from. Pure; gives the conflicts that are left.
 */
export function resolve(sides: Sides, path: string, kept: Kept): Merged {
  const agreed = { ...sides, base: take(sides, sides.base, path) };
  if (kept === 'REMOTE') agreed.local = take(sides, sides.local, path);
  return mergeThreeWays(agreed);
}

/** Ends the conflicts of the fields that `local` was given Trackdéchets' own value of: both sides agree on it. Pure. */
export function settledByEdit(
  sides: Sides,
  fields: readonly ConflictField[],
): { base: JsonObject; conflict: { fields: ConflictField[] } | null } {
  const left = fields.filter(({ path, remote }) => !same(valueAt(sides.local, path), remote as Json));
  const ended = fields.filter((field) => !left.includes(field));
  const base = ended.reduce((agreed, { path }) => take(sides, agreed, path), sides.base);
  return { base, conflict: left.length > 0 ? { fields: left } : null };
}

/** `body` with Trackdéchets' value at `path`. */
function take({ local, remote }: Sides, body: JsonObject, path: string): JsonObject {
  const company = /^(.*)\.company\.siret$/.exec(path)?.[1];
  if (company !== undefined) {
    const taken = withValueAt(body, `${company}.company`, valueAt(remote, `${company}.company`) ?? null);
    return withValueAt(taken, `${company}.partnerId`, undefined);
  }
  const [, index, field] = /^packagings\.(\d+)\.(\w+)$/.exec(path) ?? [];
  if (index === undefined || field === undefined) return withValueAt(body, path, valueAt(remote, path) ?? null);
  const numero = numeroOf(valueAt(local, `packagings.${index}`));
  const value = valueAt(remote, `packagings.${placeOf(remote, numero)}.${field}`) ?? null;
  return withValueAt(body, `packagings.${placeOf(body, numero)}.${field}`, value);
}

function placeOf(body: JsonObject, numero: Json): number {
  return Array.isArray(body.packagings) ? body.packagings.findIndex((item) => numeroOf(item) === numero) : -1;
}

function numeroOf(packaging: Json): Json {
  return isObject(packaging) ? packaging.numero : undefined;
}
