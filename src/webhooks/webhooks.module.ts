import { Module } from '@nestjs/common';
import { EstablishmentsModule } from '../establishments/establishments.module';
import { PullsModule } from '../pulls/pulls.module';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { HintWorker } from './hint-worker';
import { HookReceiver } from './hook-receiver';
import { WebhookMetrics } from './webhook-metrics';
import { WebhookRegistrations } from './webhook-registrations';
import { WebhookCalls, WebhookSettingsDesk } from './webhook-settings-desk';
import { WebhookStore } from './webhook-store';
import { WebhookConsequences, WebhookWatch } from './webhook-watch';
import { HooksController, WebhooksController } from './webhooks.controller';

/** Trackdéchets' webhooks: a quicker hint than the next pull, never the only way. */
@Module({
  imports: [EstablishmentsModule, PullsModule, TrackdechetsModule],
  controllers: [WebhooksController, HooksController],
  providers: [
    HintWorker,
    HookReceiver,
    WebhookCalls,
    WebhookConsequences,
    WebhookMetrics,
    WebhookRegistrations,
    WebhookSettingsDesk,
    WebhookStore,
    WebhookWatch,
  ],
})
export class WebhooksModule {}
