import { type FullBsffFragment } from '../../trackdechets/generated';
import { isObject, type Json, type JsonObject, same } from './canonical';

/** One field that changed, in API field names; `packagings.0.acceptation.status`. */
export interface FieldChange {
  path: string;
  before: unknown;
  after: unknown;
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : Number(a.id > b.id));

/** The document with the lists that Trackdéchets gives in no fixed order put in one. */
export function settled(remote: FullBsffFragment): FullBsffFragment {
  return {
    ...remote,
    ficheInterventions: [...remote.ficheInterventions].sort(byId),
    forwarding: [...remote.forwarding].sort(byId),
    grouping: [...remote.grouping].sort(byId),
    repackaging: [...remote.repackaging].sort(byId),
  };
}

/** Every SIRET or VAT number that gives a reader of the document its access (bsff-lifecycle, 3.3). */
export function partiesOf(remote: FullBsffFragment): Set<string> {
  const companies = [
    remote.emitter?.company,
    remote.destination?.company,
    ...remote.transporters.map(({ company }) => company),
    ...remote.ficheInterventions.map(({ detenteur }) => detenteur?.company),
  ];
  return new Set(companies.flatMap((company) => [company?.siret, company?.vatNumber]).filter((id) => !!id) as string[]);
}

/** No later signature is expected: corrections stay possible, so these are still read again, less often. */
export function isFinal(status: FullBsffFragment['status']): boolean {
  return status === 'PROCESSED' || status === 'REFUSED';
}

/**
 * What a person would call a change between two readings, field by field. Lists are aligned by id, then by container number;
 * `updatedAt` and a container's new id alone are not changes.
 */
export function remoteChanges(before: FullBsffFragment | null, after: FullBsffFragment): FieldChange[] {
  const changes: FieldChange[] = [];
  compare('', before && asJson(settled(before)), asJson(settled(after)), changes);
  return changes;
}

const NOT_CONTENT = new Set(['updatedAt', 'id', 'bsffId', 'orgId']);

function compare(path: string, before: Json, after: Json, changes: FieldChange[]): void {
  if (same(before, after)) return;
  if (isRows(before) || isRows(after)) {
    const aligned = align(Array.isArray(before) ? before : [], Array.isArray(after) ? after : []);
    aligned.forEach(([old, now], index) => compare(`${path}.${index}`, old, now, changes));
  } else if (isObject(after) && (isObject(before) || path === '')) {
    const keys = new Set([...Object.keys(isObject(before) ? before : {}), ...Object.keys(after)]);
    for (const key of keys) {
      if (NOT_CONTENT.has(key)) continue;
      compare(path ? `${path}.${key}` : key, isObject(before) ? before[key] : undefined, after[key], changes);
    }
  } else if (isObject(after) || isObject(before)) {
    compareLeaves(path, before, after, changes);
  } else {
    changes.push({ path, before: before ?? null, after: after ?? null });
  }
}

function isRows(value: Json): boolean {
  return Array.isArray(value) && value.some(isObject);
}

/** One side has nothing there: each field of the other is a change of its own. */
function compareLeaves(path: string, before: Json, after: Json, changes: FieldChange[]): void {
  const present = isObject(after) ? after : (before as JsonObject);
  for (const key of Object.keys(present)) {
    if (NOT_CONTENT.has(key)) continue;
    compare(
      `${path}.${key}`,
      isObject(before) ? before[key] : undefined,
      isObject(after) ? after[key] : undefined,
      changes,
    );
  }
}

/** Pairs the items of two lists: same id first, then same container number; what is left came or went. */
function align(before: Json[], after: Json[]): [Json, Json][] {
  const left = [...before];
  const take = (key: string, item: Json): Json => {
    const wanted = isObject(item) ? item[key] : undefined;
    const index = left.findIndex((old) => wanted !== undefined && isObject(old) && old[key] === wanted);
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  const pairs = after.map((item): [Json, Json] => [take('id', item), item]);
  for (const pair of pairs) pair[0] ??= take('numero', pair[1]);
  return [...pairs, ...left.map((gone): [Json, Json] => [gone, undefined])];
}

function asJson(remote: FullBsffFragment): JsonObject {
  return remote;
}
