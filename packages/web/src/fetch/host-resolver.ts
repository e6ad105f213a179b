import { lookup } from 'node:dns/promises'
import { AppError } from '@async-events/core'

/** All addresses of a name. Rejects with the error codes of `node:dns`. */
export type Resolve = (host: string) => Promise<string[]>

export const systemResolve: Resolve = async (host) =>
  (await lookup(host, { all: true, order: 'verbatim' })).map((entry) => entry.address)

export interface HostResolverOptions {
  resolve?: Resolve | undefined
  /** Timeout of a caller, and time to live of a good or bad answer, in milliseconds. */
  limitMs?: number | undefined
  keepMs?: number | undefined
  keepFailureMs?: number | undefined
  maxEntries?: number | undefined
}

interface Entry {
  answer: Promise<readonly string[]>
  /** The system's DNS lookup still runs and holds a thread, so no second one is started. */
  running: boolean
  expires: number
}

/**
 * Resolves names, with concurrent lookups merged and answers cached. A dead name server costs one thread and one wait per
 * name, not per job. Throws `host_not_found` and `dns_error`.
 */
export function createHostResolver(options: HostResolverOptions = {}): Resolve {
  const { resolve = systemResolve, limitMs = 3_000, keepMs = 60_000, keepFailureMs = 5_000 } = options
  const { maxEntries = 10_000 } = options
  const entries = new Map<string, Entry>()

  function start(host: string): Entry {
    const entry: Entry = { answer: Promise.resolve([]), running: true, expires: Number.POSITIVE_INFINITY }
    const found = Promise.resolve()
      .then(() => resolve(host))
      .then(
        (addresses) => {
          if (addresses.length === 0) throw new AppError('host_not_found')
          entry.expires = performance.now() + keepMs
          return addresses
        },
        (thrown: unknown) => {
          throw lookupError(thrown)
        },
      )
      .finally(() => {
        entry.running = false
        if (entry.expires === Number.POSITIVE_INFINITY) entry.expires = performance.now() + keepFailureMs
      })
    // A late answer is still cached after callers timed out.
    found.then(
      () => {
        entry.answer = found
      },
      () => {},
    )
    entry.answer = within(found, limitMs).catch((thrown: unknown) => {
      if (entry.running) entry.expires = performance.now() + keepFailureMs
      throw thrown
    })
    entry.answer.catch(() => {})
    return entry
  }

  return async (host) => {
    const known = entries.get(host)
    if (known && known.expires > performance.now()) return [...(await known.answer)]
    if (known?.running) {
      known.expires = performance.now() + keepFailureMs
      throw new AppError('dns_error', 'The DNS server does not answer')
    }
    entries.delete(host)
    for (const oldest of entries.keys()) {
      if (entries.size < maxEntries) break
      entries.delete(oldest)
    }
    const entry = start(host)
    entries.set(host, entry)
    return [...(await entry.answer)]
  }
}

async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError('dns_error', 'The DNS server does not answer')), ms)
  })
  try {
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}

function lookupError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
  const missing = code === 'ENOTFOUND' || code === 'ENODATA' || code === 'EAI_NONAME' || code === 'EAI_NODATA'
  return new AppError(missing ? 'host_not_found' : 'dns_error', undefined, { cause: thrown })
}
