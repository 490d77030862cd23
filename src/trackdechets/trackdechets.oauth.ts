import { Injectable } from '@nestjs/common';
import { TrackdechetsError } from './errors';
import { TrackdechetsClient } from './trackdechets.client';

/** The connector as Trackdéchets knows it. */
export interface OauthApplication {
  clientId: string;
  clientSecret: string;
  /** To the letter the one of the request that gave the code. */
  redirectUri: string;
}

/** What a person's consent gives. */
export interface GrantedAccess {
  /** In clear, as pasted ones come: to be verified and encrypted, never logged. It has no end and no refresh. */
  token: string;
  /** Whose it is, by the same answer. */
  email: string | null;
}

/** Trackdéchets' OAuth2: the authorization code flow, its only one (facts: auth 1.2). */
@Injectable()
export class TrackdechetsOauth {
  constructor(private readonly client: TrackdechetsClient) {}

  /**
   * Exchanges a code, once, within its 600 s. Throws TrackdechetsError: REFUSED when the code is unknown, used or old,
   * CREDENTIALS when Trackdéchets does not know the application; after any other kind the token, if made, is lost.
   */
  async exchangeCode(code: string, { clientId, clientSecret, redirectUri }: OauthApplication): Promise<GrantedAccess> {
    const form = new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
    // Not percent-encoded first as RFC 6749 has it: Trackdéchets compares what is there, and both are plain letters and digits.
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    return readGrant(await this.client.postTokenForm(form, `Basic ${basic}`));
  }
}

function readGrant(body: string): GrantedAccess {
  const { access_token: token, user } = parse(body);
  if (typeof token !== 'string' || token === '')
    throw new TrackdechetsError('UNAVAILABLE', 'oauth2Token', { code: 'NO_TOKEN' });
  return { token, email: typeof user?.email === 'string' ? user.email : null };
}

interface TokenAnswer {
  access_token?: unknown;
  user?: { email?: unknown } | null;
}

/** Anything else than JSON is an answer without a token. */
function parse(body: string): TokenAnswer {
  try {
    return (JSON.parse(body) as TokenAnswer | null) ?? {};
  } catch {
    return {};
  }
}
