import { type Sentence } from './sentence';

export const pullSentences = {} satisfies Record<string, Sentence>;
