import { type Json, valueAt } from '../bsff/merge/canonical';
import { Problem } from '../http/problem';
import { type SentenceKey } from '../http/sentences';
import { type SignatureInput } from './dto/signature.input';

/** What is said of signatures in the place of sentences that speak of exports. */
const WORDS: Partial<Record<SentenceKey, SentenceKey>> = {
  NOT_READY: 'SIGNATURE_NOT_READY',
  TRACKDECHETS_REFUSED: 'SIGNATURE_REFUSED',
  TRACKDECHETS_UNAVAILABLE: 'SIGNATURE_UNANSWERED',
};

/** The same problem, in the words of who signs and by the names of what they sent. */
export function ofSigning({ code, options }: Problem, input: SignatureInput): Problem {
  const faults = options.faults?.map((fault) => ({
    ...fault,
    path: pathInRequest(fault.path, input),
    sentence: fault.sentence === 'TRACKDECHETS_REFUSED' ? ('SIGNATURE_DATA_REFUSED' as const) : fault.sentence,
  }));
  return new Problem(code, { ...options, sentence: WORDS[code], ...(faults && { faults }) });
}

const DATA = /(?:^|\.)(transport|reception|acceptation|operation)\.(.+)$/;

/** The field of the request that a document's came from: `transport.plates` for `transporter.transport.plates`. */
function pathInRequest(path: string, input: SignatureInput): string {
  const [, part, field = ''] = DATA.exec(path) ?? [];
  const data = part && input[part as 'transport' | 'reception' | 'acceptation' | 'operation'];
  return data && valueAt(data as unknown as Json, field) !== undefined ? `${part}.${field}` : path;
}
