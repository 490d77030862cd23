import { type Response } from 'express';
import { Problem } from './problem';

/** The ETag of a versioned resource. */
export function etagOf(version: number | string): string {
  return `"${version}"`;
}

/** Puts the resource's ETag on the answer and gives the resource back. */
export function withEtag<T extends { version: number }>(response: Response, resource: T): T {
  response.setHeader('ETag', etagOf(resource.version));
  return resource;
}

/**
 * Throws PRECONDITION_FAILED (412) when `If-Match` is given and does not name the current version. `W/` is what a proxy that
 * compresses answers puts before their tags.
 */
export function requireMatch(ifMatch: string | undefined, version: number | string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (!tags.includes(etagOf(version))) throw new Problem('PRECONDITION_FAILED');
}
