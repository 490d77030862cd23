import { Injectable } from '@nestjs/common';
import { type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Metrics } from './metrics';
import { ownVersion } from './own-version';

/** What runs, and its connections to the database. */
@Injectable()
export class ProcessMetrics {
  constructor(metrics: Metrics, dataSource: DataSource) {
    metrics
      .gauge('connector_info', 'Always 1; its labels say what runs', ['version', 'node'])
      .set({ version: ownVersion(), node: process.versions.node }, 1);
    const pool = (): Pool => (dataSource.driver as unknown as { master: Pool }).master;
    metrics.gauge('connector_database_pool_connections', 'Connections of this replica', ['state'], (gauge) => {
      const { totalCount, idleCount } = pool();
      gauge.set({ state: 'idle' }, idleCount);
      gauge.set({ state: 'used' }, totalCount - idleCount);
    });
    metrics.gauge('connector_database_pool_limit', 'DATABASE_POOL_SIZE', [], (gauge) =>
      gauge.set(pool().options.max ?? 0),
    );
    metrics.gauge('connector_database_pool_waiting', 'Queries that wait for a connection', [], (gauge) =>
      gauge.set(pool().waitingCount),
    );
  }
}
