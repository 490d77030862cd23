import { type NestExpressApplication } from '@nestjs/platform-express';
import { type Express, type NextFunction, type Request, type Response } from 'express';
import { BASE_PATH } from './base-path';

/** As Express does, in any case. */
const API = new RegExp(`^/${BASE_PATH}/`, 'i');

/**
 * No answer of the API is kept nor told by a 304: it depends on who asks, in which language, and holds more than what the version in
 * its ETag counts. ETags are for `If-Match` alone.
 */
export function keepOutOfCaches(app: NestExpressApplication): void {
  const { request }: Express = app.getHttpAdapter().getInstance();
  Object.defineProperty(request, 'fresh', { value: false });
  app.use(notStored);
}

function notStored(request: Request, response: Response, next: NextFunction): void {
  if (API.test(request.url)) response.setHeader('Cache-Control', 'no-store');
  next();
}
