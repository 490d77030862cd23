import { Injectable } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import { type Request, type Response } from 'express';
import { AppConfig } from '../config/app.config';

const NAME = 'session';

/** The session token of the request's cookie, if any. */
export function sessionCookieOf(request: Request): string | undefined {
  return parseCookie(request.headers.cookie ?? '')[NAME];
}

/** The session token that a browser keeps: out of the page's reach, not sent by other sites, only over https where there is https. */
@Injectable()
export class SessionCookie {
  constructor(private readonly config: AppConfig) {}

  /** Gives the browser its session token. */
  set(request: Request, response: Response, token: string, expires: Date): void {
    // Behind a proxy that ends TLS without being trusted (TRUSTED_PROXIES), PUBLIC_URL still tells.
    const secure = request.secure || this.config.publicUrl?.startsWith('https:') === true;
    const options = { httpOnly: true, sameSite: 'lax', secure, path: '/', expires } as const;
    response.appendHeader('Set-Cookie', stringifySetCookie(NAME, token, options));
  }

  /** Takes the session token back from the browser. */
  clear(request: Request, response: Response): void {
    this.set(request, response, '', new Date(0));
  }
}
