import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './health.controller';
import { HttpMetrics } from './http-metrics.interceptor';
import { Metrics } from './metrics';
import { TrackdechetsMetrics } from './trackdechets-metrics';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), TrackdechetsModule],
  controllers: [HealthController],
  providers: [Metrics, TrackdechetsMetrics, { provide: APP_INTERCEPTOR, useClass: HttpMetrics }],
  exports: [Metrics],
})
export class HealthModule {}
