import { type CallOptions } from './calls.ts';
import { type ConnectorEvent, type EventOptions, eventsOf } from './events.ts';
import { type Bsff, Calls, type Export, type Pull, type SignedIn } from './generated/operations.ts';
import { type ConnectorOptions, Line } from './line.ts';
import { type WaitOptions, Waiting } from './waiting.ts';

const ENDED: Export['state'][] = ['SUCCEEDED', 'REFUSED', 'CANCELLED'];

/** The connector, as one person uses it: `connector.bsffs.create(…)`, `connector.exports.list(…)`… */
export class Connector extends Calls {
  private readonly line: Line;
  private readonly waiting = new Waiting((options) => this.events(options));

  constructor(options: ConnectorOptions) {
    const line = new Line(options);
    super(line.http);
    this.line = line;
  }

  /** The token of the session, to be kept by a front end that does not use the cookie. */
  get token(): string | undefined {
    return this.line.token;
  }

  /** Opens a session, which every later call uses. 401 INVALID_CREDENTIALS, 429 TOO_MANY_ATTEMPTS. */
  async signIn(email: string, password: string, options: CallOptions = {}): Promise<SignedIn> {
    const signedIn = await this.sessions.open({ email, password }, options);
    this.line.use(signedIn);
    return signedIn;
  }

  /** Ends the session, there and here. */
  async signOut(options: CallOptions = {}): Promise<void> {
    await this.sessions.endCurrent(options);
    this.line.use(null);
  }

  /** What happens, as it happens: to everyone, or to this person alone where it concerns nobody else. */
  events(options: EventOptions = {}): AsyncGenerator<ConnectorEvent, void> {
    return eventsOf((headers, signal) => this.line.openStream(headers, signal), options);
  }

  /**
   * An export once it has SUCCEEDED, been REFUSED or CANCELLED. One that is WAITING (for a token, a contact, Trackdéchets) goes on
   * by itself once that is there: `onChange` tells, with the `reason`.
   */
  async exportEnded({ id }: Pick<Export, 'id'>, options: WaitOptions<Export> = {}): Promise<Export> {
    return this.waiting.until(
      {
        read: () => this.exports.get(id, options),
        stateOf: ({ state, reason }) => `${state} ${reason}`,
        ended: ({ state }) => ENDED.includes(state),
        concerns: (event) => event.type === 'export' && event.data.id === id,
      },
      options,
    );
  }

  /** Every export of a batch, once all of them have ended. */
  async batchEnded({ batchId }: { batchId: string }, options: WaitOptions<Export[]> = {}): Promise<Export[]> {
    return this.waiting.until(
      {
        read: () => this.everyExportOf(batchId, options),
        stateOf: (found) => found.map(({ state }) => state).join(),
        ended: (found) => found.every(({ state }) => ENDED.includes(state)),
        concerns: (event) => event.type === 'export' && event.data.batchId === batchId,
      },
      options,
    );
  }

  /** A pull once it has SUCCEEDED or FAILED; its counts grow until then. */
  async pullEnded({ id }: Pick<Pull, 'id'>, options: WaitOptions<Pull> = {}): Promise<Pull> {
    return this.waiting.until(
      {
        read: () => this.pulls.get(id, options),
        stateOf: (pull) => JSON.stringify(pull),
        ended: ({ state }) => state === 'SUCCEEDED' || state === 'FAILED',
        concerns: (event) => event.type === 'pull' && event.data.id === id,
      },
      options,
    );
  }

  /** Sends a document and waits for the outcome: the export, and the document as it is then. */
  async exported(
    bsffId: string,
    mode: 'DRAFT' | 'PUBLISHED',
    options: WaitOptions<Export> & { idempotencyKey?: string } = {},
  ): Promise<{ export: Export; bsff: Bsff }> {
    const asked = await this.bsffs.export(bsffId, { mode }, options);
    const ended = await this.exportEnded(asked, options);
    return { export: ended, bsff: await this.bsffs.get(bsffId, options) };
  }

  private async everyExportOf(batchId: string, options: CallOptions): Promise<Export[]> {
    const all: Export[] = [];
    for await (const one of this.exports.each({ batchId, limit: 200 }, options)) all.push(one);
    return all;
  }
}
