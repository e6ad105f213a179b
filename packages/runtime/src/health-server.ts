import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Logger } from '@async-events/core'
import type { Metrics } from './metrics/metrics.ts'

/** The dependencies of a process, by name. */
export type HealthChecks = Record<string, { ok: boolean; detail?: string }>

export interface HealthServer {
  /** The port it listens on, or null if disabled. */
  port: number | null
  close(): Promise<void>
}

export interface HealthServerOptions {
  host: string
  /** No server if undefined; 0: any free port. */
  port: number | undefined
  isReady(): Promise<HealthChecks>
  metrics?: Pick<Metrics, 'contentType' | 'text'>
  /** Further pages, by path: a JSON object each, or 503 where it throws. */
  pages?: Readonly<Record<string, () => Promise<object>>>
  log: Pick<Logger, 'info' | 'warn'>
  /** Timeout of a check, in milliseconds. */
  checkTimeoutMs?: number
}

/**
 * `/livez` answers 200 while the event loop runs; `/readyz` answers 200 or 503 with the checks as JSON;
 * `/metrics` is for Prometheus.
 */
export async function startHealthServer({
  host,
  port,
  isReady,
  metrics,
  pages = {},
  log,
  checkTimeoutMs = 3_000,
}: HealthServerOptions): Promise<HealthServer> {
  if (port === undefined) return { port: null, close: async () => {} }

  const readiness = async (): Promise<HealthChecks> => {
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<HealthChecks>((resolve) => {
      timer = setTimeout(
        () => resolve({ checks: { ok: false, detail: 'no answer in time' } }),
        checkTimeoutMs,
      )
    })
    try {
      return await Promise.race([isReady(), tooLate])
    } catch (error) {
      log.warn({ err: error }, 'the readiness check failed')
      return { checks: { ok: false, detail: 'the check failed' } }
    } finally {
      clearTimeout(timer)
    }
  }

  const answerPage = async (response: ServerResponse, page: () => Promise<object>): Promise<void> => {
    try {
      answer(response, 200, await page())
    } catch (error) {
      log.warn({ err: error }, 'a page of the health server failed')
      answer(response, 503, { status: 'unavailable' })
    }
  }

  const server = createServer(async (request, response) => {
    const path = request.url?.split('?', 1)[0]
    if (path === '/metrics' && metrics && request.method === 'GET') {
      response.setHeader('content-type', metrics.contentType)
      response.end(await metrics.text())
      return
    }
    const page = path !== undefined && Object.hasOwn(pages, path) ? pages[path] : undefined
    if (!page && path !== '/livez' && path !== '/readyz')
      return answer(response, 404, { status: 'not_found' })
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('allow', 'GET, HEAD')
      return answer(response, 405, { status: 'method_not_allowed' })
    }
    if (page) return answerPage(response, page)
    if (path === '/livez') return answer(response, 200, { status: 'ok' })
    const checks = await readiness()
    const ready = Object.values(checks).every((check) => check.ok)
    answer(response, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable', checks })
  })
  server.requestTimeout = 5_000
  server.headersTimeout = 5_000
  server.keepAliveTimeout = 1_000

  server.listen(port, host)
  await once(server, 'listening')
  const bound = (server.address() as AddressInfo).port
  log.info({ host, port: bound }, 'health server listens')
  return {
    port: bound,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve))
      // A probe's idle keep-alive connection would delay the close.
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
