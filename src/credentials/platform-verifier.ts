import { type TokenCompany } from '../users/user-tokens';

export const TRACKDECHETS = 'TRACKDECHETS';

/** What a platform says of a secret. */
export type PlatformAnswer =
  | { kind: 'ACCOUNT'; email: string; name: string; companies: TokenCompany[] }
  /** The platform answered, and does not know it. */
  | { kind: 'UNKNOWN' }
  /** The platform gave no usable answer: nothing is proved. `retryAfter` in seconds, when known. */
  | { kind: 'NO_ANSWER'; retryAfter: number | null };

/** Asks a platform whose secret this is. */
export abstract class PlatformVerifier {
  abstract readonly platform: string;
  /** `awaited`: somebody waits for the answer, which then comes before what runs by itself. */
  abstract verify(secret: string, awaited: boolean): Promise<PlatformAnswer>;
}
