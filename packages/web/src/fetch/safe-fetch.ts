import { AppError, type Fetched, type FetchRequest, type SafeFetch, type StepLog } from '@async-events/core'
import { allowNothing, type FetchAllow } from '../url/fetch-allow.ts'
import { inspectUrl, isProblem, type UrlTarget } from '../url/inspect-url.ts'
import { checkedAddresses, maxTargetLength, targetOf, withoutFragment } from './checked-addresses.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { exchangeError, statusError } from './fetch-errors.ts'
import { createHostResolver, type HostResolverOptions, type Resolve } from './host-resolver.ts'
import { createHostSlots } from './host-slots.ts'
import { openExchange } from './open-exchange.ts'
import { acceptEncoding, readBody } from './read-body.ts'

export interface SafeFetchOptions {
  allow?: FetchAllow
  /** Names the product and a way to reach its operator. */
  userAgent: string
  /** Looks a name up; the system's resolver by default. */
  resolve?: Resolve
  dns?: Omit<HostResolverOptions, 'resolve'>
  log?: StepLog
  /** Exchanges with one host at a time, and how long one more waits before it is sent away for a while. */
  perHostConcurrency?: number
  slotWaitMs?: number
  /** Limits of the phases, in milliseconds; each request brings its total time. */
  connectMs?: number
  headersMs?: number
  idleMs?: number
}

const maxRedirects = 5
const redirectStatuses = new Set([301, 302, 303, 307, 308])

/**
 * The only way out to the network. A name is looked up once, every address it has must be public or allowed, and the
 * connection goes to exactly these addresses; each redirect is a new URL that passes the same gate.
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const { allow = allowNothing, userAgent, log } = options
  const { connectMs = 10_000, headersMs = 30_000, idleMs = 20_000 } = options
  const resolve = createHostResolver({ ...options.dns, resolve: options.resolve })
  const slots = createHostSlots({
    perHost: options.perHostConcurrency ?? 6,
    waitMs: options.slotWaitMs ?? 10_000,
  })

  /** One exchange: the answer, or where it redirects to. */
  async function visit(
    target: UrlTarget,
    request: FetchRequest,
    deadline: Deadline,
  ): Promise<Fetched | { location: string }> {
    const { signal } = deadline
    deadline.phase(null)
    const addresses = await checkedAddresses(target, signal, { allow, resolve, log })
    const giveBack = await slots.take(target.host, signal)
    try {
      deadline.phase(connectMs, 'The source could not be connected in time')
      const exchange = await openExchange({
        target,
        addresses,
        signal,
        headers: {
          'user-agent': userAgent,
          accept: request.accept ?? '*/*',
          ...(request.acceptLanguage === undefined ? {} : { 'accept-language': request.acceptLanguage }),
          ...(request.etag ? { 'if-none-match': request.etag } : {}),
          ...(request.lastModified ? { 'if-modified-since': request.lastModified } : {}),
          'accept-encoding': acceptEncoding,
        },
        onConnect: () => deadline.phase(headersMs, 'The source did not answer in time'),
      })
      try {
        const { status, headers } = exchange
        const location = headers.location
        if (redirectStatuses.has(status) && location !== undefined) return { location }
        const isUnchanged = status === 304 && Boolean(request.etag || request.lastModified)
        if (!isUnchanged && (status < 200 || status > 299 || status === 206))
          throw statusError(status, headers['retry-after'])
        deadline.phase(idleMs)
        const read = await readBody(exchange.body, {
          headers,
          maxBytes: request.maxBytes,
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

  async function follow(request: FetchRequest, deadline: Deadline): Promise<Fetched> {
    const seen = new Set<string>()
    let target = targetOf(request.url, allow)
    for (;;) {
      seen.add(target.url.href)
      const answer = await visit(target, request, deadline)
      if (!('location' in answer)) return answer
      target = redirectTarget(answer.location, target.url, allow)
      if (seen.has(target.url.href))
        throw new AppError('too_many_redirects', 'The source redirects in a circle')
      if (seen.size > maxRedirects) throw new AppError('too_many_redirects')
    }
  }

  return async (request) => {
    request.signal?.throwIfAborted()
    const deadline = startDeadline(request.timeoutMs, request.signal)
    try {
      return await follow(request, deadline)
    } catch (thrown) {
      // Whatever broke because of the abort, its reason is what happened.
      throw deadline.signal.aborted ? deadline.signal.reason : exchangeError(thrown)
    } finally {
      deadline.end()
    }
  }
}

function redirectTarget(location: string, base: URL, allow: FetchAllow): UrlTarget {
  const stated = utf8Header(location)
  if (!URL.canParse(stated, base.href)) throw new AppError('bad_response', 'The source redirects to nowhere')
  const next = new URL(stated, base)
  next.username = ''
  next.password = ''
  const inspected = inspectUrl(next.href, allow, maxTargetLength)
  if (isProblem(inspected))
    throw new AppError('destination_not_allowed', 'The source redirects to a place we do not go')
  return withoutFragment(inspected)
}

/** Node reads headers as Latin-1; servers that put other letters into a redirect mean UTF-8, as browsers do. */
function utf8Header(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? value : text
}

function readContentType(header: string): Pick<Fetched, 'mediaType' | 'charset'> {
  const [mediaType = '', ...parameters] = header.toLowerCase().split(';')
  const charset = parameters
    .map((part) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(part)?.[1])
    .find((found) => found !== undefined)
  return { mediaType: mediaType.trim(), charset: charset ?? null }
}
