import { type Logger, type Tracing, untraced } from '@async-events/core'
import type { TracingConfig } from './tracing-config.ts'

export interface TracingOptions {
  /** The process, such as `api` or `worker-scrape`. */
  name: string
  log: Pick<Logger, 'warn'>
}

export interface OpenTracing extends Tracing {
  /** Sends what is recorded, for at most so many milliseconds. Never throws. */
  close(limitMs: number): Promise<void>
}

/**
 * Spans to an OpenTelemetry collector. Without an endpoint nothing is recorded, and nothing of the SDK is loaded, which takes
 * 10 MB and 0.15 s of processor time of each process.
 */
export async function openTracing(config: TracingConfig, options: TracingOptions): Promise<OpenTracing> {
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  if (endpoint === undefined) return { ...untraced, close: async () => {} }
  const { openOtlpTracing } = await import('./otlp-tracing.ts')
  return openOtlpTracing({ ...config, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, options)
}
