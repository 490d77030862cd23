import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { Credentials } from '../credentials/credentials';
import { transaction } from '../database/transaction';
import { PullStore } from '../pulls/pull-store';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsWebhooks } from '../trackdechets/trackdechets.webhooks';
import { follow } from '../trail/tracing';
import { type Webhook, WebhookStore } from './webhook-store';

/** Seconds between two looks at a webhook: Trackdéchets switches it off without a word (facts 5.4). */
const CHECK_EVERY = 3_600;

/** What follows from a webhook that had been switched off. */
@Injectable()
export class WebhookConsequences {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: WebhookStore,
    private readonly pulls: PullStore,
    private readonly audit: Audit,
  ) {}

  /** Notes it, and queues a pull for what was not said. */
  async reactivated(establishmentId: string): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      await this.store.reactivated(em, establishmentId);
      await this.pulls.request(em, { cause: 'HINTED' });
      await this.audit.record(em, null, {
        action: 'establishment.webhook_reactivated',
        subjectType: 'establishment',
        subjectId: establishmentId,
      });
    });
  }
}

/** Switches webhooks on again, and catches up with what they did not say meanwhile. */
@Injectable()
export class WebhookWatch {
  private readonly logger = new Logger(WebhookWatch.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: WebhookStore,
    private readonly credentials: Credentials,
    private readonly trackdechets: TrackdechetsWebhooks,
    private readonly consequences: WebhookConsequences,
  ) {}

  /** Looks at those that are due, on one replica. */
  async checkDue(seconds = CHECK_EVERY): Promise<void> {
    for (const webhook of await this.store.takeDue(this.dataSource.manager, seconds)) {
      try {
        await follow('webhook.check', { establishmentId: webhook.establishmentId }, () => this.check(webhook));
      } catch (error) {
        if (!(error instanceof TrackdechetsError)) throw error;
        this.logger.warn(`Webhook of establishment ${webhook.establishmentId}: ${error.message}`);
      }
    }
  }

  private async check({ registeredBy, settingId, establishmentId }: Webhook): Promise<void> {
    const token = await this.credentials.tokenFor(registeredBy);
    if (!token) return;
    const options = { token, priority: 'bulk' as const };
    const settings = await this.trackdechets.list(options);
    const setting = settings.find(({ id }) => id === settingId);
    if (setting?.activated) return;
    // Somebody who is no longer ADMIN there sees an empty list: that proves nothing of the setting.
    if (!setting) return;
    await this.trackdechets.update(settingId, { activated: true }, options);
    await this.consequences.reactivated(establishmentId);
  }
}
