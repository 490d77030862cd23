import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller';
import { HttpMetrics } from './http-metrics.interceptor';
import { Metrics } from './metrics';

@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  controllers: [HealthController],
  providers: [Metrics, { provide: APP_INTERCEPTOR, useClass: HttpMetrics }],
  exports: [Metrics],
})
export class HealthModule {}
