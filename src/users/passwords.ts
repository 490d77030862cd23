import { hash, type Options, verify } from '@node-rs/argon2';

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

/** The Argon2id hash to store. */
export async function hashPassword(password: string): Promise<string> {
  return hash(normalised(password), ARGON2);
}

let decoy: Promise<string> | undefined;

/** Whether `password` is the one behind `stored`; takes as long when there is none, so that time tells nothing. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const matches = await verify(stored ?? (await decoy), normalised(password));
  return matches && stored !== null;
}
