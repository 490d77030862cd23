import { type IncomingMessage } from 'node:http';
import { stringify } from 'node:querystring';
import { json, redirect, type Reply } from '../http/reply';
import { readFields, RefusedBody } from '../http/request-body';
import { type Platform } from '../platform';
import { type SandboxState } from '../sandbox-state';
import { type ApplicationRecord } from './applications';
import { dialogPage } from './dialog';
import { backTo, clientRefused, frameworkPage, missing, notSignedIn, oauthError, tokenReply } from './oauth-replies';
import { type Transaction, type WebSession } from './web-sessions';

type Fields = Record<string, string>;

const TRANSACTION_LENGTH = 8;

/** Sign-in to the web interface and OAuth2's authorization code flow (facts: auth 1.2). */
export class OauthEndpoints {
  constructor(private readonly state: SandboxState) {}

  private get platform(): Platform {
    return this.state.platform;
  }

  /** The answer, or null for a path of something else. */
  async answer(request: IncomingMessage, url: URL): Promise<Reply | null> {
    const query = Object.fromEntries(url.searchParams);
    switch (`${request.method} ${url.pathname.toLowerCase().replace(/\/$/, '')}`) {
      case 'POST /login':
        return this.withFields(request, (fields) => this.signIn(fields));
      case 'GET /isauthenticated':
        return json(200, { isAuthenticated: this.platform.web.of(request) !== null });
      case 'GET /oauth2/authorize':
        return this.authorize(this.platform.web.of(request), query);
      case 'POST /oauth2/authorize/decision':
        return this.withFields(request, (fields) => this.decide(this.platform.web.of(request), fields));
      case 'POST /oauth2/token':
        return this.withFields(request, (fields) => this.exchange(request.headers.authorization, fields));
      case 'GET /oauth2/authorize/dialog':
        return this.showDialog(request, query);
      case 'POST /oauth2/authorize/dialog':
        return this.withFields(request, (fields) => this.actInDialog(fields));
      default:
        return null;
    }
  }

  private async withFields(request: IncomingMessage, act: (fields: Fields) => Reply): Promise<Reply> {
    try {
      return act(await readFields(request));
    } catch (error) {
      if (error instanceof RefusedBody) return error.reply;
      throw error;
    }
  }

  private signIn({ email = '', password = '', returnTo = '/' }: Fields): Reply {
    const { baseUrl } = this.state;
    const found = this.platform.web.check(email, password);
    if ('errorCode' in found) return redirect(`${baseUrl}/login?${stringify({ ...found, username: email })}`);
    const { cookie } = this.platform.web.open(found.user);
    // Only a path of the interface: the real platform sends nobody elsewhere either.
    const target = redirect(`${baseUrl}${/^\/(?![/\\])/.test(returnTo) ? returnTo : '/'}`);
    return { ...target, headers: { ...target.headers, 'Set-Cookie': cookie } };
  }

  private authorize(session: WebSession | null, query: Fields): Reply {
    if (!session) return notSignedIn();
    const asked = this.readRequest(query);
    if ('status' in asked) return asked;
    const transactionID = this.open(session, asked);
    const { application, redirectUri } = asked;
    return json(200, {
      transactionID,
      user: { name: session.user.name },
      client: { name: application.name },
      redirectURI: redirectUri,
    });
  }

  /** The request of an application, or why it is refused, tested in the platform's order. */
  private readRequest(query: Fields): (Transaction & { application: ApplicationRecord }) | Reply {
    const { response_type: type, client_id: clientId, redirect_uri: redirectUri = '', state } = query;
    if (!type) return missing('response_type');
    if (type !== 'code') return oauthError('unsupported_response_type', `Unsupported response type: ${type}`);
    if (!clientId) return missing('client_id');
    const application = this.platform.applications.find(clientId);
    if (!application) return oauthError('unauthorized_client', 'Invalid client id');
    if (!application.redirectUris.includes(redirectUri))
      return oauthError('unauthorized_client', 'Invalid redirect uri');
    return { clientId, redirectUri, state, application };
  }

  private open(session: WebSession, { clientId, redirectUri, state }: Transaction): string {
    const id = this.platform.ids.token(TRANSACTION_LENGTH);
    session.transactions.set(id, { clientId, redirectUri, state });
    return id;
  }

  private decide(session: WebSession | null, { transaction_id: id, cancel }: Fields): Reply {
    if (!session) return notSignedIn();
    if (!id) return frameworkPage(400, 'Bad Request');
    const transaction = session.transactions.get(id);
    if (!transaction) return frameworkPage(403, 'Forbidden');
    session.transactions.delete(id);
    if (cancel) return backTo(transaction, { error: 'access_denied' });
    return backTo(transaction, { code: this.platform.codes.issue({ ...transaction, user: session.user }) });
  }

  private exchange(authorization: string | undefined, fields: Fields): Reply {
    const application = this.clientOf(authorization, fields);
    if (!application) return clientRefused();
    const { grant_type: type, code, redirect_uri: redirectUri } = fields;
    if (type !== 'authorization_code') return oauthError('unsupported_grant_type', `Unsupported grant type: ${type}`);
    if (!code) return missing('code');
    const redeemed = this.platform.codes.redeem(code, application.id, redirectUri);
    if ('refusal' in redeemed) return oauthError('invalid_grant', redeemed.refusal);
    return tokenReply(this.platform.grantToken(application, redeemed.user), redeemed.user);
  }

  /** By HTTP Basic, or by the body. */
  private clientOf(authorization: string | undefined, fields: Fields): ApplicationRecord | null {
    const basic = /^Basic +(\S+)$/i.exec(authorization ?? '')?.[1];
    const [id = '', secret = ''] = basic ? Buffer.from(basic, 'base64').toString('utf8').split(':') : [];
    for (const [clientId, clientSecret] of [
      [id, secret],
      [fields.client_id ?? '', fields.client_secret ?? ''],
    ] as const) {
      const application = this.platform.applications.find(clientId);
      if (application && application.clientSecret === clientSecret) return application;
    }
    return null;
  }

  private showDialog(request: IncomingMessage, query: Fields): Reply {
    const asked = this.readRequest(query);
    if ('status' in asked) return asked;
    return dialogPage(query, asked.application, [...this.platform.users.values()], this.platform.web.of(request)?.user);
  }

  /** What the interface does once its dialog is answered: signs in, asks, decides. */
  private actInDialog({ email = '', cancel = '', ...query }: Fields): Reply {
    const asked = this.readRequest(query);
    if ('status' in asked) return asked;
    const user = this.platform.users.get(email);
    if (!user) return frameworkPage(400, 'Bad Request');
    const { session, cookie } = this.platform.web.open(user);
    const decided = this.decide(session, { transaction_id: this.open(session, asked), cancel });
    return { ...decided, headers: { ...decided.headers, 'Set-Cookie': cookie } };
  }
}
