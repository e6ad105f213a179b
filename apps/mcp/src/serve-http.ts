import { createServer as createHttpServer, type IncomingMessage, type Server } from 'node:http'
import { Client } from '@async-events/client'
import {
  hostHeaderValidation,
  type NodeIncomingMessageLike,
  originValidation,
  toNodeHandler,
} from '@modelcontextprotocol/node'
import {
  createMcpHandler,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
} from '@modelcontextprotocol/server'
import type { McpConfig } from './config.ts'
import { createServer } from './create-server.ts'
import type { DocumentCache } from './read-documents.ts'

export interface HttpService {
  url: string
  close(): Promise<void>
}

type HttpConfig = Pick<McpConfig, 'ASYNC_EVENTS_URL' | 'MCP_HOST' | 'MCP_PORT' | 'MCP_ALLOWED_HOSTS'>

/**
 * Serves `POST /mcp`, and `/livez` for probes. Each request acts for whom it says: its `Authorization` and `X-User-ID` are handed on to the service,
 * and the credentials of this process are never used for others.
 */
export async function serveHttp(config: HttpConfig, onError: (error: Error) => void): Promise<HttpService> {
  const hosts = [...localhostAllowedHostnames(), ...config.MCP_ALLOWED_HOSTS]
  const isOwnHost = hostHeaderValidation(hosts)
  const isOwnOrigin = originValidation([...localhostAllowedOrigins(), ...config.MCP_ALLOWED_HOSTS])
  const handler = createMcpHandler(
    ({ requestInfo }) => {
      const headers = callerHeaders(requestInfo?.headers)
      const client = new Client({ baseUrl: config.ASYNC_EVENTS_URL, headers })
      // Nothing is kept between requests: the next one may be somebody else's.
      const cache: DocumentCache = new Map()
      return createServer(client, cache)
    },
    { onerror: onError },
  )
  const handle = toNodeHandler(handler)
  const server = createHttpServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    // Probes know the process by its address, not by its name.
    if (pathname === '/livez') {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"ok"}')
      return
    }
    if (!isOwnHost(request, response) || !isOwnOrigin(request, response)) return
    if (pathname !== '/mcp') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('The server is at /mcp.\n')
      return
    }
    void Promise.resolve(handle(asRequest(request), response)).catch((error: unknown) => {
      onError(error instanceof Error ? error : new Error(String(error)))
      response.destroy()
    })
  })
  await listen(server, config.MCP_PORT, config.MCP_HOST)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : config.MCP_PORT
  const host = config.MCP_HOST.includes(':') ? `[${config.MCP_HOST}]` : config.MCP_HOST
  return {
    url: `http://${host}:${port}/mcp`,
    async close() {
      await handler.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A request of a server has method and URL; the library's type wants them stated. */
const asRequest = (request: IncomingMessage): NodeIncomingMessageLike => request as NodeIncomingMessageLike

const callerHeaders = (headers: Headers | undefined): Record<string, string> =>
  Object.fromEntries(
    ['authorization', 'x-user-id'].flatMap((name) => {
      const value = headers?.get(name)
      return value ? [[name, value]] : []
    }),
  )

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve)
  })
}
