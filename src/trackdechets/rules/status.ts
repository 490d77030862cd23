import { type BsffStatus, operationRule } from './codes';
import { type Acceptation, type Operation } from './document';

/** One packaging of the BSFF, and the last packaging that its content went into (itself when it went nowhere). */
export interface TreatedPackaging {
  acceptation: Pick<Acceptation, 'status' | 'signature'>;
  operation: Pick<Operation, 'code' | 'noTraceability' | 'signature'>;
  last: {
    acceptation: Pick<Acceptation, 'status' | 'signature'>;
    operation: Pick<Operation, 'code' | 'noTraceability'>;
  };
}

const refusedBySignature = (acceptation: TreatedPackaging['acceptation']): boolean =>
  acceptation.signature !== null && acceptation.status === 'REFUSED';

const endsTraceability = (operation: { code: string | null; noTraceability: boolean }): boolean =>
  operationRule(operation.code)?.final === true || (operation.code !== null && operation.noTraceability);

const isRefused = (p: TreatedPackaging): boolean =>
  refusedBySignature(p.acceptation) || refusedBySignature(p.last.acceptation);
const isAccepted = (p: TreatedPackaging): boolean =>
  p.acceptation.signature !== null && p.acceptation.status === 'ACCEPTED';
const isTreated = (p: TreatedPackaging): boolean => p.operation.signature !== null;
/** Of the last packaging the code counts, signed or not (observed on the real back end). */
const isFinal = (p: TreatedPackaging): boolean =>
  isTreated(p) && (endsTraceability(p.operation) || endsTraceability(p.last.operation));

/** The status that the packagings give to their BSFF; null when they leave it as it is (facts: bsff-lifecycle 3.2). */
export function statusOf(packagings: readonly TreatedPackaging[]): BsffStatus | null {
  if (packagings.every(isRefused)) return 'REFUSED';
  if (packagings.every((p) => isRefused(p) || isFinal(p))) return 'PROCESSED';
  if (packagings.every((p) => isRefused(p) || isTreated(p))) return 'INTERMEDIATELY_PROCESSED';
  if (packagings.every(isAccepted)) return 'ACCEPTED';
  if (packagings.every((p) => isRefused(p) || isAccepted(p))) return 'PARTIALLY_REFUSED';
  return null;
}
