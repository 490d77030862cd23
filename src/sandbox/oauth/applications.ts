import { type Clock } from '../clock';
import { badInput } from '../faults-of-api';
import { type Ids } from '../ids';
import { isPublicHttps } from '../public-address';
import { type Registry, type SandboxUser } from '../registry';

/** An application known from the start of the sandbox. */
export interface OauthClient {
  id: string;
  secret: string;
  redirectUris: string[];
  name?: string;
}

export interface ApplicationRecord {
  id: string;
  name: string;
  goal: 'PERSONNAL' | 'CLIENTS';
  redirectUris: string[];
  clientSecret: string;
  /** E-mail of who registered it; null for those known from the start. */
  owner: string | null;
}

/** A token that a person granted to an application. */
export interface GrantedToken {
  token: string;
  applicationId: string;
  email: string;
  grantedAt: string;
}

export interface CreateApplicationInput {
  name: string;
  goal: ApplicationRecord['goal'];
  redirectUris: string[];
}

/** What a saved state keeps of them; tokens known from the start and their applications come from the options. */
export interface OauthSnapshot {
  applications: ApplicationRecord[];
  tokens: GrantedToken[];
}

const SECRET_LENGTH = 40;
const CREATIONS = 3;
const CREATIONS_WINDOW_MS = 180_000;

/** Applications that people may let act for them, and the tokens they granted (facts: auth 1.2). */
export class Applications {
  private readonly registered = new Map<string, ApplicationRecord>();
  private granted: GrantedToken[] = [];
  private readonly creations = new Map<string, number[]>();

  constructor(
    clients: readonly OauthClient[],
    private readonly registry: Registry,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {
    for (const { id, secret, redirectUris, name = id } of clients) {
      this.add({ id, name, goal: 'CLIENTS', redirectUris, clientSecret: secret, owner: null });
    }
  }

  private add(application: ApplicationRecord): ApplicationRecord {
    this.registered.set(application.id, application);
    return application;
  }

  find(id: string): ApplicationRecord | null {
    return this.registered.get(id) ?? null;
  }

  /** Whether one more `createApplication` may be tried by this person (or address): three in three minutes, failures included. */
  mayTryToCreate(who: string): boolean {
    const now = this.clock.now().getTime();
    const recent = (this.creations.get(who) ?? []).filter((at) => at > now - CREATIONS_WINDOW_MS);
    if (recent.length >= CREATIONS) return false;
    this.creations.set(who, [...recent, now]);
    return true;
  }

  /** @throws BAD_USER_INPUT without a redirect URI, or with one that is neither public https nor this machine's name */
  create({ email }: SandboxUser, { name, goal, redirectUris }: CreateApplicationInput): ApplicationRecord {
    if (redirectUris.length === 0) throw badInput('Une adresse de redirection au moins est à renseigner.');
    const wrong = redirectUris.find((uri) => !isPublicHttps(uri) && !isLocalhost(uri));
    if (wrong !== undefined) throw badInput(`L’adresse de redirection ${wrong} doit être en https et publique.`);
    const id = this.ids.cuid(this.clock.now());
    return this.add({ id, name, goal, redirectUris, clientSecret: this.ids.token(SECRET_LENGTH), owner: email });
  }

  /** A token that opens all that the person may do, like a personal one, until revoked. */
  grant({ id }: ApplicationRecord, user: SandboxUser): string {
    const token = this.ids.token(SECRET_LENGTH);
    this.registry.tokens.set(token, user);
    const grantedAt = this.clock.now().toISOString();
    this.granted.push({ token, applicationId: id, email: user.email, grantedAt });
    return token;
  }

  /** The applications that hold a valid token of this person, with when the last was granted. */
  authorizedBy({ email }: SandboxUser): (ApplicationRecord & { grantedAt: string })[] {
    const theirs = this.valid().filter((one) => one.email === email);
    const last = new Map(theirs.map(({ applicationId, grantedAt }) => [applicationId, grantedAt]));
    return [...this.registered.values()].flatMap((application) => {
      const grantedAt = last.get(application.id);
      return grantedAt === undefined ? [] : [{ ...application, grantedAt }];
    });
  }

  /** Ends every token that this person granted to that application. @throws BAD_USER_INPUT when it holds none */
  revoke(user: SandboxUser, applicationId: string): ApplicationRecord {
    const application = this.authorizedBy(user).find(({ id }) => id === applicationId);
    if (!application) throw badInput('Cette application n’a pas d’accès à votre compte.');
    for (const one of this.granted) {
      if (one.email === user.email && one.applicationId === applicationId) this.registry.tokens.delete(one.token);
    }
    this.granted = this.valid();
    return application;
  }

  private valid(): GrantedToken[] {
    return this.granted.filter(({ token }) => this.registry.tokens.has(token));
  }

  snapshot(): OauthSnapshot {
    const applications = [...this.registered.values()].filter(({ owner }) => owner !== null);
    return { applications, tokens: this.valid() };
  }

  restore({ applications, tokens }: OauthSnapshot): void {
    for (const application of applications) this.add(application);
    for (const one of tokens) {
      const user = this.registry.users.get(one.email);
      if (!user) continue;
      this.registry.tokens.set(one.token, user);
      this.granted.push(one);
    }
  }
}

/** Accepted outside of production, for developers. */
function isLocalhost(uri: string): boolean {
  return URL.canParse(uri) && /^https?:\/\/localhost(:|\/|$)/.test(new URL(uri).href);
}
