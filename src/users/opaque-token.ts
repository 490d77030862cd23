import { createHash, randomBytes } from 'node:crypto';

/** A new secret of 256 random bits for a session or an invitation, as it travels and as it is stored. */
export function newOpaqueToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOpaqueToken(token) };
}

/** What the database keeps of an opaque token: 256 random bits need neither salt nor slowness. */
export function hashOpaqueToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
