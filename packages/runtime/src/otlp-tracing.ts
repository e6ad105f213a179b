import { AsyncLocalStorage } from 'node:async_hooks'
import { hostname } from 'node:os'
import type { Span, SpanAttributes, SpanOptions, Trace } from '@async-events/core'
import {
  type Attributes,
  createTraceState,
  DiagLogLevel,
  diag,
  isSpanContextValid,
  type Span as OtelSpan,
  ROOT_CONTEXT,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  trace as traceApi,
} from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import {
  defaultResource,
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  serviceNameEnvDetector,
} from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import type { OpenTracing, TracingOptions } from './tracing.ts'
import type { TracingConfig } from './tracing-config.ts'

/** Between two lines of the log about spans that are lost. */
const quietMs = 60_000

const kinds = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const

/**
 * `Tracing` by the SDK of OpenTelemetry. Ended spans wait in memory, at most 2,048 of them, and are sent in the background;
 * while the collector is away or slow further ones are dropped, and the log says so once a minute.
 */
export function openOtlpTracing(
  config: TracingConfig & { OTEL_EXPORTER_OTLP_ENDPOINT: string },
  { name, log }: TracingOptions,
): OpenTracing {
  tellTrouble(log)
  const exporter = new OTLPTraceExporter({
    url: `${config.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/+$/, '')}/v1/traces`,
  })
  const provider = new TracerProvider({
    resource: resourceOf(name),
    sampler: samplerOf(config.OTEL_TRACES_SAMPLER, config.OTEL_TRACES_SAMPLER_ARG),
    spanLimits: { attributeValueLengthLimit: 1_000 },
    spanProcessors: [
      new BatchSpanProcessor({ exporter, scheduledDelayMillis: config.OTEL_BSP_SCHEDULE_DELAY }),
    ],
  })
  const tracer = provider.getTracer('async-events')
  const current = new AsyncLocalStorage<Span>()

  return {
    isOn: true,
    start(spanName, { kind = 'internal', parent, links = [], attributes = {} }: SpanOptions) {
      const above = contextOf(parent)
      const options = {
        kind: kinds[kind],
        attributes: known(attributes),
        links: links.flatMap((link) => {
          const context = contextOf(link)
          return context === null ? [] : [{ context }]
        }),
      }
      const around = above === null ? ROOT_CONTEXT : traceApi.setSpanContext(ROOT_CONTEXT, above)
      return toSpan(tracer.startSpan(spanName, options, around))
    },
    within: (span, act) => current.run(span, act),
    active: () => current.getStore()?.trace ?? null,
    async close(limitMs) {
      let timer: NodeJS.Timeout | undefined
      const limit = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, limitMs)
      })
      // A failed export has been told by then.
      await Promise.race([provider.shutdown().catch(() => {}), limit])
      clearTimeout(timer)
    },
  }
}

function toSpan(span: OtelSpan): Span {
  const context = span.spanContext()
  const flags = context.traceFlags.toString(16).padStart(2, '0')
  let ended = false
  return {
    trace: {
      parent: `00-${context.traceId}-${context.spanId}-${flags}`,
      state: context.traceState?.serialize() || null,
    },
    rename: (name) => void span.updateName(name),
    set: (attributes) => void span.setAttributes(known(attributes)),
    fail(code, message) {
      span.setAttribute('error.type', code)
      span.setStatus({ code: SpanStatusCode.ERROR, ...(message === undefined ? {} : { message }) })
    },
    end() {
      if (ended) return
      ended = true
      span.end()
    },
  }
}

function contextOf(trace: Trace | null): SpanContext | null {
  if (trace === null) return null
  const [, traceId = '', spanId = '', flags = ''] = trace.parent.split('-')
  const context: SpanContext = {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16),
    isRemote: true,
    ...(trace.state === null ? {} : { traceState: createTraceState(trace.state) }),
  }
  return isSpanContextValid(context) ? context : null
}

function known(attributes: SpanAttributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined))
}

/** What the operator says by `OTEL_SERVICE_NAME` and `OTEL_RESOURCE_ATTRIBUTES` wins. */
const resourceOf = (name: string) =>
  defaultResource()
    .merge(
      resourceFromAttributes({
        'service.namespace': 'async-events',
        'service.name': `async-events-${name}`,
        'host.name': hostname(),
        'process.pid': process.pid,
      }),
    )
    .merge(
      detectResources({
        detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector, serviceNameEnvDetector],
      }),
    )

function samplerOf(name: TracingConfig['OTEL_TRACES_SAMPLER'], share: number): Sampler {
  switch (name) {
    case 'always_on':
      return new AlwaysOnSampler()
    case 'always_off':
      return new AlwaysOffSampler()
    case 'traceidratio':
      return new TraceIdRatioBasedSampler(share)
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: new AlwaysOnSampler() })
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: new AlwaysOffSampler() })
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) })
  }
}

/** The SDK reports failed exports and dropped spans here; each of a collector that is away, which would be many. */
function tellTrouble(log: TracingOptions['log']): void {
  let quietUntil = 0
  const tell = (message: string): void => {
    const now = performance.now()
    if (now < quietUntil) return
    quietUntil = now + quietMs
    log.warn({ reason: message.slice(0, 500) }, 'spans are lost: the collector cannot be reached or is slow')
  }
  const ignore = (): void => {}
  const logger = { error: tell, warn: tell, info: ignore, debug: ignore, verbose: ignore }
  diag.setLogger(logger, { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true })
}
