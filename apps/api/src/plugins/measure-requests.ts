import type { HttpMetrics } from '@async-events/runtime'
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** Milliseconds from its arrival until its answer began; null before. */
    answeredAfter: number | null
  }
}

/** Measures every request by its route, up to the beginning of the answer: how fast a client reads is its own affair. */
export function measureRequests(app: FastifyInstance, metrics: Pick<HttpMetrics, 'request'>): void {
  app.decorateRequest('answeredAfter', null)
  app.addHook('onSend', (request, reply, _payload, done) => {
    request.answeredAfter = reply.elapsedTime
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const ms = request.isHeld ? null : (request.answeredAfter ?? reply.elapsedTime)
    metrics.request(request.method, route, reply.statusCode, ms === null ? null : ms / 1000)
    done()
  })
}
