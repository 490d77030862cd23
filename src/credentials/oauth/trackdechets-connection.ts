import { Injectable } from '@nestjs/common';
import { type Caller } from '../../auth/access/caller';
import { type Origin, Sessions } from '../../auth/sessions';
import { AppConfig } from '../../config/app.config';
import { type TrackdechetsOauthConfig } from '../../config/trackdechets-oauth';
import { Problem } from '../../http/problem';
import { TrackdechetsError } from '../../trackdechets/errors';
import { type GrantedAccess, TrackdechetsOauth } from '../../trackdechets/trackdechets.oauth';
import { type TokenStatusDto } from '../../users/dto/user.dto';
import { emailKey } from '../../users/email-key';
import { MyToken } from '../my-token';
import { Connections, type Returning } from './connections';
import { type StartedConnectionDto } from './dto/connection.dto';
import { allowedReturn } from './return-to';

/** What Trackdéchets sends a browser back with. */
export interface CallbackQuery {
  code?: unknown;
  state?: unknown;
  error?: unknown;
}

/** What came of it, and the front end's page to tell it on. */
export type Connected = { returnTo: string | null } & ({ status: TokenStatusDto } | { problem: Problem });

/** Lets people give their Trackdéchets token by consenting there (OAuth2) instead of pasting it. */
@Injectable()
export class TrackdechetsConnection {
  constructor(
    private readonly config: AppConfig,
    private readonly connections: Connections,
    private readonly sessions: Sessions,
    private readonly oauth: TrackdechetsOauth,
    private readonly myToken: MyToken,
  ) {}

  /** Where to send the browser. Throws TRACKDECHETS_OAUTH_NOT_CONFIGURED; VALIDATION_FAILED for a `returnTo` of an unknown site. */
  async start(caller: Caller, returnTo: string | undefined): Promise<StartedConnectionDto> {
    const { clientId, authorizeUrl, redirectUri } = this.application();
    const own = new URL(redirectUri).origin;
    const back = returnTo === undefined ? null : allowedReturn(returnTo, [own, ...this.config.corsOrigins]);
    const { state, expiresAt } = await this.connections.begin(caller, back);
    const url = new URL(authorizeUrl);
    const query = { response_type: 'code', client_id: clientId, redirect_uri: redirectUri, state };
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return { url: url.href, expiresAt };
  }

  /** Takes what Trackdéchets answered: the token is kept as a pasted one is. `cookie` is this browser's session, if it has one. */
  async finish(query: CallbackQuery, cookie: string | undefined, from: Origin): Promise<Connected> {
    let returnTo: string | null = null;
    try {
      const application = this.application();
      const returning = await this.connections.take(textOf(query.state));
      returnTo = returning.returnTo;
      await this.requireSameBrowser(returning, cookie);
      const { token } = await this.redeem(query, application, returning);
      return { returnTo, status: await this.myToken.give({ ...from, userId: returning.userId }, token, 'CONSENTED') };
    } catch (error) {
      if (error instanceof Problem) return { returnTo, problem: error };
      throw error;
    }
  }

  private application(): TrackdechetsOauthConfig {
    const { trackdechetsOauth } = this.config;
    if (!trackdechetsOauth) throw new Problem('TRACKDECHETS_OAUTH_NOT_CONFIGURED');
    return trackdechetsOauth;
  }

  /**
   * A link that somebody began must not be ended in another person's browser. Front ends that hold their session by a header
   * have no cookie here: for them the state alone answers for the session, and the e-mail for the person.
   */
  private async requireSameBrowser({ sessionId, open }: Returning, cookie: string | undefined): Promise<void> {
    const here = cookie ? await this.sessions.holder(cookie) : null;
    if (!open || (here && here.sessionId !== sessionId)) throw new Problem('TRACKDECHETS_OAUTH_STATE_INVALID');
  }

  private async redeem(
    { code, error }: CallbackQuery,
    application: TrackdechetsOauthConfig,
    { email }: Returning,
  ): Promise<GrantedAccess> {
    if (error === 'access_denied') throw new Problem('TRACKDECHETS_OAUTH_REFUSED');
    if (!textOf(code)) throw new Problem('TRACKDECHETS_OAUTH_FAILED');
    const access = await this.oauth.exchangeCode(textOf(code), application).catch((failure: unknown) => {
      throw problemOf(failure);
    });
    // Known already, even if Trackdéchets falls silent before the token can be verified.
    if (access.email !== null && emailKey(access.email) !== emailKey(email)) {
      throw new Problem('TRACKDECHETS_EMAIL_MISMATCH', { params: { account: access.email, email } });
    }
    return access;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function problemOf(failure: unknown): unknown {
  if (!(failure instanceof TrackdechetsError)) return failure;
  const { kind, retryAfter } = failure;
  if (kind === 'REFUSED') return new Problem('TRACKDECHETS_OAUTH_STATE_INVALID', { cause: failure });
  if (kind === 'CREDENTIALS' || kind === 'MALFORMED')
    return new Problem('TRACKDECHETS_OAUTH_FAILED', { cause: failure });
  return new Problem('TRACKDECHETS_OAUTH_UNAVAILABLE', { cause: failure, retryAfter: retryAfter ?? 30 });
}
