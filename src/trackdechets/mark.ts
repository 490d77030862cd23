import { randomInt } from 'node:crypto';

/** Crockford's alphabet: no I, L, O or U, so that a mark read aloud or copied by hand stays itself. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const MARK_LENGTH = 8;
const PREFIX = 'réf. ';
const SEPARATOR = ' ';
/** Trackdéchets stores 250 characters of `emitter.customInfo`. */
const CUSTOM_INFO_LENGTH = 250;
const WRITTEN = new RegExp(`(?:^|\\s)${PREFIX}([${ALPHABET}]{${MARK_LENGTH}})\\s*$`, 'u');

/** Characters of `emitter.customInfo` left to the person's own text once the mark is there. */
export const MARK_ROOM = CUSTOM_INFO_LENGTH - SEPARATOR.length - PREFIX.length - MARK_LENGTH;

/** A new mark: 40 random bits; the database refuses one that already served. */
export function newMark(): string {
  return Array.from({ length: MARK_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** The text as it travels in `emitter.customInfo`: the person's own, then « réf. XXXXXXXX ». `text` holds at most MARK_ROOM characters. */
export function withMark(text: string | null | undefined, mark: string): string {
  const own = withoutMark(text);
  return own === null ? `${PREFIX}${mark}` : `${own}${SEPARATOR}${PREFIX}${mark}`;
}

/** The person's own text, without our mark; null when nothing else is there. */
export function withoutMark(text: string | null | undefined): string | null {
  const own = (text ?? '').replace(WRITTEN, '').trimEnd();
  return own === '' ? null : own;
}

/** The mark at the end of `emitter.customInfo`, or null. */
export function markOf(text: string | null | undefined): string | null {
  return WRITTEN.exec(text ?? '')?.[1] ?? null;
}
