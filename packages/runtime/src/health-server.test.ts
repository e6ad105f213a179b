import { afterEach, expect, it } from 'vitest'
import { type HealthChecks, type HealthServer, startHealthServer } from './health-server.ts'
import { createMetrics } from './metrics/metrics.ts'
import { createStepMetrics } from './metrics/step-metrics.ts'

const log = { info: () => {}, warn: () => {} }
let server: HealthServer | undefined
afterEach(async () => server?.close())

async function start(isReady: () => Promise<HealthChecks>) {
  server = await startHealthServer({ host: '127.0.0.1', port: 0, isReady, log, checkTimeoutMs: 100 })
  const { port } = server
  return async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method })
    return { status: response.status, body: method === 'HEAD' ? null : await response.json() }
  }
}

it('shows what the process measures, where it measures', async () => {
  const metrics = createMetrics('test')
  const { ended } = createStepMetrics(metrics.registry, {
    queue: 'scrape',
    slots: 20,
    running: () => 3,
    processors: [],
  })
  ended('scrape', 'completed', 0.2)
  server = await startHealthServer({ host: '127.0.0.1', port: 0, isReady: async () => ({}), log, metrics })
  const answer = await fetch(`http://127.0.0.1:${server.port}/metrics`)
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const text = await answer.text()
  expect(text).toMatch(/async_events_step_duration_seconds_count\{[^}]*processor="scrape"[^}]*\} 1/)
  expect(text).toContain('async_events_worker_running_steps{queue="scrape"} 3')
  expect(text).toContain('process_resident_memory_bytes')
})

it('does nothing without a port', async () => {
  const none = await startHealthServer({ host: '127.0.0.1', port: undefined, isReady: async () => ({}), log })
  expect(none.port).toBeNull()
  await none.close()
})

it('lives always and is ready when every check is', async () => {
  let ok = true
  const get = await start(async () => ({
    mongodb: { ok: true },
    redis: { ok, ...(ok ? {} : { detail: 'refused' }) },
  }))
  expect(await get('/readyz')).toEqual({
    status: 200,
    body: { status: 'ok', checks: { mongodb: { ok: true }, redis: { ok: true } } },
  })
  ok = false
  expect(await get('/readyz?verbose')).toEqual({
    status: 503,
    body: {
      status: 'unavailable',
      checks: { mongodb: { ok: true }, redis: { ok: false, detail: 'refused' } },
    },
  })
  expect((await get('/livez')).status).toBe(200)
  expect((await get('/livez', 'HEAD')).status).toBe(200)
})

it('counts a check that throws or hangs as not ready, without its text', async () => {
  const get = await start(() => Promise.reject(new Error('mongodb://user:password@host')))
  const answer = await get('/readyz')
  expect(answer.status).toBe(503)
  expect(JSON.stringify(answer.body)).not.toContain('password')
  await server?.close()
  const hanging = await start(() => new Promise(() => {}))
  expect((await hanging('/readyz')).status).toBe(503)
})

it('shows further pages, or that one cannot be made', async () => {
  let left = 1
  server = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    isReady: async () => ({}),
    pages: {
      '/queues': async () => {
        if (left-- === 0) throw new Error('mongodb://user:password@host')
        return { scrape: { waiting: 3 } }
      },
    },
    log,
  })
  const get = () => fetch(`http://127.0.0.1:${server?.port}/queues?x`)
  const [first, second] = [await get(), await get()]
  expect([first.status, await first.json()]).toEqual([200, { scrape: { waiting: 3 } }])
  expect([second.status, await second.json()]).toEqual([503, { status: 'unavailable' }])
  const other = await fetch(`http://127.0.0.1:${server?.port}/toString`)
  expect(other.status).toBe(404)
})

it('refuses other paths and methods', async () => {
  const get = await start(async () => ({}))
  expect((await get('/')).status).toBe(404)
  expect((await get('/livez', 'POST')).status).toBe(405)
})
