import http from 'node:http';
import { eventually, type TestApp } from './app';
import { type Person } from './people';

export interface Received {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** A reader of the stream, as a browser is one: frames are split at blank lines. */
export class EventReader {
  readonly events: Received[] = [];
  /** What a browser would send as `Last-Event-ID` now. */
  position?: string;
  status = 0;
  headers: http.IncomingHttpHeaders = {};
  ended = false;
  private request: http.ClientRequest;

  constructor(app: TestApp, person: Person | null, lastEventId?: string) {
    const headers = {
      ...(person ? { authorization: `Bearer ${person.token}` } : {}),
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    };
    this.request = http.get(`${app.url}/api/v1/events`, { headers, agent: false }, (response) => {
      this.status = response.statusCode ?? 0;
      this.headers = response.headers;
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        const frames = text.split('\n\n');
        text = frames.pop() ?? '';
        frames.forEach((frame) => this.read(frame));
      });
      response.on('close', () => (this.ended = true));
    });
    this.request.on('error', () => (this.ended = true));
  }

  /** Once there is an answer, and where the stream begins if it is one. */
  async opened(): Promise<this> {
    await eventually(async () => this.status > 0 && (this.status !== 200 || this.position !== undefined));
    return this;
  }

  /** The numbers that the events of the test carry, once `count` of them came. */
  async numbers(count: number): Promise<unknown[]> {
    await eventually(async () => this.events.length >= count);
    return this.events.map(({ data }) => data.n);
  }

  close(): void {
    this.request.destroy();
  }

  private read(frame: string): void {
    const fields = new Map(frame.split('\n').map((line) => line.split(/: (.*)/s, 2) as [string, string]));
    this.position = fields.get('id') ?? this.position;
    const data = fields.get('data');
    if (data === undefined) return;
    const event = { id: fields.get('id') ?? '', event: fields.get('event') ?? '', data: JSON.parse(data) };
    this.events.push(event);
  }
}
