import autocannon from 'autocannon';
import { randomInt, randomUUID } from 'node:crypto';
import { completeDocument } from '../../test/support/documents';
import { type Employee, type Firm } from './firm';

/** What an employee does, and how often out of 100; a stale edit is the one that must be refused (412). */
const HABITS = {
  list: 20,
  'filtered list': 10,
  search: 8,
  read: 22,
  readiness: 15,
  edit: 12,
  'stale edit': 1,
  creation: 7,
  'repeated creation': 1,
  export: 4,
} as const;
export type Kind = keyof typeof HABITS;
export const KINDS = Object.keys(HABITS) as Kind[];
const DECK = KINDS.flatMap((kind) => Array<Kind>(HABITS[kind]).fill(kind));
const EXPECTED: Partial<Record<Kind, number>> = {
  'stale edit': 412,
  creation: 201,
  'repeated creation': 201,
  export: 202,
};

/** Documents that somebody has open, and edits again. */
const AT_HAND = 3;
/** Seconds after which an answer counts as lost. */
const PATIENCE = 30;

interface Asked {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  headers?: Record<string, string>;
  body?: object;
}

/** Answers of each kind: how long they took (ms), and those that were not as expected. */
export class Ledger {
  readonly times = new Map<Kind, number[]>(KINDS.map((kind) => [kind, []]));
  readonly wrong = new Map<string, number>();

  note(kind: Kind, status: number, ms: number, body: string): void {
    this.times.get(kind)?.push(ms);
    if (status === (EXPECTED[kind] ?? 200)) return;
    const told = `${kind}: ${status} ${/"code":"(\w+)"/.exec(body)?.[1] ?? ''}`;
    this.wrong.set(told, (this.wrong.get(told) ?? 0) + 1);
  }
}

/** One person at work: one request after the other, each made from the answers before. */
class Work {
  private kind: Kind = 'list';
  private began = 0;
  private target = '';
  private lastCreation: Asked | null = null;
  /** Documents written during the run that were not sent yet. */
  private readonly fresh: string[] = [];
  private readonly etags = new Map<string, string>();

  constructor(
    private readonly firm: Firm,
    private readonly employee: Employee,
    private readonly ledger: Ledger,
  ) {}

  next(): Asked {
    const asked = this.ask(DECK[randomInt(DECK.length)] ?? 'list');
    this.began = performance.now();
    return asked;
  }

  answered(status: number, body: string, etag: string | undefined): void {
    this.ledger.note(this.kind, status, performance.now() - this.began, body);
    if (status === 201 && this.kind === 'creation') this.fresh.push((JSON.parse(body) as { id: string }).id);
    if (etag && this.target) this.etags.set(this.target, etag);
  }

  private ask(kind: Kind): Asked {
    this.kind = kind;
    this.target = '';
    switch (kind) {
      case 'list':
        return get('/bsffs');
      case 'filtered list':
        return get(`/bsffs?establishmentId=${this.firm.establishmentId}&exportState=${pick(['LOCAL', 'EXPORTED'])}`);
      case 'search':
        return get(`/bsffs?query=X-${randomInt(1, this.firm.exported.length)}`);
      case 'read':
        return get(`/bsffs/${pick(this.firm.exported)}`);
      case 'readiness':
        return get(`/bsffs/${pick(this.employee.documents)}/readiness?step=${pick(['PUBLICATION', 'EMISSION'])}`);
      case 'edit':
        return this.edit();
      case 'stale edit':
        return { ...patch(pick(this.employee.documents)), headers: { 'if-match': '"0"' } };
      case 'creation':
        return (this.lastCreation = this.creation());
      case 'repeated creation':
        return this.lastCreation ?? this.ask('creation');
      case 'export':
        return this.export();
    }
  }

  /** With the tag of the last answer about the document; the first time it is read instead. */
  private edit(): Asked {
    this.target = pick(this.employee.documents.slice(0, AT_HAND));
    const etag = this.etags.get(this.target);
    if (etag) return { ...patch(this.target), headers: { 'if-match': etag } };
    this.kind = 'read';
    return get(`/bsffs/${this.target}`);
  }

  private creation(): Asked {
    const { establishmentId, partners } = this.firm;
    const document = completeDocument(`N-${randomUUID().slice(0, 13)}`);
    return {
      method: 'POST',
      path: '/bsffs',
      headers: { 'idempotency-key': randomUUID() },
      body: { ...document, establishmentId, transporter: { partnerId: partners.transporter } },
    };
  }

  private export(): Asked {
    const id = this.fresh.pop();
    return id ? { method: 'POST', path: `/bsffs/${id}/exports`, body: { mode: 'PUBLISHED' } } : this.ask('creation');
  }
}

const get = (path: string): Asked => ({ method: 'GET', path });
const patch = (id: string): Asked => ({
  method: 'PATCH',
  path: `/bsffs/${id}`,
  body: { weight: { value: randomInt(10, 90) / 10, isEstimate: true } },
});

function pick<T>(from: readonly T[]): T {
  return from[randomInt(from.length)] as T;
}

/** Everybody at work at once, the connections spread evenly over the replicas; how many answers never came. */
export async function work(
  firm: Firm,
  urls: readonly string[],
  seconds: number,
  ledger: Ledger,
): Promise<{ lost: number; perSecond: number }> {
  const results = await Promise.all(
    urls.map((url, replica) => {
      const employees = firm.employees.filter((_, index) => index % urls.length === replica);
      let client = 0;
      return autocannon({
        url,
        connections: employees.length,
        duration: seconds,
        timeout: PATIENCE,
        setupClient: (one) => {
          const employee = employees[client++] as Employee;
          one.setRequests([requestsOf(employee, new Work(firm, employee, ledger))]);
        },
      });
    }),
  );
  return {
    lost: results.reduce((sum, { errors, timeouts }) => sum + errors + timeouts, 0),
    perSecond: results.reduce((sum, { requests, duration }) => sum + requests.total / duration, 0),
  };
}

function requestsOf({ session }: Employee, work: Work): autocannon.Request {
  return {
    setupRequest: (request) => {
      const { method, path, headers, body } = work.next();
      const type = body ? { 'content-type': 'application/json' } : {};
      return {
        ...request,
        method,
        path: `/api/v1${path}`,
        headers: { authorization: `Bearer ${session}`, ...type, ...headers },
        body: body && JSON.stringify(body),
      };
    },
    onResponse: (status, body, _context, headers) => {
      work.answered(status, body, (headers as Record<string, string | undefined>).ETag);
    },
  };
}
