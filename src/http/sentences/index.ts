import { alertSentences } from './alerts';
import { authSentences } from './auth';
import { bsffSentences } from './bsff';
import { credentialSentences } from './credentials';
import { exportSentences } from './exports';
import { httpSentences } from './http';
import { partnerSentences } from './partners';
import { pullSentences } from './pulls';
import { type Language, type Sentence, type SentenceParams } from './sentence';
import { userSentences } from './users';

export type { Language, Sentence, SentenceParams } from './sentence';

/** The one catalogue of what people read: error codes and other sentences, in French and English, by stable key. */
const catalogue = {
  ...httpSentences,
  ...authSentences,
  ...alertSentences,
  ...userSentences,
  ...credentialSentences,
  ...bsffSentences,
  ...exportSentences,
  ...pullSentences,
  ...partnerSentences,
} as const;

export type SentenceKey = keyof typeof catalogue;
export const sentences: Record<SentenceKey, Sentence> = catalogue;

/** The sentence of `key` in `language`, with its parameters in place. */
export function sentence(key: SentenceKey, language: Language, params: SentenceParams = {}): string {
  return sentences[key][language].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
