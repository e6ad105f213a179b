import { z } from 'zod'

const httpUrl = z.string().regex(/^https?:\/\/[^\s?#]+$/, 'must begin with http:// or https://')

export const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const

/**
 * Variables of traces, as a zod shape. They are those of OpenTelemetry, whose SDK reads headers and attributes from the
 * environment itself, and the other `OTEL_EXPORTER_OTLP_*` ones and `OTEL_SERVICE_NAME`.
 */
export const tracingConfig = {
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl
    .optional()
    .describe('OTLP/HTTP endpoint for traces: http://collector:4318; no traces are recorded when unset'),
  OTEL_EXPORTER_OTLP_PROTOCOL: z
    .literal('http/protobuf', 'must be http/protobuf: traces are sent over HTTP, to port 4318 of a collector')
    .default('http/protobuf')
    .describe('protocol of the endpoint'),
  OTEL_EXPORTER_OTLP_HEADERS: z
    .string()
    .optional()
    .describe('headers for the endpoint, such as its credentials: name=value, comma-separated'),
  OTEL_RESOURCE_ATTRIBUTES: z
    .string()
    .optional()
    .describe('further attributes of the resource: deployment.environment.name=production, comma-separated'),
  OTEL_TRACES_SAMPLER: z
    .enum(samplers)
    .default('parentbased_always_on')
    .describe('which traces are recorded; parentbased_traceidratio takes a share of those that begin here'),
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe('share of traces for the samplers by ratio: 0 to 1'),
  OTEL_BSP_SCHEDULE_DELAY: z.coerce
    .number()
    .int()
    .min(1)
    .max(600_000)
    .default(5_000)
    .describe('milliseconds between two exports of spans'),
}
export type TracingConfig = z.output<z.ZodObject<typeof tracingConfig>>
