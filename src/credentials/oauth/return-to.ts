import { invalidInput } from '../../http/problem';

/**
 * The page to come back to, absolute: a path is one of the first origin. Throws VALIDATION_FAILED for an address of no allowed
 * origin, so that nobody is sent from here to a stranger's site.
 */
export function allowedReturn(returnTo: string, origins: readonly [string, ...string[]]): string {
  const url = URL.canParse(returnTo, origins[0]) ? new URL(returnTo, origins[0]) : null;
  // A name before the host is not part of the origin, and deceives the eye.
  const plain = url?.username === '' && url.password === '';
  if (url && plain && origins.some((origin) => new URL(origin).origin === url.origin)) return url.href;
  throw invalidInput([{ path: 'returnTo', code: 'RETURN_TO_REFUSED', sentence: 'RETURN_TO_REFUSED' }]);
}
