/** Every fault the sandbox can play, with when it strikes. The one list: the control endpoint, --help and the page read it. */
export const FAULT_KINDS = {
  latency: { act: 'done', french: 'répond après `ms`', english: 'answers after `ms`' },
  'rate-limited': { act: 'not done', french: '429 sans rien faire', english: '429, nothing done' },
  unavailable: {
    act: 'not done',
    french: '503 et une page HTML, sans rien faire',
    english: '503 with an HTML page, nothing done',
  },
  'server-error': {
    act: 'not done',
    french: 'INTERNAL_SERVER_ERROR (HTTP 200), sans rien faire',
    english: 'INTERNAL_SERVER_ERROR (HTTP 200), nothing done',
  },
  reset: { act: 'not done', french: 'connexion coupée, sans rien faire', english: 'connection reset, nothing done' },
  hang: { act: 'not done', french: 'jamais de réponse, sans rien faire', english: 'never answers, nothing done' },
  'done-reset': { act: 'done', french: 'acte fait, connexion coupée', english: 'act done, connection reset' },
  'done-hang': { act: 'done', french: 'acte fait, jamais de réponse', english: 'act done, never answers' },
  'done-502': { act: 'done', french: 'acte fait, 502 et une page HTML', english: 'act done, 502 with an HTML page' },
  'done-504': {
    act: 'done',
    french: 'acte fait, 504 et une page HTML après `ms`',
    english: 'act done, 504 with an HTML page after `ms`',
  },
  'done-server-error': {
    act: 'done',
    french: 'acte fait, INTERNAL_SERVER_ERROR (HTTP 200)',
    english: 'act done, INTERNAL_SERVER_ERROR (HTTP 200)',
  },
  drip: { act: 'done', french: 'réponse goutte à goutte, en `ms` au total', english: 'answer drop by drop, over `ms`' },
  cut: {
    act: 'done',
    french: 'moitié de la réponse, puis connexion coupée',
    english: 'half of the answer, then the connection breaks',
  },
  heavy: { act: 'done', french: 'réponse allongée à `bytes` octets', english: 'answer lengthened to `bytes`' },
  stall: { act: 'done', french: 'moitié de la réponse, puis plus rien', english: 'half of the answer, then nothing' },
} as const satisfies Record<string, { act: 'done' | 'not done'; french: string; english: string }>;

export type FaultKind = keyof typeof FAULT_KINDS;

export interface Fault {
  kind: FaultKind;
  /** Root field it strikes (`createBsff`); every request when absent. */
  operation?: string;
  /** Milliseconds of a latency, of a drip, or before a 504. */
  ms?: number;
  /** Bytes of a heavy answer. */
  bytes?: number;
  /** In an array, how many of its operations are executed before a `done-…` fault; all when absent. */
  executed?: number;
}

/** A fault ordered in advance: which requests it strikes. */
export interface FaultOrder extends Fault {
  /** Chance for each request concerned, 0 to 1; 1 when absent. */
  probability?: number;
  /** How many times it strikes before it is over; without end when absent. */
  count?: number;
  /** How many requests concerned are let through first. */
  skip?: number;
}

export class BadFault extends Error {}

const NUMBERS = ['ms', 'bytes', 'executed', 'probability', 'count', 'skip'] as const;

/** Checks an order written by a person. @throws BadFault with what is wrong, in French then English */
export function readFaultOrder(value: unknown): FaultOrder {
  if (typeof value !== 'object' || value === null)
    throw new BadFault('Une panne est un objet JSON / A fault is an object');
  const given = value as Record<string, unknown>;
  const { kind, operation } = given;
  if (typeof kind !== 'string' || !(kind in FAULT_KINDS)) {
    throw new BadFault(`Panne inconnue / Unknown fault: ${String(kind)} (${Object.keys(FAULT_KINDS).join(', ')})`);
  }
  const order: FaultOrder = { kind: kind as FaultKind };
  if (operation !== undefined) {
    if (typeof operation !== 'string') throw new BadFault('Texte attendu / Text expected: operation');
    order.operation = operation;
  }
  for (const name of NUMBERS) {
    if (given[name] === undefined) continue;
    const number = Number(given[name]);
    if (!Number.isFinite(number) || number < 0) throw new BadFault(`Nombre attendu / Number expected: ${name}`);
    order[name] = number;
  }
  const unknown = Object.keys(given).filter((key) => !['kind', 'operation', ...NUMBERS].includes(key));
  if (unknown.length > 0) throw new BadFault(`Inconnu / Unknown: ${unknown.join(', ')}`);
  return order;
}

/** Reads `X-Sandbox-Fault: done-reset; operation=createBsff; executed=2, latency; ms=300`. @throws BadFault */
export function readFaultHeader(header: string): FaultOrder[] {
  return header.split(',').map((part) => {
    const [kind, ...settings] = part.split(';').map((piece) => piece.trim());
    const pairs = settings.filter(Boolean).map((setting) => setting.split('=').map((piece) => piece.trim()));
    return readFaultOrder({ kind, ...(Object.fromEntries(pairs) as Record<string, unknown>) });
  });
}
