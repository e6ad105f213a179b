import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import protobuf from 'protobufjs'
import { z } from 'zod'

/** A span as a collector sees it. Ids in hexadecimal; an empty parent begins the trace. */
export interface ReceivedSpan {
  service: string
  name: string
  kind: string
  trace: string
  id: string
  parent: string
  attributes: Record<string, unknown>
  links: { trace: string; id: string }[]
  /** `error.type` of a span that failed. */
  error: string | null
  started: bigint
  ended: bigint
}

export interface OtlpReceiver {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  url: string
  spans: ReceivedSpan[]
  /** Exports that came, answered or not. */
  exports: number
  close(): Promise<void>
}

/** From open-telemetry/opentelemetry-proto 1.9.0, as they are there (Apache-2.0). */
const protoFolder = join(import.meta.dirname, '../otlp')

/**
 * A collector for tests: takes traces by OTLP over HTTP and decodes them by the published schema. `silent` takes the
 * export and never answers.
 */
export async function startOtlpReceiver({ silent = false } = {}): Promise<OtlpReceiver> {
  const root = new protobuf.Root()
  root.resolvePath = (_origin, target) => join(protoFolder, target)
  await root.load('opentelemetry/proto/collector/trace/v1/trace_service.proto')
  const exported = root.lookupType('opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest')

  const receiver = { url: '', spans: [] as ReceivedSpan[], exports: 0 }
  const server = createServer((request, response) => {
    const read = async (): Promise<void> => {
      const body = await buffer(request)
      receiver.exports += 1
      if (silent) return
      if (!isExport(request)) return void response.writeHead(404).end()
      const message = exported.toObject(exported.decode(body), {
        bytes: String,
        longs: String,
        enums: String,
      })
      receiver.spans.push(...spansOf(exportSchema.parse(message)))
      response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end()
    }
    read().catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(receiver, {
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}

const isExport = ({ method, url, headers }: IncomingMessage): boolean =>
  method === 'POST' && url === '/v1/traces' && headers['content-type'] === 'application/x-protobuf'

/** One of `stringValue`, `intValue` and so on. */
const value = z.record(z.string(), z.unknown()).transform((of) => {
  const [[kind, given] = []] = Object.entries(of)
  return kind === 'intValue' ? Number(given) : given
})
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform((pairs) => Object.fromEntries(pairs.map((pair) => [pair.key, pair.value])))
const id = z.string().transform((base64) => Buffer.from(base64, 'base64').toString('hex'))

const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              kind: z.string(),
              traceId: id,
              spanId: id,
              parentSpanId: id.default(''),
              attributes,
              links: z.array(z.object({ traceId: id, spanId: id })).default([]),
              status: z.object({ code: z.string().optional() }).optional(),
              startTimeUnixNano: z.string(),
              endTimeUnixNano: z.string(),
            }),
          ),
        }),
      ),
    }),
  ),
})

const spansOf = ({ resourceSpans }: z.output<typeof exportSchema>): ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap(({ spans }) => spans)
      .map((span) => ({
        service: String(resource.attributes['service.name']),
        name: span.name,
        kind: span.kind,
        trace: span.traceId,
        id: span.spanId,
        parent: span.parentSpanId,
        attributes: span.attributes,
        links: span.links.map((link) => ({ trace: link.traceId, id: link.spanId })),
        error: span.status?.code === 'STATUS_CODE_ERROR' ? String(span.attributes['error.type']) : null,
        started: BigInt(span.startTimeUnixNano),
        ended: BigInt(span.endTimeUnixNano),
      })),
  )
