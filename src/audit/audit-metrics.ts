import { Injectable } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';

const EVERY_SECONDS = 30;

/** The chain only grows: a rank that falls is a restored, or a falsified, database. */
@Injectable()
export class AuditMetrics {
  constructor(metrics: Metrics) {
    const rank = metrics.gauge('connector_audit_chain_rank', 'Rank of the last link of the audit’s chain');
    metrics.sample({
      gauges: [rank],
      everySeconds: EVERY_SECONDS,
      read: async (em) => {
        const [head] = await em.query<{ seq: number | null }[]>('SELECT max(seq)::float8 AS seq FROM audit_chain');
        return [{ gauge: rank, value: head?.seq ?? 0 }];
      },
    });
  }
}
