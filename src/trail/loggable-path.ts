/** Segments that are secrets: an invitation's token, a webhook's key. Routes answer in whatever case they are called. */
const SECRET = /\/(invitations|hooks\/trackdechets)\/[^/?]+/i;

/** A URL's path as logs and spans may hold it: no query (a typed text, a link's signature), no secret segment. */
export function loggablePath(url: string): string {
  return (url.split('?')[0] ?? '').replace(SECRET, '/$1/[secret]');
}
