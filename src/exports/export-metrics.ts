import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Metrics, type Sample } from '../metrics/metrics';
import { EXPORT_SINCE } from './export-since';
import {
  EXPORT_STATES,
  type ExportCause,
  type ExportState,
  isFinished,
  TRANSITIONS,
  WAIT_REASONS,
} from './export-states';

const EVERY_SECONDS = 5;
const UNFINISHED = EXPORT_STATES.filter((state) => !isFinished(state));

/** Every state that can be reached, with each cause. */
const WAYS = Object.values<Partial<Record<ExportState, readonly string[]>>>(TRANSITIONS).flatMap((ways) =>
  Object.entries(ways).flatMap(([to, causes]) => causes.map((cause) => [to, cause] as const)),
);

interface StateRow {
  state: string;
  count: number;
  oldestSeconds: number;
}

/** Where exports stand, and how they get there. */
@Injectable()
export class ExportMetrics {
  private readonly transitions;

  constructor(metrics: Metrics) {
    this.transitions = metrics.counter(
      'connector_export_transitions_total',
      'Steps of exports made by this replica: the state reached, and why',
      ['to', 'cause'],
    );
    // From zero on, so that the first one is seen as an increase.
    for (const [to, cause] of WAYS) this.transitions.inc({ to, cause }, 0);
    const exports = metrics.gauge('connector_exports', 'Unfinished exports, by state', ['state']);
    const oldest = metrics.gauge(
      'connector_exports_oldest_age_seconds',
      'Since the oldest unfinished export of each state was asked for, left (SENDING) or is in doubt (UNCERTAIN); 0 when there is none',
      ['state'],
    );
    const waiting = metrics.gauge('connector_exports_waiting', 'Exports that wait, by what they wait for', ['reason']);
    metrics.sample({
      gauges: [exports, oldest, waiting],
      everySeconds: EVERY_SECONDS,
      read: async (em): Promise<Sample[]> => [
        ...(await byState(em)).flatMap(({ state, count, oldestSeconds }) => [
          { gauge: exports, labels: { state }, value: count },
          { gauge: oldest, labels: { state }, value: oldestSeconds },
        ]),
        ...(await byReason(em)).map(({ reason, count }) => ({ gauge: waiting, labels: { reason }, value: count })),
      ],
    });
  }

  /** Finished ones are counted as they end: counting millions of rows at each scrape would cost more than it tells. */
  moved(to: ExportState, cause: ExportCause): void {
    this.transitions.inc({ to, cause });
  }
}

/** From the index by state, one short range of it for each state that is not an end. Few are being sent or in doubt; many are queued. */
function byState(em: EntityManager): Promise<StateRow[]> {
  return em.query<StateRow[]>(
    `SELECT state.name AS state, (SELECT count(*)::int FROM exports WHERE exports.state = state.name) AS count,
       coalesce(extract(epoch FROM now() - CASE WHEN state.name IN ('SENDING', 'UNCERTAIN')
         THEN (SELECT min(${EXPORT_SINCE}) FROM exports WHERE exports.state = state.name)
         ELSE (SELECT requested_at FROM exports WHERE exports.state = state.name ORDER BY requested_at LIMIT 1)
       END)::float8, 0) AS "oldestSeconds"
     FROM unnest($1::text[]) AS state (name)`,
    [UNFINISHED],
  );
}

function byReason(em: EntityManager): Promise<{ reason: string; count: number }[]> {
  return em.query(
    `SELECT wait.reason, (SELECT count(*)::int FROM exports WHERE state = 'WAITING' AND exports.reason = wait.reason) AS count
     FROM unnest($1::text[]) AS wait (reason)`,
    [WAIT_REASONS],
  );
}
