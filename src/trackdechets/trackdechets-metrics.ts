import { Inject, Injectable } from '@nestjs/common';
import { Histogram } from 'prom-client';
import { Metrics } from '../metrics/metrics';
import { TRACKDECHETS_OPTIONS, type TrackdechetsOptions } from './options';
import { PermitLedger } from './permit-ledger';
import { type Priority, RequestBudget } from './request-budget';
import { TrackdechetsClient } from './trackdechets.client';

const EVERY_SECONDS = 2;
const PRIORITIES: Priority[] = ['interactive', 'bulk'];

/** The HTTP requests that leave for Trackdéchets, and what is left of the right to send them. */
@Injectable()
export class TrackdechetsMetrics {
  constructor(
    client: TrackdechetsClient,
    budget: RequestBudget,
    ledger: PermitLedger,
    metrics: Metrics,
    @Inject(TRACKDECHETS_OPTIONS) { requestsPerMinute }: TrackdechetsOptions,
  ) {
    measureRequests(client, metrics);
    metrics
      .gauge('trackdechets_budget_requests_per_minute', 'TRACKDECHETS_REQUESTS_PER_MINUTE, shared by all replicas')
      .set(requestsPerMinute);
    measureReplica(budget, metrics);
    measureBudget(ledger, metrics);
  }
}

function measureRequests(client: TrackdechetsClient, metrics: Metrics): void {
  const sent = metrics.counter('trackdechets_requests_total', 'HTTP requests sent to Trackdéchets', [
    'operation',
    'outcome',
  ]);
  const withheld = metrics.counter(
    'trackdechets_requests_withheld_total',
    'HTTP requests that found no permit in time: nothing was sent',
    ['priority'],
  );
  for (const priority of PRIORITIES) withheld.inc({ priority }, 0);
  const seconds = new Histogram({
    name: 'trackdechets_request_duration_seconds',
    help: 'Time of an HTTP request to Trackdéchets',
    labelNames: ['operation'] as const,
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 65],
    registers: [metrics.registry],
  });
  client.onRequest(({ operation, outcome, ms, ...report }) => {
    if (report.withheld) return withheld.inc({ priority: report.withheld });
    sent.inc({ operation, outcome });
    seconds.observe({ operation }, ms / 1000);
  });
}

function measureReplica(budget: RequestBudget, metrics: Metrics): void {
  const permits = metrics.counter('trackdechets_budget_permits_total', 'Permits used by this replica', ['priority']);
  for (const priority of PRIORITIES) permits.inc({ priority }, 0);
  budget.onPermit((priority) => permits.inc({ priority }));
  const help = 'Callers of this replica that wait for a permit';
  metrics.gauge('trackdechets_budget_waiting', help, ['priority'], (gauge) => {
    for (const [priority, count] of Object.entries(budget.callersWaiting())) gauge.set({ priority }, count);
  });
}

function measureBudget(ledger: PermitLedger, metrics: Metrics): void {
  const saturation = metrics.gauge(
    'trackdechets_budget_saturation_ratio',
    'How far the permits of all replicas are drawn on: 1 when callers are held back to the regular pace',
  );
  const paused = metrics.gauge(
    'trackdechets_budget_paused_seconds',
    'Seconds until anything may leave again, after Trackdéchets said no more (429)',
  );
  metrics.sample({
    gauges: [saturation, paused],
    everySeconds: EVERY_SECONDS,
    read: async (em) => {
      const standing = await ledger.standing(em);
      return [
        { gauge: saturation, value: standing?.saturation ?? 0 },
        { gauge: paused, value: standing?.pausedSeconds ?? 0 },
      ];
    },
  });
}
