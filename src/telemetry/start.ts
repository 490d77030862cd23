import { traceWith } from '../trail/tracing';

/** OpenTelemetry's own variables: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
export function isTracingWanted(environment: NodeJS.ProcessEnv): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT } = environment;
  const endpoint = OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || OTEL_EXPORTER_OTLP_ENDPOINT;
  return Boolean(endpoint) && environment.OTEL_SDK_DISABLED !== 'true' && environment.OTEL_TRACES_EXPORTER !== 'none';
}

let end: () => Promise<void> = async () => undefined;

/** Sends what is left to send; returns at once when tracing is off. */
export function endTelemetry(): Promise<void> {
  return end();
}

// Runs as soon as it is imported, and is imported first: what is traced must be loaded afterwards. Off, none of
// OpenTelemetry's packages is loaded, hence no import but a require.
if (isTracingWanted(process.env)) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { startTracing } = require('./opentelemetry') as typeof import('./opentelemetry');
  const tracing = startTracing();
  traceWith(tracing);
  end = () => tracing.end();
}
