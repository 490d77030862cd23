import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Alerts } from '../alerts/alerts';
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
/** Switched off twice within this many seconds is more than a hiccup of ours: administrators are told. */
const REPEATED = 86_400;
const SWITCHED_OFF = 'WEBHOOK_SWITCHED_OFF';

/** What follows from a webhook that had been switched off. */
@Injectable()
export class WebhookConsequences {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: WebhookStore,
    private readonly pulls: PullStore,
    private readonly audit: Audit,
    private readonly alerts: Alerts,
  ) {}

  /** Notes it, and queues a pull for what was not said. */
  async reactivated(establishmentId: string): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const repeated = await this.store.reactivated(em, establishmentId, REPEATED);
      if (repeated) await this.alerts.raise(em, { code: SWITCHED_OFF, subjectId: establishmentId, params: repeated });
      await this.pulls.request(em, { cause: 'HINTED' });
      await this.audit.record(em, null, {
        action: 'establishment.webhook_reactivated',
        subjectType: 'establishment',
        subjectId: establishmentId,
      });
    });
  }

  /** It stays on by now: what administrators were told is over. */
  async stays({ establishmentId, reactivatedAt }: Webhook): Promise<void> {
    if (reactivatedAt && Date.now() - reactivatedAt.getTime() < REPEATED * 1_000) return;
    await transaction(this.dataSource, (em) => this.alerts.clear(em, SWITCHED_OFF, establishmentId));
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

  private async check(webhook: Webhook): Promise<void> {
    const { registeredBy, settingId, establishmentId } = webhook;
    const token = await this.credentials.exporterToken(registeredBy);
    if (!token) return;
    const options = { token, priority: 'bulk' as const };
    const settings = await this.trackdechets.list(options);
    const setting = settings.find(({ id }) => id === settingId);
    if (setting?.activated) return this.consequences.stays(webhook);
    // Somebody who is no longer ADMIN there sees an empty list: that proves nothing of the setting.
    if (!setting) return;
    await this.trackdechets.update(settingId, { activated: true }, options);
    await this.consequences.reactivated(establishmentId);
  }
}
