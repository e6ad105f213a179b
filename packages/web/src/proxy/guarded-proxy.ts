import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type Duplex, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError, type GuardedProxy, hopHeaders, type Logger, type OpenProxy } from '@async-events/core'
import { checkedAddresses, maxTargetLength } from '../fetch/checked-addresses.ts'
import { connectPinned } from '../fetch/connect-pinned.ts'
import { exchangeError } from '../fetch/fetch-errors.ts'
import { createHostResolver, type HostResolverOptions, type Resolve } from '../fetch/host-resolver.ts'
import { headerLimits } from '../fetch/open-exchange.ts'
import { allowNothing, type FetchAllow } from '../url/fetch-allow.ts'
import { inspectUrl, isProblem, type UrlTarget } from '../url/inspect-url.ts'

export interface GuardedProxyOptions {
  allow?: FetchAllow
  /** Resolves a name; the system's resolver by default. */
  resolve?: Resolve
  dns?: Omit<HostResolverOptions, 'resolve'>
  log?: Pick<Logger, 'info' | 'warn'>
  /** Allowed destination ports; 80 and 443 by default. */
  ports?: readonly number[]
  connectMs?: number
  /** Idle timeout of a connection, in milliseconds. */
  idleMs?: number
  /** Concurrent connections per program. */
  maxConnections?: number
}

/**
 * Forward proxies for programs that open connections: CONNECT, and GET and HEAD of absolute URLs, on 127.0.0.1 with a
 * port and a password per run. Every destination is inspected, looked up once, checked and pinned as
 * `createSafeFetch` does it. A program that bypasses its proxy is not seen: that takes a network namespace around
 * the worker, or a firewall.
 */
export function createGuardedProxies(options: GuardedProxyOptions = {}): OpenProxy {
  const resolve = createHostResolver({ ...options.dns, resolve: options.resolve })
  return (limits) => openProxy({ ...options, resolve, ...limits })
}

interface Settings extends Omit<GuardedProxyOptions, 'resolve'> {
  resolve: Resolve
  maxBytes: number
  signal: AbortSignal
}

async function openProxy(settings: Settings): Promise<GuardedProxy> {
  const { allow = allowNothing, resolve, log, ports = [80, 443], maxBytes, signal } = settings
  const { connectMs = 10_000, idleMs = 20_000, maxConnections = 32 } = settings
  signal.throwIfAborted()
  const credential = `step:${randomBytes(24).toString('base64url')}`
  const closing = new AbortController()
  const open = new Set<Duplex>()
  let refusal: AppError | null = null
  let passed = 0

  const refuse = (error: AppError): AppError => {
    if (error.code === 'destination_not_allowed' || error.code === 'source_too_large') refusal ??= error
    return error
  }

  /** A connection to the program's destination. */
  async function dial(url: string): Promise<{ socket: Socket; target: UrlTarget }> {
    const target = inspectUrl(url, allow, maxTargetLength)
    if (isProblem(target) || !ports.includes(target.port))
      throw refuse(new AppError('destination_not_allowed'))
    const limit = AbortSignal.any([closing.signal, AbortSignal.timeout(connectMs)])
    try {
      const addresses = await checkedAddresses(target, limit, { allow, resolve, log })
      const socket = await connectPinned(target, addresses, limit)
      hold(socket)
      socket.setTimeout(idleMs, () => socket.destroy())
      return { socket, target }
    } catch (thrown) {
      throw refuse(limit.aborted && !closing.signal.aborted ? new AppError('timeout') : exchangeError(thrown))
    }
  }

  function hold(stream: Duplex): void {
    open.add(stream)
    stream.once('close', () => open.delete(stream)).on('error', () => stream.destroy())
  }

  const counted = (): Transform =>
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        passed += chunk.length
        if (passed > maxBytes) done(refuse(new AppError('source_too_large')))
        else done(null, chunk)
      },
    })

  async function tunnel(request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> {
    hold(client)
    if (!mayPass(request, credential)) return answer(client, 407)
    let stands = false
    try {
      // The program has its own TLS inside the tunnel.
      const { socket } = await dial(`http://${request.url ?? ''}/`)
      stands = true
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.write(head)
      await Promise.all([pipeline(client, counted(), socket), pipeline(socket, counted(), client)])
    } catch (thrown) {
      // Once the tunnel is open there is no HTTP response to send.
      if (stands) client.destroy()
      else answer(client, statusOf(thrown))
    }
  }

  async function forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {})
    if (!mayPass(request, credential)) {
      response.writeHead(407, { 'proxy-authenticate': challenge }).end()
      return
    }
    try {
      const { method = '', url = '' } = request
      if (method !== 'GET' && method !== 'HEAD') throw new AppError('method_not_allowed')
      if (!url.startsWith('http://')) throw refuse(new AppError('destination_not_allowed'))
      const { socket, target } = await dial(url)
      const outgoing = httpRequest({
        method,
        path: target.url.pathname + target.url.search,
        headers: { ...endToEnd(request.headers), host: target.url.host, connection: 'close' },
        createConnection: () => socket,
        maxHeaderSize: headerLimits.bytes,
      })
      // Once the response has begun, its connection reports errors.
      outgoing.on('error', () => {}).end()
      const [incoming] = (await once(outgoing, 'response', { signal: closing.signal })) as [IncomingMessage]
      response.writeHead(incoming.statusCode ?? 502, endToEnd(incoming.headers))
      await pipeline(incoming, counted(), response)
    } catch (thrown) {
      if (response.headersSent) response.destroy()
      else response.writeHead(statusOf(thrown)).end()
    }
  }

  const server = createServer(
    { maxHeaderSize: headerLimits.bytes, requestTimeout: connectMs, headersTimeout: connectMs },
    (request, response) => void forward(request, response),
  )
  server.maxConnections = maxConnections
  server.on('connect', (request, client, head) => void tunnel(request, client, head))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const close = async (): Promise<void> => {
    signal.removeEventListener('abort', onAbort)
    if (closing.signal.aborted) return
    closing.abort(new AppError('source_unavailable', 'The proxy is closed'))
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    for (const stream of open) stream.destroy()
    await closed
  }
  const onAbort = (): void => void close()
  signal.addEventListener('abort', onAbort)
  return { url: `http://${credential}@127.0.0.1:${port}`, refusal: () => refusal, close }
}

const challenge = 'Basic realm="proxy"'

function mayPass(request: IncomingMessage, credential: string): boolean {
  const given = /^basic +([\w+/=-]+)$/i.exec(request.headers['proxy-authorization'] ?? '')?.[1] ?? ''
  const [expected, stated] = [Buffer.from(credential), Buffer.from(given, 'base64')]
  return expected.length === stated.length && timingSafeEqual(expected, stated)
}

/** What the program may learn: refused, no answer from the host, or a bad request. */
function statusOf(thrown: unknown): number {
  switch (exchangeError(thrown).code) {
    case 'method_not_allowed':
      return 405
    case 'destination_not_allowed':
    case 'source_too_large':
      return 403
    case 'timeout':
      return 504
    default:
      return 502
  }
}

function answer(client: Duplex, status: number): void {
  const more = status === 407 ? `Proxy-Authenticate: ${challenge}\r\n` : ''
  client.end(`HTTP/1.1 ${status} Refused\r\n${more}Content-Length: 0\r\nConnection: close\r\n\r\n`)
}

function endToEnd(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const named = (headers.connection ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
  const dropped = new Set<string>([...hopHeaders, ...named])
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)))
}
