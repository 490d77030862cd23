export type Language = 'fr' | 'en';

/** What a person reads, in both languages; `{name}` is replaced by a parameter. `status` is for those that are error codes. */
export interface Sentence {
  status?: number;
  fr: string;
  en: string;
}

export type SentenceParams = Record<string, string | number>;
