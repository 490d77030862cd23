import { Injectable } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { TRACKDECHETS } from './platform-verifier';
import { type StoredState, TOKEN_TRANSITIONS } from './token-states';

const EVERY_SECONDS = 5;

/** Tokens of people who are active, by what is known of them. */
@Injectable()
export class TokenMetrics {
  constructor(metrics: Metrics) {
    const tokens = metrics.gauge('connector_tokens', 'Tokens of active people, by status', ['status']);
    metrics.sample({
      gauges: [tokens],
      everySeconds: EVERY_SECONDS,
      read: async (em) => {
        const rows = await em.query<{ status: StoredState; count: number }[]>(
          `SELECT status, count(*)::int AS count FROM credentials JOIN users ON users.id = user_id
           WHERE platform = $1 AND active GROUP BY status`,
          [TRACKDECHETS],
        );
        const counts = new Map(rows.map(({ status, count }) => [status, count]));
        const states = Object.keys(TOKEN_TRANSITIONS) as StoredState[];
        return states.map((status) => ({ gauge: tokens, labels: { status }, value: counts.get(status) ?? 0 }));
      },
    });
  }
}
