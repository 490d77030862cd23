import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Metrics } from '../metrics/metrics';

const EVERY_SECONDS = 5;

interface Row {
  active: number;
  inactive: number;
  absent: number;
  reactivations: number;
  hints: number;
  oldestHintSeconds: number;
}

/** Whether Trackdéchets still tells what moves, and how soon it is followed. */
@Injectable()
export class WebhookMetrics {
  constructor(metrics: Metrics) {
    const webhooks = metrics.gauge('connector_webhooks', 'Establishments by the state of their webhook', ['state']);
    const reactivations = metrics.gauge(
      'connector_webhook_reactivations',
      'How often Trackdéchets had switched the present webhooks off without a word',
    );
    const hints = metrics.gauge('connector_webhook_hints', 'Documents that webhooks named and that are not read yet');
    const oldest = metrics.gauge(
      'connector_webhook_hints_oldest_age_seconds',
      'Since the oldest of them was named; 0 when there is none',
    );
    metrics.sample({
      gauges: [webhooks, reactivations, hints, oldest],
      everySeconds: EVERY_SECONDS,
      read: async (em) => {
        const row = await read(em);
        return [
          { gauge: webhooks, labels: { state: 'ACTIVE' }, value: row.active },
          { gauge: webhooks, labels: { state: 'INACTIVE' }, value: row.inactive },
          { gauge: webhooks, labels: { state: 'NONE' }, value: row.absent },
          { gauge: reactivations, value: row.reactivations },
          { gauge: hints, value: row.hints },
          { gauge: oldest, value: row.oldestHintSeconds },
        ];
      },
    });
  }
}

async function read(em: EntityManager): Promise<Row> {
  const [row] = await em.query<Row[]>(
    `SELECT registered.*, hinted.*
     FROM (SELECT count(*) FILTER (WHERE activated)::int AS active, count(*) FILTER (WHERE NOT activated)::int AS inactive,
             count(*) FILTER (WHERE webhooks IS NULL)::int AS absent, coalesce(sum(reactivations), 0)::int AS reactivations
           FROM establishments LEFT JOIN webhooks ON establishment_id = establishments.id) registered,
          (SELECT count(*)::int AS hints, coalesce(extract(epoch FROM now() - min(received_at))::float8, 0) AS "oldestHintSeconds"
           FROM pull_hints) hinted`,
  );
  return row as Row;
}
