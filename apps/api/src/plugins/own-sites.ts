import { isIP } from 'node:net'
import { AppError } from '@async-events/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AuthMode } from './caller.ts'
import { isProbe } from './is-probe.ts'

/** Which web pages may use the API from a browser, and under which names it may be asked. */
export interface Sites {
  /** Origins of pages elsewhere, exactly as a browser sends them. */
  corsOrigins: readonly string[]
  /** Names beside those of this machine, without a port, lower case. */
  allowedHosts: readonly string[]
  /** At which clients reach the API; empty when that is not known. */
  publicUrl: string
}

export const noSites: Sites = { corsOrigins: [], allowedHosts: [], publicUrl: '' }

/**
 * What a page may send and read beyond what every page may (Fetch standard, section 3.2): all that the OpenAPI document names,
 * and what clients need for downloads. Names that need no permission stand here, too: some of their values do.
 */
const requestHeaders = [
  'Accept',
  'Authorization',
  'Content-Language',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'If-Range',
  'Last-Event-ID',
  'Range',
  'traceparent',
  'tracestate',
  'X-Request-ID',
  'X-Use-Cache',
  'X-User-ID',
].join(', ')
const answerHeaders = [
  'Accept-Ranges',
  'Allow',
  'Content-Disposition',
  // A length is of the bytes on the wire: who cannot see that they are packed takes it for that of the file.
  'Content-Encoding',
  'Content-Language',
  'Content-Length',
  'Content-Range',
  'ETag',
  'Idempotent-Replayed',
  'Location',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-ID',
].join(', ')
const preflightSeconds = '600'

/**
 * Stands between the API and pages in the browsers of people who can reach it.
 *
 * - A page whose name was made to lead here (DNS rebinding) is told by the `Host` that it sends. With `API_AUTH=open`, where
 *   nothing else asks who is there, only names of this machine, addresses and stated names are answered: 421.
 * - What changes something is refused when it comes from a page of another origin, which a browser tells in `Origin` or
 *   `Sec-Fetch-Site`: 403. A program sends neither.
 * - CORS answers the stated origins, never `*`, and never allows credentials: there are no cookies to send.
 */
export function ownSites(app: FastifyInstance, auth: AuthMode, sites: Sites): void {
  const allowed = new Set(sites.corsOrigins)
  const publicHost = URL.canParse(sites.publicUrl) ? new URL(sites.publicUrl) : null
  const names = new Set([...sites.allowedHosts, ...(publicHost ? [publicHost.hostname] : [])])
  const checksHost = auth === 'open' || sites.allowedHosts.length > 0

  app.addHook('onRequest', (request, reply, done) => {
    const host = readHost(request.headers.host)
    if (
      checksHost &&
      !isProbe(request.url) &&
      host &&
      !isLocalName(host.hostname) &&
      !names.has(host.hostname)
    )
      throw new AppError(
        'misdirected_request',
        'The service is not known under this host name; the operator can state it in API_ALLOWED_HOSTS.',
      )
    const { origin } = request.headers
    if (allowed.size > 0) reply.header('vary', 'Origin')
    if (origin !== undefined && allowed.has(origin))
      return answerAllowed(request, reply, origin) ? undefined : done()
    const isOwn = origin === undefined ? !isFromElsewhere(request) : isSameHost(origin, host, publicHost)
    if (!isOwn && !/^(GET|HEAD|OPTIONS)$/.test(request.method))
      throw new AppError(
        'permission_denied',
        'Web pages of another origin may not change anything here; the operator can state them in API_CORS_ORIGINS.',
      )
    done()
  })

  /** Whether that was all that was asked for. */
  function answerAllowed(request: FastifyRequest, reply: FastifyReply, origin: string): boolean {
    reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', answerHeaders)
    const isPreflight =
      request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined
    if (!isPreflight) return false
    const methods = app.methodsOf(request.url)
    reply
      .header('vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers')
      .header('access-control-allow-methods', (methods.length > 0 ? methods : ['GET']).join(', '))
      .header('access-control-allow-headers', requestHeaders)
      .header('access-control-max-age', preflightSeconds)
      .code(204)
      .send()
    return true
  }
}

interface Host {
  /** Lower case, without brackets. */
  hostname: string
  /** With the port, as an origin has it. */
  host: string
}

function readHost(header: string | undefined): Host | null {
  const text = `http://${header ?? ''}/`
  if (header === undefined || !URL.canParse(text)) return null
  const { hostname, host } = new URL(text)
  return { hostname: hostname.replace(/\.$/, ''), host }
}

/** Addresses and names that no name server of a stranger answers for. */
function isLocalName(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return isIP(bare) !== 0 || bare === 'localhost' || bare.endsWith('.localhost')
}

/** Older browsers do not send it; those send `Origin` with whatever changes something. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  return site === 'cross-site' || site === 'same-site'
}

/** The scheme is not compared: what ends TLS in front of this hands on plain HTTP. */
function isSameHost(origin: string, host: Host | null, publicUrl: URL | null): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return url.host === host?.host || (publicUrl !== null && url.host === publicUrl.host)
}
