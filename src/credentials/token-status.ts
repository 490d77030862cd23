import { type SentenceKey } from '../http/sentences';
import { type TokenStatus } from '../users/user-tokens';
import { type Credential } from './credential.entity';
import { type SecretCipher } from './secret-cipher';

export const NO_TOKEN: TokenStatus = {
  status: 'NONE',
  message: { sentence: 'TOKEN_NONE' },
  lastFour: null,
  verifiedAt: null,
  checkedAt: null,
  account: null,
  companies: [],
};

/** What of a stored token says where it stands. */
export type TellingCredential = Pick<
  Credential,
  | 'status'
  | 'lastFour'
  | 'refusedLastFour'
  | 'verifiedAt'
  | 'checkedAt'
  | 'account'
  | 'companies'
  | 'failure'
  | 'secret'
> & { pendingSecret: unknown };

/** What may be told of a stored token; one that this process lacks the key for is no longer of use, whatever it was. */
export function statusOf(credential: TellingCredential, cipher: SecretCipher): TokenStatus {
  const { status, lastFour, refusedLastFour, verifiedAt, checkedAt, account, companies } = credential;
  const usable = status !== 'VALID' || cipher.hasKeyOf(credential.secret);
  return {
    status: usable ? status : 'UNVERIFIED',
    message: {
      sentence: usable ? sentenceOf(credential) : 'TOKEN_KEY_LOST',
      params: { account: account?.email ?? '', refused: refusedLastFour ?? '' },
    },
    lastFour,
    verifiedAt,
    checkedAt,
    account,
    companies,
  };
}

/** What may be told of the token just given, even when it waits behind a valid one. */
export function statusAfterPaste(credential: Credential): TokenStatus {
  if (credential.pendingSecret) {
    const lastFour = credential.pendingLastFour;
    return { ...NO_TOKEN, status: 'UNVERIFIED', message: { sentence: 'TOKEN_UNVERIFIED' }, lastFour };
  }
  const { status, lastFour, verifiedAt, checkedAt, account, companies } = credential;
  return { status, message: { sentence: sentenceOf(credential) }, lastFour, verifiedAt, checkedAt, account, companies };
}

function sentenceOf({
  status,
  failure,
  pendingSecret,
  refusedLastFour,
}: Pick<TellingCredential, 'status' | 'failure' | 'pendingSecret' | 'refusedLastFour'>): SentenceKey {
  if (status === 'VALID' && pendingSecret) return 'TOKEN_VALID_NEW_PENDING';
  if (status === 'VALID') return refusedLastFour ? 'TOKEN_VALID_NEW_REFUSED' : 'TOKEN_VALID';
  if (status === 'REJECTED') return 'TOKEN_REJECTED';
  if (status === 'EMAIL_MISMATCH') return 'TOKEN_EMAIL_MISMATCH';
  if (failure === 'KEY_LOST') return 'TOKEN_KEY_LOST';
  return failure === 'DAMAGED' ? 'TOKEN_DAMAGED' : 'TOKEN_UNVERIFIED';
}
