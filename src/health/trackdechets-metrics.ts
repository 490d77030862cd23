import { Injectable } from '@nestjs/common';
import { TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { Metrics } from './metrics';

/** Counts the HTTP requests that leave for Trackdéchets. */
@Injectable()
export class TrackdechetsMetrics {
  constructor(client: TrackdechetsClient, metrics: Metrics) {
    client.onRequest(({ operation, outcome, ms }) => {
      metrics.trackdechetsRequests.inc({ operation, outcome });
      metrics.trackdechetsSeconds.observe({ operation }, ms / 1000);
    });
  }
}
