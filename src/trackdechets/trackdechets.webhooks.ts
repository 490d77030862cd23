import { Injectable } from '@nestjs/common';
import {
  CreateWebhookSettingDocument,
  DeleteWebhookSettingDocument,
  UpdateWebhookSettingDocument,
  type WebhookSettingCreateInput,
  type WebhookSettingFieldsFragment,
  type WebhookSettingsQuery,
  WebhookSettingsDocument,
  type WebhookSettingUpdateInput,
} from './generated';
import { type CallOptions, TrackdechetsClient } from './trackdechets.client';

export type TrackdechetsWebhook = WebhookSettingFieldsFragment;

/** Trackdéchets' own maximum for a page. */
const PAGE = 500;

/** Webhook settings of the establishments whose token's owner is ADMIN there. Every method throws TrackdechetsError. */
@Injectable()
export class TrackdechetsWebhooks {
  constructor(private readonly client: TrackdechetsClient) {}

  /** Those that this token may see: none, and no error, for somebody who is not ADMIN (facts 5.1). */
  async list(options: CallOptions): Promise<TrackdechetsWebhook[]> {
    const found: TrackdechetsWebhook[] = [];
    for (let after: string | null = null; ;) {
      const { webhooksettings }: WebhookSettingsQuery = await this.client.execute(
        WebhookSettingsDocument,
        { first: PAGE, after },
        options,
      );
      found.push(...webhooksettings.edges.map(({ node }) => node));
      after = webhooksettings.pageInfo.endCursor;
      if (!webhooksettings.pageInfo.hasNextPage || !after) return found;
    }
  }

  /** `companyId` is Trackdéchets' own id of the establishment, not its SIRET. */
  async create(input: WebhookSettingCreateInput, options: CallOptions): Promise<TrackdechetsWebhook> {
    return (await this.client.execute(CreateWebhookSettingDocument, { input }, options)).createWebhookSetting;
  }

  async update(id: string, input: WebhookSettingUpdateInput, options: CallOptions): Promise<TrackdechetsWebhook> {
    return (await this.client.execute(UpdateWebhookSettingDocument, { id, input }, options)).updateWebhookSetting;
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.client.execute(DeleteWebhookSettingDocument, { id }, options);
  }
}
