import { narrator } from './narrator';

/** The demonstration failed: what was asked and what came back. */
export class DemoFailure extends Error {
  override name = 'DemoFailure';
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** A front end's view of the connector: plain HTTP with a session token. */
export class Rest {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  /** Signs in and gives the same view with that person's session. */
  async signIn(email: string, password: string): Promise<Rest> {
    const { body } = await this.call('POST', '/sessions', 201, { email, password }, { email, password: '…' });
    return new Rest(this.url, String(body.token));
  }

  /** Asks, tells what was asked, and fails unless the answer has the status `expected`. */
  async call(method: string, path: string, expected: number, body?: object, shown: unknown = body): Promise<Answer> {
    narrator.request(method, `/api/v1${path}`, shown);
    const answer = await this.ask(method, path, body);
    if (answer.status !== expected) {
      narrator.answer(answer.status, JSON.stringify(answer.body));
      throw new DemoFailure(`${method} ${path}: ${answer.status}, attendu / expected ${expected}`);
    }
    return answer;
  }

  /** Asks again, silently, until `done` holds. */
  async until(path: string, done: (body: Record<string, unknown>) => boolean, timeoutMs = 30_000): Promise<Answer> {
    narrator.request('GET', `/api/v1${path}`);
    for (const deadline = Date.now() + timeoutMs; ;) {
      const answer = await this.ask('GET', path);
      if (answer.status === 200 && done(answer.body)) return answer;
      if (Date.now() > deadline) throw new DemoFailure(`GET ${path}: ${JSON.stringify(answer.body)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  private async ask(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...(this.token ? { Authorization: `Bearer ${this.token}` } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }
}
