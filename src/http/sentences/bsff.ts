import { type Sentence } from './sentence';

export const bsffSentences = {} satisfies Record<string, Sentence>;
