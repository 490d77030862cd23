import { along, type Trail } from './trail';

/** What makes spans, once tracing is switched on (src/telemetry); nothing of ours depends on who does. */
export interface Tracing {
  span<T>(name: string, attributes: Trail, work: () => Promise<T>): Promise<T>;
  /** The span under way, as logs name it. */
  current(): { traceId: string; spanId: string } | null;
}

let tracing: Tracing | null = null;

export function traceWith(chosen: Tracing | null): void {
  tracing = chosen;
}

/** Runs a piece of a worker's work along its trail, as a span of its own when tracing is on. */
export function follow<T>(name: string, trail: Trail, work: () => Promise<T>): Promise<T> {
  return along(trail, () => span(name, trail, work));
}

/** A span within the work under way, when tracing is on. */
export function span<T>(name: string, attributes: Trail, work: () => Promise<T>): Promise<T> {
  return tracing ? tracing.span(name, attributes, work) : work();
}

export function currentSpan(): { traceId: string; spanId: string } | null {
  return tracing?.current() ?? null;
}
