import { isIP } from 'node:net';

/** https, towards a host that is not literally an address of this machine or of a private network; names are not resolved. */
export function isPublicHttps(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return protocol === 'https:' && hostname !== 'localhost' && !isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}

function isPrivateAddress(host: string): boolean {
  if (isIP(host) === 4) {
    return /^(0|10|127)\.|^169\.254\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\./.test(host);
  }
  return isIP(host) === 6 && /^(::1?$|fe[89ab]|f[cd])/i.test(host);
}
