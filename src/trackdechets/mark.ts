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

/** Ten hexadecimal digits of a random id are the 40 bits of a mark. */
const ID_DIGITS = 10;
const MARKS = 2 ** 40;
/** Between the marks of one document: odd, so that none comes back, and large, so that they look nothing alike. */
const STEP = 0x9e3779b1;
/** Creations of one document whose marks lead back to it. */
const TURNS = 16;

/** A mark that leads back to no document: 40 random bits; the database refuses one that already served. */
export function newMark(): string {
  return Array.from({ length: MARK_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/**
 * The marks of a document's successive creations, made from its id (a random UUID): a document on Trackdéchets is recognised by
 * its mark even here where its sending is not remembered, after a backup was restored.
 */
export function marksOf(documentId: string): string[] {
  const first = parseInt(documentId.replace('-', '').slice(0, ID_DIGITS), 16);
  return Array.from({ length: TURNS }, (_, turn) => written((first + turn * STEP) % MARKS));
}

/** First and last ids that a document with this mark can have, for each turn. */
export function idsMarked(mark: string): { from: string; to: string }[] {
  const number = [...mark].reduce((sum, letter) => sum * ALPHABET.length + ALPHABET.indexOf(letter), 0);
  return Array.from({ length: TURNS }, (_, turn) => {
    const first = (number - ((turn * STEP) % MARKS) + MARKS) % MARKS;
    const digits = first.toString(16).padStart(ID_DIGITS, '0');
    return { from: asId(digits, '0'), to: asId(digits, 'f') };
  });
}

function written(number: number): string {
  const letters: string[] = [];
  for (let rest = number; letters.length < MARK_LENGTH; rest = Math.floor(rest / ALPHABET.length)) {
    letters.unshift(ALPHABET[rest % ALPHABET.length] ?? '');
  }
  return letters.join('');
}

function asId(digits: string, filler: string): string {
  return digits.padEnd(32, filler).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * The text as it travels in `emitter.customInfo`: the person's own, then « réf. XXXXXXXX ». Of theirs, what Trackdéchets would hide
 * or has no room for is left out, so that the mark can always be read back; readiness warned about it.
 */
export function withMark(text: string | null | undefined, mark: string): string {
  const own = withoutMark(fitted(text ?? ''));
  return own === null ? `${PREFIX}${mark}` : `${own}${SEPARATOR}${PREFIX}${mark}`;
}

/** Trackdéchets shows nothing behind a lone `<` (errors-and-limits, 2.7); half a character cannot be stored. */
function fitted(text: string): string {
  const shown = text
    .replace(WRITTEN, '')
    .replace(/<[^<>]*>/g, '')
    .replace(/<[^]*$/, '');
  return shown.slice(0, MARK_ROOM).replace(/[\uD800-\uDBFF]$/, '');
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
