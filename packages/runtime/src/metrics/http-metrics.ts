import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { answerSeconds } from './buckets.ts'

/** Why a request is held open. */
export const holdKinds = ['stream', 'wait', 'upload', 'preview'] as const
export type HoldKind = (typeof holdKinds)[number]

export interface HttpMetrics {
  /**
   * @param route pattern of the route: ids would each make a series
   * @param seconds until the answer began; null of requests that are held open, whose duration the caller decides
   */
  request(method: string, route: string, status: number, seconds: number | null): void
  /** One more, or one less (-1), is held open. */
  held(kind: HoldKind, change: 1 | -1): void
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

export function createHttpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry]
  const labelNames = ['method', 'route', 'status'] as const
  const requests = new Counter({
    name: 'async_events_http_requests_total',
    help: 'Answered requests, by method, route and status',
    labelNames,
    registers,
  })
  const durations = new Histogram({
    name: 'async_events_http_request_duration_seconds',
    help: 'Time until the answer began, without streams, ?wait and uploads',
    labelNames,
    buckets: answerSeconds,
    registers,
  })
  const held = new Gauge({
    name: 'async_events_http_held_requests',
    help: 'Requests that are held open: event streams, ?wait, uploads, previews',
    labelNames: ['kind'],
    registers,
  })
  for (const kind of holdKinds) held.set({ kind }, 0)
  return {
    request(given, route, status, seconds) {
      const labels = { method: methods.has(given) ? given : 'other', route, status }
      requests.inc(labels)
      if (seconds !== null) durations.observe(labels, seconds)
    },
    held: (kind, change) => held.inc({ kind }, change),
  }
}
