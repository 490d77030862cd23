import { type Sentence } from './sentence';

export const credentialSentences = {} satisfies Record<string, Sentence>;
