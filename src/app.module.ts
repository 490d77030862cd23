import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { AlertsModule } from './alerts/alerts.module';
import { AuditModule } from './audit/audit.module';
import { AuthModule } from './auth/auth.module';
import { type AppConfig } from './config/app.config';
import { CompaniesModule } from './companies/companies.module';
import { ConfigModule } from './config/config.module';
import { ConnectionModule } from './credentials/oauth/connection.module';
import { CredentialsModule } from './credentials/credentials.module';
import { DatabaseModule } from './database/database.module';
import { EstablishmentsModule } from './establishments/establishments.module';
import { EventsModule } from './events/events.module';
import { ExportsModule } from './exports/exports.module';
import { HealthModule } from './health/health.module';
import { InterventionsModule } from './interventions/interventions.module';
import { LoggingModule } from './health/logging.module';
import { MetricsModule } from './metrics/metrics.module';
import { PartnersModule } from './partners/partners.module';
import { RefrigerantsModule } from './refrigerants/refrigerants.module';
import { ProblemFilter } from './http/problem.filter';
import { InputPipe } from './http/validation';
import { PullsModule } from './pulls/pulls.module';
import { RestorationModule } from './restoration/restoration.module';
import { RetentionModule } from './retention/retention.module';
import { SignaturesModule } from './signatures/signatures.module';
import { SummaryModule } from './summary/summary.module';
import { UsersModule } from './users/users.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** The only list of modules. No interceptor is global: Nest's way through one costs a read more than its own query does. */
@Module({
  imports: [
    LoggingModule,
    DatabaseModule,
    MetricsModule,
    AuditModule,
    EventsModule,
    AlertsModule,
    CredentialsModule,
    UsersModule,
    AuthModule,
    ConnectionModule,
    HealthModule,
    EstablishmentsModule,
    CompaniesModule,
    PartnersModule,
    InterventionsModule,
    RefrigerantsModule,
    SummaryModule,
    ExportsModule,
    PullsModule,
    RestorationModule,
    RetentionModule,
    SignaturesModule,
    WebhooksModule,
  ],
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useClass: InputPipe },
  ],
})
export class AppModule {
  static with(config: AppConfig): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.with(config)] };
  }
}
