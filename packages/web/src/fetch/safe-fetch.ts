import { AppError, type Fetched, type Logger, type SafeFetch } from '@async-events/core'
import { createRobotsGate, robotsLimits } from '../robots/robots-gate.ts'
import { allowNothing, type FetchAllow } from '../url/fetch-allow.ts'
import { inspectUrl, isProblem, type UrlTarget } from '../url/inspect-url.ts'
import { maxTargetLength, targetOf, withoutFragment } from './checked-addresses.ts'
import { type Deadline, withDeadline } from './deadline.ts'
import { createHostResolver, type HostResolverOptions, type Resolve } from './host-resolver.ts'
import { createHostSlots } from './host-slots.ts'
import { type VisitRequest, visit } from './visit.ts'

export interface SafeFetchOptions {
  allow?: FetchAllow
  /** The product's name first, and a way to contact its operator. */
  userAgent: string
  /** Resolves a name; the system's resolver by default. */
  resolve?: Resolve
  dns?: Omit<HostResolverOptions, 'resolve'>
  log?: Pick<Logger, 'info' | 'warn'>
  /** Concurrent exchanges per host, and the longest wait for a slot. */
  perHostConcurrency?: number
  slotWaitMs?: number
  /** Minimum time between starts of exchanges with a host, in milliseconds; none by default. */
  delayMs?: number
  /** Whether fetches obey robots.txt; ignored by default. */
  robots?: 'ignore' | 'respect'
  /** Cache lifetime of robots.txt, and delay before it is read again after a failure, in milliseconds. */
  robotsKeep?: { keepMs: number; keepFailureMs: number }
  /** Timeouts of phases in milliseconds; each request brings its total timeout. */
  connectMs?: number
  headersMs?: number
  idleMs?: number
}

const maxRedirects = 5

type BeforeVisit = (url: URL, signal: AbortSignal) => Promise<void>

/**
 * The only way for outgoing HTTP. A name is looked up once, every address must be public or allowed, and the
 * connection is pinned to these addresses; each redirect passes the same checks.
 */
export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const { allow = allowNothing, userAgent, log } = options
  const deps = {
    allow,
    userAgent,
    log,
    resolve: createHostResolver({ ...options.dns, resolve: options.resolve }),
    slots: createHostSlots({
      perHost: options.perHostConcurrency ?? 6,
      waitMs: options.slotWaitMs ?? 10_000,
      delayMs: options.delayMs ?? 0,
    }),
    connectMs: options.connectMs ?? 10_000,
    headersMs: options.headersMs ?? 30_000,
    idleMs: options.idleMs ?? 20_000,
  }

  async function follow(
    url: string,
    request: VisitRequest,
    deadline: Deadline,
    before?: BeforeVisit,
  ): Promise<Fetched> {
    const seen = new Set<string>()
    let target = targetOf(url, allow)
    for (;;) {
      seen.add(target.url.href)
      await before?.(target.url, deadline.signal)
      const answer = await visit(deps, target, request, deadline)
      if (!('location' in answer)) return answer
      target = redirectTarget(answer.location, target.url, allow)
      if (seen.has(target.url.href))
        throw new AppError('too_many_redirects', 'The source redirects in a loop')
      if (seen.size > maxRedirects) throw new AppError('too_many_redirects')
    }
  }

  const checkRobots =
    options.robots === 'respect'
      ? createRobotsGate({
          userAgent,
          ...options.robotsKeep,
          read: (url) =>
            withDeadline(robotsLimits.timeoutMs, undefined, (deadline) =>
              follow(url, { maxBytes: robotsLimits.maxBytes, accept: 'text/plain', lenient: true }, deadline),
            ),
        })
      : undefined

  return async ({ url, timeoutMs, signal, ...request }) => {
    signal?.throwIfAborted()
    return await withDeadline(timeoutMs, signal, (deadline) => follow(url, request, deadline, checkRobots))
  }
}

function redirectTarget(location: string, base: URL, allow: FetchAllow): UrlTarget {
  const stated = utf8Header(location)
  if (!URL.canParse(stated, base.href)) throw new AppError('bad_response', 'The redirect URL is invalid')
  const next = new URL(stated, base)
  next.username = ''
  next.password = ''
  const inspected = inspectUrl(next.href, allow, maxTargetLength)
  if (isProblem(inspected))
    throw new AppError('destination_not_allowed', 'The source redirects to a disallowed URL')
  return withoutFragment(inspected)
}

/** Node reads headers as Latin-1; other letters in a redirect are UTF-8, as in browsers. */
function utf8Header(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? value : text
}
