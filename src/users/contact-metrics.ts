import { Injectable } from '@nestjs/common';
import { Metrics } from '../metrics/metrics';
import { Contact } from './contact';

const EVERY_SECONDS = 5;

/** Without the contact no document can leave. */
@Injectable()
export class ContactMetrics {
  constructor(metrics: Metrics, contact: Contact) {
    const present = metrics.gauge(
      'connector_contact_present',
      '1 when the Trackdéchets contact is designated, 0 otherwise',
    );
    metrics.sample({
      gauges: [present],
      everySeconds: EVERY_SECONDS,
      read: async (em) => [{ gauge: present, value: (await contact.current(em)) ? 1 : 0 }],
    });
  }
}
