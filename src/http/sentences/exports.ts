import { type Sentence } from './sentence';

export const exportSentences = {} satisfies Record<string, Sentence>;
