import { type Json, same } from '../bsff/merge/canonical';
import { type BsffInput } from '../trackdechets/generated';

/** What an update has to send, and what of it a signature no longer lets change. */
export interface ChangePlan {
  /** Only what differs, with what Trackdéchets wants beside it; null when nothing does. */
  input: BsffInput | null;
  /** Dotted, 0-based paths of the differences that are sealed. */
  sealed: string[];
}

type Part = Record<string, unknown>;

/** Leaves of `desired` that differ from `current`. A key that `desired` lacks is left as it is. */
function differing(desired: unknown, current: unknown, path: string): string[] {
  if (desired === undefined || same(desired as Json, current as Json)) return [];
  if (!isPart(desired)) return [path];
  return Object.entries(desired).flatMap(([key, value]) =>
    differing(value, isPart(current) ? current[key] : undefined, `${path}.${key}`),
  );
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function byNumero(packagings: BsffInput['packagings']): unknown[] {
  return [...(packagings ?? [])].sort((a, b) => a.numero.localeCompare(b.numero));
}

/** The part with what changed alone; a company goes whole, since a partial one blanks its contact, phone and mail (facts 7.1, 7). */
function changedPart(desired: Part, paths: string[], path: string, always: string[]): Part {
  const keys = new Set(paths.map((changed) => changed.slice(path.length + 1).split('.')[0] ?? ''));
  for (const key of always) keys.add(key);
  return Object.fromEntries(Object.entries(desired).filter(([key]) => keys.has(key)));
}

/** Fields that the schema wants with any other of the same part; the emitter's company goes with all that is the emitter's. */
const ALWAYS: Partial<Record<keyof BsffInput, string[]>> = {
  emitter: ['company'],
  waste: ['code'],
  weight: ['value', 'isEstimate'],
};
const PARTS = ['emitter', 'waste', 'weight', 'transporter', 'destination'] as const;
const LISTS = ['ficheInterventions', 'forwarding', 'grouping', 'repackaging'] as const;

/**
 * Compares what the document should be with what Trackdéchets holds. `sealed` are the paths of `metadata.fields.sealed`.
 * Packagings are sent only when they differ, since a list that is sent gives each a new id.
 */
export function changePlan(desired: BsffInput, current: BsffInput, sealed: readonly (readonly string[])[]): ChangePlan {
  const input: BsffInput = {};
  const changed: string[] = [];
  for (const part of PARTS) {
    const wanted = desired[part];
    const paths = differing(wanted, current[part], part);
    if (paths.length === 0) continue;
    changed.push(...paths);
    Object.assign(input, {
      [part]: isPart(wanted) ? changedPart(wanted, paths, part, ALWAYS[part] ?? []) : wanted,
    });
  }
  for (const list of LISTS) {
    // Nothing is left out of an input: only the fiches can be emptied, the other lists make the document what it is.
    const wanted = desired[list] ?? (list === 'ficheInterventions' ? [] : undefined);
    if (wanted == null || same([...wanted].sort(), [...(current[list] ?? [])].sort())) continue;
    changed.push(list);
    input[list] = wanted;
  }
  if (desired.packagings && !same(byNumero(desired.packagings) as Json, byNumero(current.packagings) as Json)) {
    changed.push('packagings');
    input.packagings = desired.packagings;
  }
  return { input: changed.length > 0 ? input : null, sealed: changed.filter((path) => isSealed(path, sealed)) };
}

function isSealed(path: string, sealed: readonly (readonly string[])[]): boolean {
  return sealed.some((parts) => {
    const field = parts.join('.');
    return path === field || path.startsWith(`${field}.`) || field.startsWith(`${path}.`);
  });
}
