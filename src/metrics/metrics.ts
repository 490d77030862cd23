import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { type EntityManager } from 'typeorm';

/** One value of a gauge; nothing is shown for null. */
export interface Sample {
  gauge: Gauge;
  labels?: Record<string, string>;
  value: number | null;
}

/** Gauges that the database knows the values of, the same on every replica. */
export interface Sampled {
  gauges: readonly Gauge[];
  /** Seconds during which what was read is served again. */
  everySeconds: number;
  /** A query or two that an index answers; it is cut after two seconds. */
  read(em: EntityManager): Promise<Sample[]>;
}

/** What Prometheus reads at /metrics. A registry per application, so that two in one process (tests) do not collide. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  readonly sampled: Sampled[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** `collect` sets its values when they are asked for; without it, whoever made the gauge does. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
    collect?: (gauge: Gauge<Label>) => void,
  ): Gauge<Label> {
    const gauge: Gauge<Label> = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      ...(collect && { collect: () => collect(gauge) }),
    });
    return gauge;
  }

  /** Has gauges filled from the database when they are asked for; they are absent while it does not answer. */
  sample(source: Sampled): void {
    source.gauges.forEach(empty);
    this.sampled.push(source);
  }
}

/** Leaves a gauge without any value; `reset` alone would put a gauge without labels to zero. */
export function empty(gauge: Gauge): void {
  gauge.reset();
  gauge.remove({});
}
