import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { type Observable } from 'rxjs';
import { Metrics } from './metrics';

/** Measures each request under its route's pattern, never under its ids. */
@Injectable()
export class HttpMetrics implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const route = (request.route as { path: string } | undefined)?.path ?? 'unknown';
    const response = context.switchToHttp().getResponse<Response>();
    const stop = this.metrics.httpSeconds.startTimer({ method: request.method, route });
    response.once('finish', () => stop({ status: String(response.statusCode) }));
    return next.handle();
  }
}
