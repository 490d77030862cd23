import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics';
import { ProcessMetrics } from './process-metrics';
import { Scrape } from './scrape';

/** Global and without any import of ours: each feature measures itself. */
@Global()
@Module({ providers: [Metrics, ProcessMetrics, Scrape], exports: [Metrics, Scrape] })
export class MetricsModule {}
