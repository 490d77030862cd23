import { randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { Connector, type ConnectorOptions } from '../../clients/typescript/src/index.ts';
import { type Right } from '../../src/auth/access/rights';
import { FirstAdministrator } from '../../src/users/first-administrator';
import { type TestApp } from './app';

/** Everybody's, until they change it. */
export const PASSWORD = 'un mot de passe bien long';
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface NewPerson {
  email?: string;
  firstName?: string;
  lastName?: string;
  rights?: Right[];
  administrator?: boolean;
  /** Paste the sandbox's token of this e-mail, so that they can export. */
  withToken?: boolean;
}

/** Somebody who has not chosen a password yet, as the administrator who invites them sees them. */
export interface Invited {
  id: string;
  email: string;
  invitation: { token: string; url: string; expiresAt: string };
}

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

const someEmail = (): string => `${randomUUID().slice(0, 8)}@instance.test`;

/**
 * Somebody signed in: `person.get('/bsffs')` asks under /api/v1 with their session, and `person.connector` is what a front end
 * has in its hands.
 */
export class Person {
  private client?: Connector;

  constructor(
    private readonly app: TestApp,
    readonly id: string,
    readonly email: string,
    readonly password: string,
    readonly token: string,
  ) {}

  /** The published client, with this person's session. */
  get connector(): Connector {
    return (this.client ??= this.connectorBy({ fetch: (request) => this.witnessed(request) }));
  }

  /** The published client, with this person's session by another way: a bad line, another language... */
  connectorBy(options: Partial<ConnectorOptions>): Connector {
    return new Connector({ baseUrl: this.app.url, token: this.token, ...options });
  }

  private request(method: Method, path: string): supertest.Test {
    const full = `/api/v1${path}`;
    return supertest(this.app.url)
      [method](full)
      .set('Authorization', `Bearer ${this.token}`)
      .on('response', ({ status, headers, body }: supertest.Response) =>
        this.app.witness({ method, path: full, status, media: headers['content-type'] ?? '', body }),
      );
  }

  private async witnessed(request: Request): Promise<Response> {
    const response = await fetch(request);
    const media = response.headers.get('content-type') ?? '';
    if (media.includes('json')) {
      const { method, url } = request;
      const body: unknown = await response.clone().json();
      this.app.witness({ method, path: new URL(url).pathname, status: response.status, media, body });
    }
    return response;
  }

  get = (path: string): supertest.Test => this.request('get', path);
  post = (path: string, body?: object): supertest.Test => this.request('post', path).send(body);
  put = (path: string, body?: object): supertest.Test => this.request('put', path).send(body);
  patch = (path: string, body?: object): supertest.Test => this.request('patch', path).send(body);
  delete = (path: string): supertest.Test => this.request('delete', path);

  /** A list to its end; `list` has its query, such as `/users?limit=2`. */
  async getAllPages<Item>(list: string): Promise<Item[]> {
    const all: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body }: { body: Page<Item> } = await this.get(`${list}${cursor ? `&cursor=${cursor}` : ''}`).expect(200);
      all.push(...body.items);
      cursor = body.nextCursor;
    }
    return all;
  }
}

/** Makes people through the real REST API. */
export class People {
  private first?: Promise<Person>;

  constructor(private readonly app: TestApp) {}

  /** Asks for a session, which may be refused. */
  trySignIn(email: string, password = PASSWORD): supertest.Test {
    return this.app.http.post('/api/v1/sessions').send({ email, password });
  }

  /** Signs in; the session's token is in the answer. */
  async signIn(email: string, password = PASSWORD): Promise<Person> {
    const { body } = await this.trySignIn(email, password).expect(201);
    return new Person(this.app, body.user.id, email, password, body.token);
  }

  /** The first administrator, made as a start on an empty database makes it. */
  administrator(): Promise<Person> {
    return (this.first ??= this.makeAdministrator());
  }

  /** The same person with a new session, after a test that ended the former one. */
  async administratorAgain(): Promise<Person> {
    const { email, password } = await this.administrator();
    return (this.first = this.signIn(email, password));
  }

  private async makeAdministrator(): Promise<Person> {
    const email = 'premiere.administratrice@instance.test';
    const made = await this.app.nest.get(FirstAdministrator).ensure(email);
    return this.signIn(email, made?.generatedPassword ?? PASSWORD);
  }

  /** Somebody whom the first administrator invites: without a password before they `accept`. */
  async invite(fields: Omit<NewPerson, 'withToken'> = {}): Promise<Invited> {
    const administrator = await this.administrator();
    const { body } = await administrator.post('/users', { email: someEmail(), ...fields }).expect(201);
    return body;
  }

  /** Chooses a password by an invitation, which may be refused. */
  accept(token: string, password = PASSWORD): supertest.Test {
    return this.app.http.post(`/api/v1/invitations/${token}`).send({ password });
  }

  /** A collaborator with these rights, signed in; `email` may be one of the sandbox's users, whose token `withToken` pastes. */
  async person({ withToken = false, ...fields }: NewPerson = {}): Promise<Person> {
    const administrator = await this.administrator();
    const email = fields.email ?? someEmail();
    const body = {
      firstName: 'Théo',
      lastName: 'Martin',
      phone: '05 46 00 00 99',
      rights: [],
      ...fields,
      email,
      password: PASSWORD,
    };
    await administrator.post('/users', body).expect(201);
    const person = await this.signIn(email);
    if (withToken)
      await person.put('/me/trackdechets-token', { token: this.app.directory.users[email]?.token }).expect(200);
    return person;
  }
}
