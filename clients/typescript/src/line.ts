import createClient from 'openapi-fetch';
import { type Http } from './calls.ts';
import { type SignedIn } from './generated/operations.ts';
import { type paths } from './generated/schema.ts';
import { problemOf } from './problem.ts';
import { Transport, type TransportOptions } from './transport.ts';

export interface ConnectorOptions extends TransportOptions {
  /** Where the connector is, with or without `/api/v1`: `https://connector.example.fr`. */
  baseUrl: string;
  /** The token of a session that was opened before. Leave out to sign in, or where the browser sends the cookie. */
  token?: string;
  /** Called after a sign-in with the session, and with null when it is over: to keep the token, or to show the sign-in page. */
  onSession?: (session: SignedIn | null) => void;
  /** Language of the sentences for people; French unless told. */
  language?: 'fr' | 'en';
  /** `include` makes a browser send the session's cookie to a connector of another origin. */
  credentials?: Credentials;
}

type Credentials = 'omit' | 'same-origin' | 'include';

/** One person's way to the connector: their session goes with every request, and an answer that is an error is thrown. */
export class Line {
  readonly http: Http;
  private readonly transport: Transport;
  private readonly baseUrl: string;
  private session: string | undefined;

  constructor(private readonly options: ConnectorOptions) {
    this.baseUrl = options.baseUrl.replace(/\/+$/, '').replace(/\/api\/v1$/, '');
    this.session = options.token;
    this.transport = new Transport(options);
    const { baseUrl } = this;
    this.http = createClient<paths>({ baseUrl, ...credentialsOf(options), fetch: (request) => this.answered(request) });
  }

  get token(): string | undefined {
    return this.session;
  }

  /** Uses this session from now on, or none. */
  use(session: SignedIn | null): void {
    this.session = session?.token;
    this.options.onSession?.(session);
  }

  /** Opens the stream of events; it is not repeated here, since it resumes where it broke. */
  async openStream(headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const { fetch = globalThis.fetch } = this.options;
    const init = { headers: { Accept: 'text/event-stream', ...headers }, signal, ...credentialsOf(this.options) };
    return fetch(this.identified(new Request(`${this.baseUrl}/api/v1/events`, init)), { signal });
  }

  private async answered(request: Request): Promise<Response> {
    const response = await this.transport.send(this.identified(request));
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (problem.is('NOT_SIGNED_IN')) this.use(null);
    throw problem;
  }

  private identified(request: Request): Request {
    if (this.session) request.headers.set('Authorization', `Bearer ${this.session}`);
    request.headers.set('Accept-Language', this.options.language ?? 'fr');
    return request;
  }
}

function credentialsOf({ credentials }: ConnectorOptions): { credentials?: Credentials } {
  return credentials ? { credentials } : {};
}
