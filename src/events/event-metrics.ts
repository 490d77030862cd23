import { Injectable } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { EventFeed } from './event-feed';

@Injectable()
export class EventMetrics {
  constructor(metrics: Metrics, feed: EventFeed) {
    metrics.gauge('connector_event_streams_open', 'Event streams open on this replica', [], (gauge) =>
      gauge.set(feed.openStreams),
    );
  }
}
