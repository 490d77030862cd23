import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Metrics } from './metrics';

/** The version of package.json, beside the sources as beside what was built from them. */
export function ownVersion(): string {
  for (const root of [join(__dirname, '..', '..'), join(__dirname, '..', '..', '..')]) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
      if (name && version) return version;
    } catch {
      // One folder further up, then.
    }
  }
  return 'unknown';
}

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
