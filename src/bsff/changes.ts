import { type EntityManager } from 'typeorm';
import { type ChangeOrigin } from './bsff.entity';
import { type Json, same } from './merge/canonical';

/** One field before and after; the path is dotted and 0-based. */
export interface FieldChange {
  path: string;
  before: unknown;
  after: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing filled in: absent, null, an empty text, or an object or list of nothing. Trackdéchets compares them equal too. */
export function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.values(value).every(isBlank);
}

/**
 * The fields that differ, leaf by leaf; a list of another length is told as one change, since its items have no name.
 * Absent, null and empty count as equal here: they are the same to who reads the history.
 */
export function changesBetween(before: unknown, after: unknown, path = ''): FieldChange[] {
  const changes: FieldChange[] = [];
  gatherChanges(before, after, path, changes);
  return changes;
}

/** Into one list: pages of documents go through here. */
function gatherChanges(before: unknown, after: unknown, path: string, changes: FieldChange[]): void {
  if (before === after) return;
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  if (left && right && (isObject(before) || isObject(after))) {
    const added = Object.keys(right).filter((key) => !Object.hasOwn(left, key));
    for (const key of [...Object.keys(left), ...added]) {
      gatherChanges(left[key], right[key], path ? `${path}.${key}` : key, changes);
    }
  } else if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    for (const [index, item] of before.entries()) gatherChanges(item, after[index], `${path}.${index}`, changes);
  } else if (!isBlank(before) || !isBlank(after)) {
    changes.push({ path, before: before ?? null, after: after ?? null });
  }
}

/** An object's fields, none where nothing is filled in; null for any other value. */
function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (isObject(value)) return value;
  return isBlank(value) ? {} : null;
}

/** What no export sends: ours alone, or Trackdéchets' own to fill in. */
const NEVER_SENT = /^(reference|establishmentId)$|\.recepisse\.(number|department|validityLimit)$/;

/**
 * What was changed here since both sides last agreed and is still to be sent, but for what Trackdéchets' way of writing texts, dates
 * and numbers explains.
 */
export function pendingChanges(base: unknown, input: unknown): FieldChange[] {
  return changesBetween(base, input).filter(
    (change) => isSent(change) && !same(change.before as Json, change.after as Json),
  );
}

/** A partner is sent as its company: that it is no longer named changes nothing there. */
function isSent({ path, after }: FieldChange): boolean {
  return !NEVER_SENT.test(path) && !(path.endsWith('.partnerId') && after === null);
}

/** `remote` with each text that was typed in another form of the same put back. */
export function asTyped(typed: unknown, remote: unknown): unknown {
  if (typeof remote === 'string' && typeof typed === 'string') return same(typed, remote) ? typed : remote;
  if (Array.isArray(remote)) {
    const items = Array.isArray(typed) && typed.length === remote.length ? (typed as unknown[]) : [];
    return remote.map((item, index) => asTyped(items[index], item));
  }
  if (!isObject(remote)) return remote;
  const before = isObject(typed) ? typed : {};
  return Object.fromEntries(Object.entries(remote).map(([key, item]) => [key, asTyped(before[key], item)]));
}

/** Appends to a document's history, in the transaction of the change. */
export async function recordChanges(
  em: EntityManager,
  bsffId: string,
  by: { origin: ChangeOrigin; actorId: string | null },
  changes: readonly FieldChange[],
): Promise<void> {
  await recordChangesOfAll(em, [{ bsffId, ...by, changes }]);
}

/** Appends to the histories of several documents at once. */
export async function recordChangesOfAll(
  em: EntityManager,
  documents: readonly {
    bsffId: string;
    origin: ChangeOrigin;
    actorId: string | null;
    changes: readonly FieldChange[];
  }[],
): Promise<void> {
  const rows = documents.flatMap(({ changes, ...of }) => changes.map((change) => ({ ...of, ...change })));
  if (rows.length === 0) return;
  await em.query(
    `INSERT INTO bsff_changes (bsff_id, origin, actor_id, path, before, after)
     SELECT "bsffId", origin, "actorId", path, before, after
     FROM jsonb_to_recordset($1) AS new ("bsffId" uuid, origin text, "actorId" uuid, path text, before jsonb, after jsonb)`,
    [JSON.stringify(rows)],
  );
}
