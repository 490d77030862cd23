import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

/** What Prometheus reads at /metrics. A registry per application, so that two in one process (tests) do not collide. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  /** Seconds to answer, by method, route pattern and status. */
  readonly httpSeconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer an HTTP request',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  /** HTTP requests to Trackdéchets, by operation and outcome. */
  readonly trackdechetsRequests = new Counter({
    name: 'trackdechets_requests_total',
    help: 'HTTP requests sent to Trackdéchets',
    labelNames: ['operation', 'outcome'] as const,
    registers: [this.registry],
  });

  /** Seconds for one HTTP request to Trackdéchets, its answer's body included. */
  readonly trackdechetsSeconds = new Histogram({
    name: 'trackdechets_request_duration_seconds',
    help: 'Time of an HTTP request to Trackdéchets',
    labelNames: ['operation'] as const,
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 65],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
