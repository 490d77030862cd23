import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { AppConfig } from '../config/app.config';
import { Establishments } from '../establishments/establishments.service';
import { Problem } from '../http/problem';
import { PersonalCalls } from '../pulls/personal-calls';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsAccount } from '../trackdechets/trackdechets.account';
import { type CallOptions } from '../trackdechets/trackdechets.client';
import { TrackdechetsWebhooks } from '../trackdechets/trackdechets.webhooks';

/** Where Trackdéchets posts, below the public address. */
export const HOOKS_PATH = '/api/v1/hooks/trackdechets/';

interface Wanted {
  key: string;
  token: string;
  settingId: string | undefined;
}

/** Trackdéchets' calls about an account and its webhooks. */
@Injectable()
export class WebhookCalls {
  constructor(
    readonly account: TrackdechetsAccount,
    readonly webhooks: TrackdechetsWebhooks,
  ) {}
}

/** Webhook settings on Trackdéchets, written with the token of who asks. */
@Injectable()
export class WebhookSettingsDesk {
  constructor(
    private readonly config: AppConfig,
    private readonly dataSource: DataSource,
    private readonly establishments: Establishments,
    private readonly calls: PersonalCalls,
    private readonly trackdechets: WebhookCalls,
  ) {}

  /** Gives the id of the setting: the one that is ours already, or a new one. */
  async write(caller: Caller, establishmentId: string, wanted: Wanted): Promise<string> {
    const { publicUrl } = this.config;
    if (!publicUrl) throw new Problem('PUBLIC_URL_MISSING');
    const establishment = await this.establishments.find(this.dataSource.manager, establishmentId);
    if (!establishment) throw new Problem('NOT_FOUND');
    const { siret } = establishment;
    return this.calls.as(caller, async (options) => {
      const companyId = await this.administered(siret, options);
      const ours = publicUrl + HOOKS_PATH;
      const settings = await this.trackdechets.webhooks.list(options);
      // An answer that was lost may have left a setting behind: it is recognised by its address.
      const mine = settings.find(
        ({ id, orgId, endpointUri }) => id === wanted.settingId || (orgId === siret && endpointUri.startsWith(ours)),
      );
      const input = { endpointUri: ours + wanted.key, token: wanted.token, activated: true };
      const written = mine
        ? this.trackdechets.webhooks.update(mine.id, input, options)
        : this.trackdechets.webhooks.create({ companyId, ...input }, options);
      return (await written.catch(refused)).id;
    });
  }

  async delete(caller: Caller, settingId: string): Promise<void> {
    await this.calls.as(caller, async (options) => {
      const settings = await this.trackdechets.webhooks.list(options);
      // Deleted there already: nothing is left to do.
      if (settings.some(({ id }) => id === settingId)) await this.trackdechets.webhooks.delete(settingId, options);
    });
  }

  private async administered(siret: string, { token }: CallOptions): Promise<string> {
    if (!token) throw new Problem('NO_VALID_TOKEN');
    const { companies } = await this.trackdechets.account.verifyToken(token, 'interactive');
    const company = companies.find(({ orgId, role }) => orgId === siret && role === 'ADMIN');
    if (!company) throw new Problem('TRACKDECHETS_ROLE_MISSING');
    return company.companyId;
  }
}

function refused(error: unknown): never {
  if (!(error instanceof TrackdechetsError) || error.kind !== 'REFUSED') throw error;
  throw new Problem('WEBHOOK_REFUSED', {
    cause: error,
    members: { trackdechetsMessage: error.trackdechetsMessage },
  });
}
