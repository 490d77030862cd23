import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { type Request } from 'express';
import { type Observable } from 'rxjs';
import { invalidInput } from './problem';

/**
 * Refuses fields sent to a route that takes no body, or no query: InputPipe sees only what a route declares. Public routes are
 * left alone: links in e-mails get parameters added on their way.
 */
@Injectable()
export class UndeclaredInputInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request & { caller?: object }>();
    if (!request.caller) return next.handle();
    const declared = declaredBy(context);
    const fields = [
      ...(declared.has(RouteParamtypes.BODY) ? [] : Object.keys((request.body as object | undefined) ?? {})),
      ...(declared.has(RouteParamtypes.QUERY) ? [] : Object.keys(request.query)),
    ];
    if (fields.length > 0) {
      throw invalidInput(fields.map((path) => ({ path, code: 'FIELD_UNKNOWN', sentence: 'FIELD_UNKNOWN' })));
    }
    return next.handle();
  }
}

/** Which parts of the request the handler takes; Nest keeps them under `type:index`. */
function declaredBy(context: ExecutionContext): Set<number> {
  const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as object;
  return new Set(Object.keys(parameters).map((key) => Number.parseInt(key, 10)));
}
