import { AppError, type Fetched } from '@async-events/core'
import { abortable } from '../fetch/abortable.ts'
import { everythingAllowed, parseRobots, productToken, type RobotsRules } from './robots-rules.ts'

/** RFC 9309 requires at least 500 KiB; the rest is ignored. */
export const robotsLimits = { maxBytes: 500 * 1024, timeoutMs: 15_000 } as const

export interface RobotsGateOptions {
  /** Its first word is the product token matched in robots.txt. */
  userAgent: string
  /** Fetches robots.txt through the checks of every fetch; resolves with any status. */
  read: (url: string) => Promise<Pick<Fetched, 'status' | 'body'>>
  /** Cache lifetime of an answer, and retry delay after a failure, in milliseconds. */
  keepMs?: number
  keepFailureMs?: number
}

interface Entry {
  rules: Promise<RobotsRules>
  expires: number
  bytes: number
}

/** Cache size for all hosts; the oldest entries are evicted first. */
const maxEntries = 2_000
const maxKeptBytes = 16 * 1024 * 1024

/**
 * Checks a URL against robots.txt of its host (RFC 9309). Throws `robots_disallowed`, and while robots.txt is unreadable
 * the cause, with a retry time: until then nothing is allowed.
 */
export function createRobotsGate(
  options: RobotsGateOptions,
): (url: URL, signal: AbortSignal) => Promise<void> {
  const { userAgent, read, keepMs = 24 * 3_600_000, keepFailureMs = 60_000 } = options
  const product = productToken(userAgent)
  const entries = new Map<string, Entry>()
  let keptBytes = 0

  function forget(origin: string, entry: Entry): void {
    if (entries.get(origin) !== entry) return
    entries.delete(origin)
    keptBytes -= entry.bytes
  }

  function makeRoom(): void {
    for (const [origin, entry] of entries) {
      if (entries.size <= maxEntries && keptBytes <= maxKeptBytes) return
      forget(origin, entry)
    }
  }

  function start(origin: string): Entry {
    const entry: Entry = {
      rules: Promise.resolve(everythingAllowed),
      expires: Number.POSITIVE_INFINITY,
      bytes: 0,
    }
    entries.set(origin, entry)
    makeRoom()
    const keep = (ms: number): void => {
      entry.expires = performance.now() + ms
    }
    entry.rules = rulesOf(() => read(`${origin}/robots.txt`), product).then(
      (rules) => {
        keep(keepMs)
        if (entries.get(origin) === entry) {
          entry.bytes = rules.size
          keptBytes += rules.size
          makeRoom()
        }
        return rules
      },
      (thrown: AppError) => {
        // Busy host: this is no failure of the file.
        if (thrown.code === 'host_busy') forget(origin, entry)
        keep(keepFailureMs)
        throw thrown
      },
    )
    entry.rules.catch(() => {})
    return entry
  }

  return async (url, signal) => {
    const known = entries.get(url.origin)
    if (known && known.expires <= performance.now()) forget(url.origin, known)
    const entry = entries.get(url.origin) ?? start(url.origin)
    const rules = await abortable(entry.rules, signal).catch((thrown: unknown) => {
      throw thrown instanceof AppError ? unreadable(thrown, entry.expires - performance.now()) : thrown
    })
    if (!rules.allows(url.pathname + url.search))
      throw new AppError(
        'robots_disallowed',
        'robots.txt of the host forbids this service to fetch the source',
      )
  }
}

async function rulesOf(
  read: () => Promise<Pick<Fetched, 'status' | 'body'>>,
  product: string,
): Promise<RobotsRules> {
  try {
    const { status, body } = await read()
    if (status >= 200 && status < 300 && status !== 206) return parseRobots(wholeLines(body), product)
    // 429 is a rate limit, not the absence of rules.
    if (status >= 400 && status < 500 && status !== 429) return everythingAllowed
    throw new AppError('source_unavailable', `robots.txt of the host returned ${status}`)
  } catch (thrown) {
    // A redirect loop counts as no file; where the host is not allowed, its pages are not either.
    if (thrown instanceof AppError && ['too_many_redirects', 'destination_not_allowed'].includes(thrown.code))
      return everythingAllowed
    throw thrown
  }
}

/** A truncated last rule would forbid more than the whole one. */
function wholeLines(body: Buffer): string {
  const text = body.toString('utf8')
  return body.length < robotsLimits.maxBytes ? text : text.slice(0, text.lastIndexOf('\n') + 1)
}

function unreadable(error: AppError, leftMs: number): AppError {
  if (!error.retryable || error.code === 'host_busy') return error
  return new AppError(error.code, `robots.txt of the host cannot be read now: ${error.message}`, {
    retryAfterMs: Math.max(0, Math.ceil(leftMs)),
    cause: error,
  })
}
