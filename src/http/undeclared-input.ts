import { type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum';
import { type Request } from 'express';
import { invalidInput } from './problem';

/**
 * Refuses fields sent to a route that takes no body, or no query: InputPipe sees only what a route declares. Public routes are
 * left alone: links in e-mails get parameters added on their way.
 */
export function refuseUndeclaredInput(context: ExecutionContext, request: Request): void {
  const declared = declaredBy(context);
  const fields = [
    ...(declared.has(RouteParamtypes.BODY) ? [] : Object.keys((request.body as object | undefined) ?? {})),
    ...(declared.has(RouteParamtypes.QUERY) ? [] : Object.keys(request.query)),
  ];
  if (fields.length > 0) {
    throw invalidInput(fields.map((path) => ({ path, code: 'FIELD_UNKNOWN', sentence: 'FIELD_UNKNOWN' })));
  }
}

const known = new WeakMap<object, Set<number>>();

/** Of `type:index`; decorators of one's own have a random text for a type, which may well begin with a digit. */
const TYPE = /^\d+(?=:)/;

/** Which parts of the request the handler takes; Nest keeps them under `type:index`. */
function declaredBy(context: ExecutionContext): Set<number> {
  const handler = context.getHandler();
  let declared = known.get(handler);
  if (!declared) {
    const parameters = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), handler.name) ?? {}) as object;
    declared = new Set(Object.keys(parameters).map((key) => Number(TYPE.exec(key)?.[0])));
    known.set(handler, declared);
  }
  return declared;
}
