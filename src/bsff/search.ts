import { type BsffBody } from './bsff-body';

const MAX_LEXEMES = 400;
const MAX_LEXEME_LENGTH = 60;
const MAX_QUERY_WORDS = 8;
/** A SIREN or SIRET in groups, as official papers write it, perhaps not to its end. */
const GROUPED_NUMBER = /(?<!\d)\d{3}\s\d{3}\s\d{3}(\s\d{1,5})?(?!\d)/g;

/** Case, accents and Unicode forms folded: what two spellings of one word share. */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** What two spellings of one container number share: `B-145 843` and `b145843`. */
export function numeroKey(numero: string): string {
  return fold(numero).replace(/[^\p{L}\p{N}]/gu, '');
}

/** By code points: half a surrogate pair cannot be stored. */
function cut(lexeme: string): string {
  return lexeme.length <= MAX_LEXEME_LENGTH ? lexeme : Array.from(lexeme).slice(0, MAX_LEXEME_LENGTH).join('');
}

function lexemesOf(text: string): string[] {
  return fold(text)
    .split(/\s+/)
    .flatMap((word) => {
      const parts = word.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      return parts.length > 1 ? [parts.join(''), ...parts] : parts;
    })
    .map(cut);
}

/** Everything a person may search a document by, as the text form of a tsvector of plain letters and digits. */
export function searchLexemes(body: BsffBody, more: readonly (string | null | undefined)[] = []): string {
  const companies = [body.emitter, ...(body.transporters ?? []), body.destination].flatMap((party) => [
    party?.company?.name,
    party?.company?.siret,
    party?.company?.vatNumber,
    party?.company?.contact,
    party?.customInfo,
  ]);
  const texts = [
    body.reference,
    ...more,
    ...(body.packagings ?? []).map(({ numero }) => numero),
    ...companies,
    body.waste?.code,
    body.waste?.description,
    body.destination?.cap,
  ];
  const lexemes = new Set(texts.flatMap((text) => (text ? lexemesOf(text) : [])));
  return [...lexemes].slice(0, MAX_LEXEMES).join(' ');
}

/** A person's query as the text form of a tsquery: every word, from its beginning; null when nothing can be searched. */
export function searchQuery(query: string): string | null {
  const words = fold(query)
    .replace(GROUPED_NUMBER, (number) => number.replace(/\s/g, ''))
    .split(/\s+/)
    .map((word) => cut(word.replace(/[^\p{L}\p{N}]/gu, '')))
    .filter(Boolean)
    .slice(0, MAX_QUERY_WORDS);
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
}
