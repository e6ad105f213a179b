import { z } from 'zod'
import manifest from '../../package.json' with { type: 'json' }
import { info } from '../openapi/info.ts'
import { serviceErrors } from '../schemas/errors.ts'
import type { App, RouteDeps } from './route-deps.ts'

const checks = z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() }))
const health = z.object({ status: z.enum(['ok', 'unavailable']), checks: checks.optional() }).meta({
  id: 'Health',
  examples: [{ status: 'ok', checks: { mongodb: { ok: true }, redis: { ok: true } } }],
})

const version = z
  .object({
    version: z.string(),
    commit: z.string().nullable().describe('that it was built from; null when that is not known'),
    built_at: z.string().nullable(),
    node: z.string(),
    api_version: z.string().describe('of the OpenAPI document'),
    processors: z
      .record(z.string(), z.int())
      .describe('a processor with a new version gives another result for the same input'),
  })
  .meta({
    id: 'Version',
    examples: [
      {
        version: '0.1.0',
        commit: '3c124bf',
        built_at: '2026-05-02T08:00:00Z',
        node: 'v24.21.0',
        api_version: '0.1.0',
        processors: { scrape: 7, transform: 12 },
      },
    ],
  })

export function serviceRoutes(
  app: App,
  deps: Pick<RouteDeps, 'isReady' | 'metrics' | 'build' | 'contracts'>,
): void {
  app.get(
    '/version',
    {
      schema: {
        operationId: 'getVersion',
        summary: 'Version of the service and its processors',
        tags: ['service'],
        response: { 200: version, ...serviceErrors },
      },
    },
    async () => ({
      version: manifest.version,
      ...deps.build,
      node: process.version,
      api_version: info.version,
      processors: Object.fromEntries(
        Object.values(deps.contracts).map(({ name, version: one }) => [name, one]),
      ),
    }),
  )
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
      const found = {
        ...(await deps.isReady()),
        ...(app.draining ? { stopping: { ok: false, detail: 'this process is about to stop' } } : {}),
      }
      // Without Redis submissions are accepted and run later; without the rest nothing works.
      const ready = Object.entries(found).every(([name, check]) => check.ok || name === 'redis')
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks: found })
    },
  )
}
