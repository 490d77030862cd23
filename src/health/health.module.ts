import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { HttpMetrics } from './http-metrics';
import { MetricsController } from './metrics.controller';
import { Readiness } from './readiness';

@Module({
  controllers: [HealthController, MetricsController],
  providers: [HttpMetrics, Readiness],
})
export class HealthModule {}
