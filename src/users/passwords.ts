import { hash, type Options, verify } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { Problem } from '../http/problem';

/** OWASP's recommendation for Argon2id: 19 MiB, two passes, one lane; about 30 ms on a small server. */
export const ARGON2: Options = {
  // Argon2id; its name is a const enum, which isolated modules cannot read.
  algorithm: 2,
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
  outputLen: 32,
};

/** One spelling for a password, whatever keyboard composed its accents (NIST SP 800-63B, 5.1.1.2). */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

/** How many passwords are worked on at once: each keeps a core busy, and the others' requests need theirs. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
/** How many may wait for their turn, which takes about 15 s on one core. */
const MOST_WAITING = 500;
const BUSY_SECONDS = 5;

const waiting: (() => void)[] = [];
let busy = 0;

/** Does the work once its turn has come; 503 SIGN_IN_BUSY when too many wait. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting.length >= MOST_WAITING) throw new Problem('SIGN_IN_BUSY', { retryAfter: BUSY_SECONDS });
  if (busy >= AT_ONCE) await new Promise<void>((turn) => waiting.push(turn));
  else busy++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else busy--;
  }
}

/** The Argon2id hash to store. @throws Problem SIGN_IN_BUSY */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalised(password), ARGON2));
}

let decoy: Promise<string> | undefined;

/**
 * Whether `password` is the one behind `stored`; takes as long when there is none, so that time tells nothing.
 * @throws Problem SIGN_IN_BUSY
 */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash(normalised('nobody has this password'), ARGON2);
  const known = stored ?? (await decoy);
  const matches = await inTurn(() => verify(known, normalised(password)));
  return matches && stored !== null;
}
