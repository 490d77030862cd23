import { type NextFunction, type Request, type Response } from 'express';
import { randomUUID } from 'node:crypto';
import { followRequest } from './request-trail';

const GIVEN = /^[\w.-]{8,64}$/;

/** Gives each request the id that ties its answer to the logs: the caller's X-Request-Id, or a new one. */
export function assignRequestId(request: Request & { id?: unknown }, response: Response, next: NextFunction): void {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && GIVEN.test(given) ? given : randomUUID();
  request.id = id;
  response.setHeader('X-Request-Id', id);
  followRequest(request, id, next);
}
