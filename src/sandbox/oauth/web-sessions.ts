import { type IncomingMessage } from 'node:http';
import { parseCookie } from 'cookie';
import { type Ids } from '../ids';
import { type Registry, type SandboxUser } from '../registry';

const COOKIE = 'trackdechets.connect.sid';
const COOKIE_LENGTH = 32;

/** Somebody signed in to the web interface, and what they are asked to consent to. */
export interface WebSession {
  readonly user: SandboxUser;
  readonly transactions: Map<string, Transaction>;
}

/** An application asked for access, and the person has not decided yet. */
export interface Transaction {
  clientId: string;
  redirectUri: string;
  state: string | undefined;
}

export type SignIn = { user: SandboxUser } | { errorCode: string };

/** Sessions of the web interface, held by a cookie; the operations kept from tokens ask for one. */
export class WebSessions {
  private readonly sessions = new Map<string, WebSession>();

  constructor(
    private readonly registry: Registry,
    private readonly ids: Ids,
  ) {}

  /** Who signs in with this, or the code the interface shows; an empty one when a field is missing (facts: auth 1.2). */
  check(email: string, password: string): SignIn {
    if (!email || !password) return { errorCode: '' };
    const user = this.registry.users.get(email.toLowerCase());
    if (!user || user.password !== password) return { errorCode: 'INVALID_USER_OR_PASSWORD' };
    return user.active ? { user } : { errorCode: 'NOT_ACTIVATED' };
  }

  /** Opens a session; what it gives is for `Set-Cookie`. */
  open(user: SandboxUser): { session: WebSession; cookie: string } {
    const id = this.ids.token(COOKIE_LENGTH);
    const session: WebSession = { user, transactions: new Map() };
    this.sessions.set(id, session);
    return { session, cookie: `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax` };
  }

  /** The session that the request's cookie holds. */
  of(request: IncomingMessage): WebSession | null {
    return this.sessions.get(parseCookie(request.headers.cookie ?? '')[COOKIE] ?? '') ?? null;
  }
}
