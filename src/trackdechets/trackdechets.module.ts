import { Module, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/app.config';
import { CallLog } from './call-log';
import { TRACKDECHETS_OPTIONS, type TrackdechetsOptions } from './options';
import { type Pacing, pacing } from './pacing';
import { PermitLedger } from './permit-ledger';
import { RequestBudget } from './request-budget';
import { TrackdechetsMetrics } from './trackdechets-metrics';
import { TrackdechetsAccount } from './trackdechets.account';
import { TrackdechetsBsffLists } from './trackdechets.bsff-lists';
import { TrackdechetsBsffs } from './trackdechets.bsffs';
import { TrackdechetsClient } from './trackdechets.client';
import { TrackdechetsCompanies } from './trackdechets.companies';
import { TrackdechetsFiches } from './trackdechets.fiches';
import { TrackdechetsWebhooks } from './trackdechets.webhooks';
import { TrackdechetsOauth } from './trackdechets.oauth';

/** A quarter of the burst stays for people: four requests at once at Trackdéchets' 1,000 a minute. */
const INTERACTIVE_SHARE = 0.25;

const paceOf = ({ requestsPerMinute, interactiveShare }: TrackdechetsOptions): Pacing =>
  pacing(requestsPerMinute, interactiveShare);

/** A stop gives requests under way this long to be answered; then their outcome is unknown, and looked up. Milliseconds. */
const ANSWER_MS = 8_000;

const CALLS = [
  TrackdechetsClient,
  TrackdechetsAccount,
  TrackdechetsBsffs,
  TrackdechetsBsffLists,
  TrackdechetsFiches,
  TrackdechetsOauth,
  TrackdechetsCompanies,
  TrackdechetsWebhooks,
];

/** The Trackdéchets API as typed calls, within the shared request budget. */
@Module({
  providers: [
    {
      provide: TRACKDECHETS_OPTIONS,
      inject: [AppConfig],
      useFactory: (config: AppConfig): TrackdechetsOptions => ({
        apiUrl: config.trackdechetsApiUrl,
        requestsPerMinute: config.trackdechetsRequestsPerMinute,
        interactiveShare: INTERACTIVE_SHARE,
        timeoutMs: config.trackdechetsTimeoutMs,
      }),
    },
    {
      provide: PermitLedger,
      inject: [DataSource, TRACKDECHETS_OPTIONS],
      useFactory: (dataSource: DataSource, options: TrackdechetsOptions): PermitLedger =>
        new PermitLedger(dataSource, new URL(options.apiUrl).origin, paceOf(options)),
    },
    {
      provide: RequestBudget,
      inject: [PermitLedger, TRACKDECHETS_OPTIONS],
      useFactory: (ledger: PermitLedger, options: TrackdechetsOptions): RequestBudget =>
        new RequestBudget(ledger, paceOf(options)),
    },
    ...CALLS,
    CallLog,
    TrackdechetsMetrics,
  ],
  exports: [...CALLS, RequestBudget],
})
export class TrackdechetsModule implements OnModuleDestroy, OnApplicationShutdown {
  private hangUp?: NodeJS.Timeout;

  constructor(
    private readonly client: TrackdechetsClient,
    private readonly budget: RequestBudget,
    private readonly config: AppConfig,
  ) {}

  /** Bulk work that waits for its turn goes back at once; whatever Trackdéchets has not answered in time is given up. */
  onModuleDestroy(): void {
    this.budget.close('bulk');
    this.hangUp = setTimeout(() => {
      this.budget.close('interactive');
      this.client.hangUp();
    }, this.config.shutdownDelayMs + ANSWER_MS).unref();
  }

  onApplicationShutdown(): void {
    clearTimeout(this.hangUp);
  }
}
