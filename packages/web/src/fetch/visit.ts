import type { Fetched, FetchRequest, Logger } from '@async-events/core'
import type { FetchAllow } from '../url/fetch-allow.ts'
import type { UrlTarget } from '../url/inspect-url.ts'
import { checkedAddresses } from './checked-addresses.ts'
import type { Deadline } from './deadline.ts'
import { statusError } from './fetch-errors.ts'
import type { Resolve } from './host-resolver.ts'
import type { HostSlots } from './host-slots.ts'
import { openExchange } from './open-exchange.ts'
import { acceptEncoding, readBody } from './read-body.ts'

export interface VisitDeps {
  allow: FetchAllow
  resolve: Resolve
  slots: HostSlots
  userAgent: string
  log: Pick<Logger, 'info' | 'warn'> | undefined
  /** Timeouts in milliseconds. */
  connectMs: number
  headersMs: number
  idleMs: number
}

export interface VisitRequest extends Omit<FetchRequest, 'url' | 'timeoutMs' | 'signal'> {
  /** Accepts every status, and truncates a body over the limit. */
  lenient?: boolean
}

/** The response, or the redirect target. */
export type Visited = Fetched | { location: string }

const redirectStatuses = new Set([301, 302, 303, 307, 308])

/** One exchange with one host: checks its addresses, waits for a slot, and follows no redirect. */
export async function visit(
  deps: VisitDeps,
  target: UrlTarget,
  request: VisitRequest,
  deadline: Deadline,
): Promise<Visited> {
  const { signal } = deadline
  deadline.phase(null)
  const addresses = await checkedAddresses(target, signal, deps)
  const giveBack = await deps.slots.take(target.host, signal)
  try {
    deadline.phase(deps.connectMs, 'Connecting to the source timed out')
    const exchange = await openExchange({
      target,
      addresses,
      signal,
      headers: headersOf(request, deps.userAgent),
      onConnect: () => deadline.phase(deps.headersMs, 'The source did not answer in time'),
    })
    try {
      const { status, headers } = exchange
      const location = headers.location
      if (redirectStatuses.has(status) && location !== undefined) return { location }
      const isUnchanged = status === 304 && Boolean(request.etag || request.lastModified)
      if (!isUnchanged && (status < 200 || status > 299 || status === 206)) {
        const error = statusError(status, headers['retry-after'])
        // The two statuses about the host, not about one resource: RFC 6585, RFC 9110 section 10.2.3.
        if ((status === 429 || status === 503) && error.retryAfterMs)
          deps.slots.rest(target.host, error.retryAfterMs)
        if (!request.lenient) throw error
      }
      deadline.phase(deps.idleMs)
      const read = await readBody(exchange.body, {
        headers,
        maxBytes: request.maxBytes,
        cut: request.lenient ?? false,
        signal,
        file: isUnchanged ? undefined : request.toFile,
        onChunk: (received, total) => {
          deadline.touch()
          request.onProgress?.(received, total)
        },
      })
      return {
        url: target.url.href,
        status,
        headers,
        ...readContentType(headers['content-type'] ?? ''),
        ...read,
      }
    } finally {
      exchange.destroy()
    }
  } finally {
    giveBack()
  }
}

const headersOf = (request: VisitRequest, userAgent: string): Record<string, string> => ({
  'user-agent': userAgent,
  accept: request.accept ?? '*/*',
  ...(request.acceptLanguage === undefined ? {} : { 'accept-language': request.acceptLanguage }),
  ...(request.etag ? { 'if-none-match': request.etag } : {}),
  ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
  'accept-encoding': acceptEncoding,
})

function readContentType(header: string): Pick<Fetched, 'mediaType' | 'charset'> {
  const [mediaType = '', ...parameters] = header.toLowerCase().split(';')
  const charset = parameters
    .map((part) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(part)?.[1])
    .find((found) => found !== undefined)
  return { mediaType: mediaType.trim(), charset: charset ?? null }
}
