import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppConfig } from '../config/app.config';
import { Problem } from '../http/problem';
import { languageOf, requestIdOf } from '../http/request-context';
import { refuseUndeclaredInput } from '../http/undeclared-input';
import { note } from '../trail/trail';
import { ACCESS, type RouteAccess } from './access/access.decorators';
import { type AuthenticatedRequest, mayAccess } from './access/caller';
import { subjectOf } from './access/request-subject';
import { sessionCookieOf } from './session-cookie';
import { Sessions } from './sessions';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Lets a request through to a route that declares who may call it and takes what is sent, and to no other; from there on its lines
 * say who asks and what about.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: Sessions,
    private readonly config: AppConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<RouteAccess | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'PUBLIC') return true;
    if (access === undefined) throw new Problem('ROUTE_CLOSED');
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const holder = await this.sessions.holder(this.tokenOf(request));
    if (!holder) throw new Problem('NOT_SIGNED_IN');
    const caller = {
      ...holder,
      ip: request.ip ?? '',
      requestId: requestIdOf(request),
      language: languageOf(request),
    };
    request.caller = caller;
    if (!mayAccess(caller, access)) throw new Problem('FORBIDDEN', { params: { right: access } });
    refuseUndeclaredInput(context, request);
    note(subjectOf(request));
    return true;
  }

  /** The session token: of the header when there is one, of the cookie otherwise. */
  private tokenOf(request: AuthenticatedRequest): string {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer +([\w-]{20,100}) *$/i.exec(authorization)?.[1];
      if (!token) throw new Problem('NOT_SIGNED_IN');
      return token;
    }
    const token = sessionCookieOf(request);
    if (!token) throw new Problem('NOT_SIGNED_IN');
    if (!READS.includes(request.method)) this.requireOrigin(request);
    return token;
  }

  /** The browser adds the cookie by itself, whoever made it write: only pages that are ours or listed may. */
  private requireOrigin(request: AuthenticatedRequest): void {
    const { origin } = request.headers;
    const own = this.config.publicUrl
      ? new URL(this.config.publicUrl).origin
      : `${request.protocol}://${request.headers.host}`;
    if (origin === undefined || ![own, ...this.config.corsOrigins].includes(origin))
      throw new Problem('ORIGIN_REFUSED');
  }
}
