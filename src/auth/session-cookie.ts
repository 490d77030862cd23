import { parseCookie, stringifySetCookie } from 'cookie';
import { type Request, type Response } from 'express';

const NAME = 'session';

/** The session token of the request's cookie, if any. */
export function sessionCookieOf(request: Request): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[NAME];
}

/** Gives the browser its session token: out of the page's reach, not sent by other sites, only over https where there is https. */
export function setSessionCookie(request: Request, response: Response, token: string, expires: Date): void {
  write(request, response, token, expires);
}

/** Takes the session token back from the browser. */
export function clearSessionCookie(request: Request, response: Response): void {
  write(request, response, '', new Date(0));
}

function write(request: Request, response: Response, value: string, expires: Date): void {
  const options = { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/', expires } as const;
  response.appendHeader('Set-Cookie', stringifySetCookie(NAME, value, options));
}
