import { type SentenceKey, type SentenceParams, sentence } from '../../http/sentences';
import { type Issue, issueSentence } from '../../trackdechets/rules/issues';

/** One thing to correct, or to think about: a dotted 0-based path, a stable code, and what people read. */
export interface Finding {
  path: string;
  code: string;
  message: { fr: string; en: string };
}

/** What a rule of Trackdéchets found. */
export function findingOf(found: Issue): Finding {
  const message = { fr: issueSentence(found, 'fr'), en: issueSentence(found, 'en') };
  return { path: found.field, code: found.rule, message };
}

/** What the connector found, in the words of the catalogue; the code is the key without its room. */
export function finding(path: string, key: SentenceKey, params: SentenceParams = {}): Finding {
  const message = { fr: sentence(key, 'fr', params), en: sentence(key, 'en', params) };
  return { path, code: key.replace(/^(READINESS|WARNING)_/, ''), message };
}
