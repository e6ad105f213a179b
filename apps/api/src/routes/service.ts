import { z } from 'zod'
import { serviceErrors } from '../schemas/errors.ts'
import type { App, RouteDeps } from './route-deps.ts'

const checks = z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() }))
const health = z.object({ status: z.enum(['ok', 'unavailable']), checks: checks.optional() }).meta({
  id: 'Health',
  examples: [{ status: 'ok', checks: { mongodb: { ok: true }, redis: { ok: true } } }],
})

export function serviceRoutes(app: App, deps: Pick<RouteDeps, 'isReady' | 'metrics'>): void {
  app.get(
    '/metrics',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'metrics',
        summary: 'Metrics for Prometheus',
        tags: ['service'],
        response: {
          200: { description: 'Text format.', content: { 'text/plain': { schema: z.string() } } },
          ...serviceErrors,
        },
      } as object,
    },
    async (_request, reply) => reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
  )
  app.get(
    '/livez',
    {
      schema: {
        operationId: 'livez',
        summary: 'Liveness probe',
        tags: ['service'],
        response: { 200: health, ...serviceErrors },
      },
    },
    async () => ({ status: 'ok' as const }),
  )
  app.get(
    '/readyz',
    {
      schema: {
        operationId: 'readyz',
        summary: 'Readiness probe',
        tags: ['service'],
        response: { ...serviceErrors, 200: health, 503: health },
      },
    },
    async (_request, reply) => {
      const found = await deps.isReady()
      // Without Redis submissions are accepted and run later; without the rest nothing works.
      const ready = Object.entries(found).every(([name, check]) => check.ok || name === 'redis')
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks: found })
    },
  )
}
