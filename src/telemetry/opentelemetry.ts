import {
  type Attributes,
  type Context,
  diag,
  isSpanContextValid,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TextMapGetter,
  type TextMapPropagator,
  trace,
  TraceFlags,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import {
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  type ReadableSpan,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { trailOf } from '../http/request-trail';
import { ownVersion } from '../metrics/own-version';
import { loggablePath } from '../trail/loggable-path';
import { type Tracing } from '../trail/tracing';
import { followed, type Trail } from '../trail/trail';

const NAME = 'trackdechets-connector';
/** A collector that is away must not hold up a stop. Milliseconds. */
const LAST_WORDS_MS = 3_000;

/** Traces HTTP both ways, Express' routes, PostgreSQL and the pieces of work of our own, as the OTEL_ variables say. */
export function startTracing(): Tracing & { end(): Promise<void> } {
  const complain = (text: string): void => void process.stderr.write(`OpenTelemetry: ${text}\n`);
  const silent = (): void => undefined;
  diag.setLogger({ error: complain, warn: complain, info: silent, debug: silent, verbose: silent });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': NAME, 'service.version': ownVersion() }).merge(
      detectResources({ detectors: [serviceInstanceIdDetector, envDetector] }),
    ),
    spanProcessors: [new Discretion(), new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register({ propagator: new IncomingOnly() });
  registerInstrumentations({
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = '' }) => /^\/(health|metrics)/.test(url),
        applyCustomAttributesOnSpan: (span, request) => {
          if (request instanceof IncomingMessage) span.setAttributes(attributesOf(trailOf(request)));
        },
      }),
      new UndiciInstrumentation(),
      new ExpressInstrumentation({ ignoreLayersType: [ExpressLayerType.MIDDLEWARE, ExpressLayerType.ROUTER] }),
      // Workers that look for work every second are of no interest until they find some.
      new PgInstrumentation({ requireParentSpan: true, ignoreConnectSpans: true }),
    ],
  });
  const tracer = trace.getTracer(NAME, ownVersion());
  return {
    span: (name, attributes, work) => {
      const options = { kind: SpanKind.INTERNAL, attributes: attributesOf({ ...followed(), ...attributes }) };
      return tracer.startActiveSpan(name, options, (span) => within(span, work));
    },
    current: () => {
      const context = trace.getActiveSpan()?.spanContext();
      return context ? { traceId: context.traceId, spanId: context.spanId } : null;
    },
    end: () =>
      Promise.race([provider.shutdown().catch(() => undefined), sleep(LAST_WORDS_MS, undefined, { ref: false })]),
  };
}

/** Only the kind of a failure is told: its message may quote what was typed. */
async function within<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'failed' });
    throw error;
  } finally {
    span.end();
  }
}

/** The ids of the logs, under the same names. */
function attributesOf(trail: Trail): Attributes {
  return { ...trail };
}

const WHOLE_OR_PATH = ['http.url', 'url.full', 'http.target', 'url.path'];
const QUERY = ['url.query'];

const OF_POSTGRESQL = '@opentelemetry/instrumentation-pg';

/** Takes out of each span what logs do not hold either: queries, the segments of a path that are secrets, values that PostgreSQL quotes. */
class Discretion implements SpanProcessor {
  onStart(): void {}

  onEnd({ attributes, status, instrumentationScope }: ReadableSpan): void {
    if (instrumentationScope.name === OF_POSTGRESQL) delete status.message;
    for (const name of WHOLE_OR_PATH) {
      const value = attributes[name];
      if (typeof value === 'string') attributes[name] = loggablePath(value);
    }
    for (const name of QUERY) delete attributes[name];
  }

  async forceFlush(): Promise<void> {}

  async shutdown(): Promise<void> {}
}

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})/;

/** Goes on with the trace that a request comes with (W3C's traceparent); Trackdéchets is told nothing of ours. */
class IncomingOnly implements TextMapPropagator {
  inject(): void {}

  extract(context: Context, carrier: unknown, getter: TextMapGetter): Context {
    const [, traceId = '', spanId = '', flags = ''] =
      TRACEPARENT.exec(String(getter.get(carrier, 'traceparent'))) ?? [];
    const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
    const remote = { traceId, spanId, traceFlags, isRemote: true };
    return isSpanContextValid(remote) ? trace.setSpanContext(context, remote) : context;
  }

  fields(): string[] {
    return [];
  }
}
