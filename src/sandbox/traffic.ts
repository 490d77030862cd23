import { type Clock } from './clock';

/** One request as the page and the control endpoint show it; never a token. */
export interface SeenRequest {
  at: string;
  method: string;
  path: string;
  operations: string[];
  user: string | null;
  status: number | null;
  codes: string[];
  fault: string | null;
  /** The client left before it had the whole answer. */
  aborted: boolean;
  ms: number;
}

const LAST = 50;

/** What reached the sandbox: requests, operations by root field, the last requests, and failures of the sandbox itself. */
export class Traffic {
  requests = 0;
  operations: Record<string, number> = {};
  readonly last: SeenRequest[] = [];
  readonly unexpected: string[] = [];

  constructor(private readonly clock: Clock) {}

  begin(method: string, path: string): SeenRequest {
    this.requests++;
    const at = this.clock.now().toISOString();
    return {
      at,
      method,
      path,
      operations: [],
      user: null,
      status: null,
      codes: [],
      fault: null,
      aborted: false,
      ms: 0,
    };
  }

  count(names: string[]): void {
    for (const name of names) this.operations[name] = (this.operations[name] ?? 0) + 1;
  }

  end(seen: SeenRequest): void {
    this.last.unshift(seen);
    if (this.last.length > LAST) this.last.pop();
  }

  /** A failure that no fault on demand explains: a bug of the sandbox, kept to be shown. */
  fail(error: unknown): void {
    this.unexpected.unshift(error instanceof Error ? (error.stack ?? error.message) : String(error));
    if (this.unexpected.length > LAST) this.unexpected.pop();
  }

  clear(): void {
    this.requests = 0;
    this.operations = {};
    this.last.length = 0;
    this.unexpected.length = 0;
  }
}
