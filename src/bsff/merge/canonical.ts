/** Any JSON value, as documents hold it. */
export type Json = string | number | boolean | null | undefined | Json[] | JsonObject;
export interface JsonObject {
  [field: string]: Json;
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/**
 * What a text and its passage through Trackdéchets' output filter have in common: the filter drops what looks like a tag and all
 * that follows a lone `<`, and escapes `>` (errors-and-limits, 2.7). Empty text is stored there as null.
 */
export function canonicalText(text: string): string | null {
  const plain = text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/<[^<>]*>/g, '')
    .replace(/<[^]*$/, '')
    .replace(/>/g, '')
    .trim();
  return plain === '' ? null : plain;
}

/** The form in which two equal values are equal: instants in UTC, numbers at 6 decimals as Trackdéchets compares them. */
export function canonical(value: Json): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
  if (typeof value === 'string') {
    const instant = INSTANT.test(value) ? Date.parse(value) : NaN;
    return Number.isNaN(instant) ? canonicalText(value) : new Date(instant).toISOString();
  }
  if (Array.isArray(value)) return value.length === 0 ? null : value.map(canonical);
  if (typeof value !== 'object') return value;
  const entries = Object.keys(value)
    .sort()
    .map((key): [string, Json] => [key, canonical(value[key])])
    .filter(([, item]) => item !== null);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** True when no person would call the two values different. */
export function same(a: Json, b: Json): boolean {
  return JSON.stringify(canonical(a)) === JSON.stringify(canonical(b));
}

/** The value at a dotted path, undefined when nothing is there. */
export function valueAt(document: Json, path: string): Json {
  let value: Json = document;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[key];
  }
  return value;
}

/** A copy of `document` with `value` at a dotted path; an undefined value leaves nothing there. */
export function withValueAt(document: JsonObject, path: string, value: Json): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const copy: JsonObject = { ...document };
  if (rest.length === 0) {
    if (value === undefined) delete copy[key];
    else copy[key] = value;
    return copy;
  }
  const inner = copy[key];
  if (Array.isArray(inner)) {
    const [index = '', ...deeper] = rest;
    copy[key] = inner.map((item, position) => {
      if (position !== Number(index)) return item;
      return deeper.length === 0 ? value : withValueAt(isObject(item) ? item : {}, deeper.join('.'), value);
    });
    return copy;
  }
  if (!isObject(inner) && (value === undefined || value === null)) return copy;
  copy[key] = withValueAt(isObject(inner) ? inner : {}, rest.join('.'), value);
  return copy;
}
