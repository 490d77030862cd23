import { Injectable } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';
import { PinoLogger } from 'nestjs-pino';
import { type AuthenticatedRequest } from '../auth/access/caller';
import { subjectOf } from '../auth/access/request-subject';
import { trailOf } from '../http/request-trail';
import { loggablePath } from '../trail/loggable-path';

/** Probes and scrapes come every few seconds and say nothing of what people do. */
const UNTOLD = /^\/(health|metrics)/;

/** Writes one line for each request once its answer is gone, or once its client is. */
@Injectable()
export class RequestLog {
  constructor(private readonly logger: PinoLogger) {}

  readonly follow = (request: AuthenticatedRequest, response: Response, next: NextFunction): void => {
    if (!UNTOLD.test(request.originalUrl)) {
      const began = performance.now();
      response.once('close', () => this.write(request, response, Math.round(performance.now() - began)));
    }
    next();
  };

  private write(request: Request, response: Response, responseTime: number): void {
    const { statusCode } = response;
    const line = {
      // Nothing is followed any more after an answer.
      ...trailOf(request),
      ...subjectOf(request),
      req: { method: request.method, path: loggablePath(request.originalUrl) },
      res: { statusCode },
      responseTime,
    };
    if (!response.writableFinished) this.logger.info(line, 'request aborted');
    // Somebody is away, which is no error of ours: PostgreSQL, Trackdéchets, or this replica that stops.
    else if (statusCode === 503) this.logger.warn(line, 'request errored');
    else if (statusCode >= 500) this.logger.error(line, 'request errored');
    else this.logger.info(line, 'request completed');
  }
}
