import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Alerts } from '../alerts/alerts';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { transaction } from '../database/transaction';
import { Problem } from '../http/problem';
import { type WebhookView } from './dto/webhook.view';
import { WebhookSettingsDesk } from './webhook-settings-desk';
import { type Webhook, WebhookStore } from './webhook-store';

/** Registering Trackdéchets' webhook of an establishment, in the name of somebody who is ADMIN there. */
@Injectable()
export class WebhookRegistrations {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: WebhookStore,
    private readonly desk: WebhookSettingsDesk,
    private readonly audit: Audit,
    private readonly alerts: Alerts,
  ) {}

  /** @throws Problem NOT_FOUND */
  async get(establishmentId: string): Promise<WebhookView> {
    return webhookView(await this.existing(establishmentId));
  }

  /**
   * Registers the webhook, or renews its secrets and switches it on.
   * @throws Problem NOT_FOUND, PUBLIC_URL_MISSING, NO_VALID_TOKEN, TRACKDECHETS_ROLE_MISSING, WEBHOOK_REFUSED, …
   */
  async register(caller: Caller, establishmentId: string): Promise<WebhookView> {
    const secrets = { key: randomBytes(24).toString('base64url'), token: randomBytes(32).toString('base64url') };
    const known = await this.store.ofEstablishment(this.dataSource.manager, establishmentId);
    const settingId = await this.desk.write(caller, establishmentId, { ...secrets, settingId: known?.settingId });
    return transaction(this.dataSource, async (em) => {
      const saved = await this.store.save(em, { establishmentId, settingId, registeredBy: caller.userId, ...secrets });
      await this.audit.record(em, caller, {
        action: 'establishment.webhook_registered',
        subjectType: 'establishment',
        subjectId: establishmentId,
        after: { settingId },
      });
      return webhookView(saved);
    });
  }

  /** Deletes it on Trackdéchets, then here. @throws Problem NOT_FOUND, NO_VALID_TOKEN, … */
  async remove(caller: Caller, establishmentId: string): Promise<void> {
    const { settingId } = await this.existing(establishmentId);
    await this.desk.delete(caller, settingId);
    await transaction(this.dataSource, async (em) => {
      await this.store.remove(em, establishmentId);
      await this.alerts.clear(em, 'WEBHOOK_SWITCHED_OFF', establishmentId);
      await this.audit.record(em, caller, {
        action: 'establishment.webhook_removed',
        subjectType: 'establishment',
        subjectId: establishmentId,
        before: { settingId },
      });
    });
  }

  private async existing(establishmentId: string): Promise<Webhook> {
    const webhook = await this.store.ofEstablishment(this.dataSource.manager, establishmentId);
    if (!webhook) throw new Problem('NOT_FOUND');
    return webhook;
  }
}

function webhookView({ activated, registeredBy, reactivations, receivedAt, checkedAt }: Webhook): WebhookView {
  return {
    activated,
    registeredBy,
    reactivations,
    receivedAt: receivedAt?.toISOString() ?? null,
    checkedAt: checkedAt.toISOString(),
  };
}
