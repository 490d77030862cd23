import { type TransformFnParams } from 'class-transformer';

/** Transform of a typed text: no spaces around it. */
export function trimmed({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? value.trim() : value;
}

/** Transform of a number that people type or paste with spaces, dots or dashes, such as a SIRET or a VAT number. */
export function spacesOut({ value }: TransformFnParams): unknown {
  return typeof value === 'string' ? spacelessNumber(value) : value;
}

/** Transform of a query's number, which comes as text; what is no number stays one. */
export function numeric({ value }: TransformFnParams): unknown {
  return typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

/** A SIRET or VAT number without the spaces, dots and dashes that people type in it. */
export function spacelessNumber(text: string): string {
  return text.replace(/[\s.\u2010-\u2015-]/g, '').toUpperCase();
}

/** A text as lists sort and search it: without case, accents nor repeated spaces. */
export function searchable(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** `text` with what LIKE would read as a wildcard escaped. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
