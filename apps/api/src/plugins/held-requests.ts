import { AppError } from '@async-events/core'
import type { HoldKind, HttpMetrics } from '@async-events/runtime'
import type { FastifyInstance } from 'fastify'
import { callerKey } from './caller-key.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /**
     * Counts a request that is held open (a stream, `?wait`, an upload) until the answer is called, at every end.
     * Throws `rate_limited` when its caller holds as many as are allowed, `unavailable` when this process does.
     */
    hold(request: FastifyRequest, kind: HoldKind): () => void
  }
  interface FastifyRequest {
    /** Its caller decides how long it takes. */
    isHeld: boolean
  }
}

export interface HeldLimits {
  /** Of one caller. */
  perCaller: number
  /** Of this process: streams of one job or batch cost a few small queries a second together. */
  inAll: number
}

export const heldLimits: HeldLimits = { perCaller: 100, inAll: 1_000 }

const retryAfterMs = 5_000

/** In this process alone: what is held open ends with it. */
export function heldRequests(
  app: FastifyInstance,
  { perCaller, inAll }: HeldLimits,
  metrics: Pick<HttpMetrics, 'held'>,
): void {
  app.decorateRequest('isHeld', false)
  const held = new Map<string, number>()
  let all = 0
  app.decorate('hold', (request, kind) => {
    const key = callerKey(request)
    const own = held.get(key) ?? 0
    if (own >= perCaller)
      throw new AppError(
        'rate_limited',
        `More than ${perCaller} streams, waiting requests and uploads of one caller at once; end some of them.`,
        { retryAfterMs },
      )
    if (all >= inAll) throw new AppError('unavailable', 'Too many open requests.', { retryAfterMs })
    held.set(key, own + 1)
    all += 1
    request.isHeld = true
    metrics.held(kind, 1)
    let isOpen = true
    return () => {
      if (!isOpen) return
      isOpen = false
      all -= 1
      metrics.held(kind, -1)
      const left = (held.get(key) ?? 1) - 1
      if (left === 0) held.delete(key)
      else held.set(key, left)
    }
  })
}
