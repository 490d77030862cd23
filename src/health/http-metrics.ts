import { Injectable } from '@nestjs/common';
import { type NextFunction, type Request, type Response } from 'express';
import { Histogram } from 'prom-client';
import { Metrics } from '../metrics/metrics';

/** Node's parser lets some thirty others through, WebDAV's among them. */
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Measures each request under its route's pattern, also those that a guard, the body's parser or nobody's route ended. */
@Injectable()
export class HttpMetrics {
  private readonly seconds;

  constructor(metrics: Metrics) {
    this.seconds = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time to answer an HTTP request',
      labelNames: ['method', 'route', 'status'] as const,
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [metrics.registry],
    });
  }

  readonly measure = (request: Request, response: Response, next: NextFunction): void => {
    const stop = this.seconds.startTimer();
    response.once('close', () => {
      if (isStream(response)) return;
      const method = METHODS.includes(request.method) ? request.method : 'OTHER';
      // Gone before the answer: what nginx writes as 499.
      const status = response.writableFinished ? String(response.statusCode) : 'aborted';
      stop({ method, route: routeOf(request), status });
    });
    next();
  };
}

/** The pattern, never the path: it has ids in it, and anybody can make up more. */
function routeOf(request: Request): string {
  return (request.route as { path: string } | undefined)?.path ?? 'unmatched';
}

/** An open event stream lasts for hours, which says nothing of how fast answers are. */
function isStream(response: Response): boolean {
  return String(response.getHeader('content-type')).startsWith('text/event-stream');
}
