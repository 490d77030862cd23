import { type SentenceKey } from '../http/sentences';

/** Shorter or longer than any token Trackdéchets makes (40 today); kept wide, since older ones may have another shape. */
const SHORTEST = 20;
const LONGEST = 200;

export type PastedToken = { token: string } | { fault: SentenceKey };

/**
 * The token in what a person pasted, without what came along (spaces, line ends, quotes, « Bearer », invisible characters), or
 * why it cannot be one; such a text must go nowhere.
 */
export function readPastedToken(pasted: string): PastedToken {
  const text = undressed(pasted);
  if (text === '') return { fault: 'TOKEN_EMPTY' };
  if (/^\S+@\S+\.\S+$/.test(text)) return { fault: 'TOKEN_LOOKS_LIKE_EMAIL' };
  // A terminal or a mail wraps a long line: what is left of it is put back together.
  const token = text.replace(/\s*[\r\n]+\s*/g, '');
  if (!/^[\w.~+/=-]+$/.test(token)) return { fault: 'TOKEN_LOOKS_LIKE_PASSWORD' };
  if (token.length < SHORTEST) return { fault: 'TOKEN_TRUNCATED' };
  return token.length > LONGEST ? { fault: 'TOKEN_TOO_LONG' } : { token };
}

/** Without the invisible characters, then without each layer of quotes, brackets and « Bearer » around. */
function undressed(pasted: string): string {
  let text = pasted.normalize('NFKC').replace(/[\p{Cf}\u034f\u115f\u1160\u3164]/gu, '');
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      .trim()
      .replace(/^authorization\s*:/i, '')
      .replace(/^bearer\s*:?\s+/i, '')
      .replace(/^["'`´«»“”„‘’‚‹›<([{]+|["'`´«»“”„‘’‚‹›>)\]},;.]+$/g, '')
      .trim();
  }
  return text;
}
