import type {
  ArtifactStore,
  CacheEntry,
  Clock,
  FetchedSource,
  Logger,
  SafeFetch,
  StepCache,
} from '@async-events/core'

export interface CachedOutcomeDeps {
  cache: StepCache
  artifacts: Pick<ArtifactStore, 'stat'>
  clock: Clock
  log: Logger
  /** How long a source is used without revalidation, in milliseconds. */
  cacheMaxAgeMs: number
}

/** An unchanged source answers a conditional request without a body; one that sends more has changed. */
const revalidation = { maxBytes: 64 * 1024, timeoutMs: 30_000 }
const usedAgainMs = 60 * 60_000

export interface Freshness {
  /** When the run was asked for: what was begun since is fresh, such as by another job of the batch. */
  since: Date
  /** Whether older outcomes are taken, too. */
  useOld: boolean
}

/**
 * The cached outcome under this key, if its sources are unchanged and all its artifacts still exist; else null.
 * Never throws: an unreachable cache counts as a miss.
 */
export async function cachedOutcome(
  { cache, artifacts, clock, log, cacheMaxAgeMs }: CachedOutcomeDeps,
  key: string,
  fetch: SafeFetch,
  { since, useOld }: Freshness,
): Promise<CacheEntry | null> {
  try {
    const entry = await cache.get(key)
    if (!entry) return null
    const isNew = entry.created_at > since
    if (!isNew && !useOld) return null
    const stored = await Promise.all(artifactKeysIn(entry.output).map((each) => artifacts.stat(each)))
    if (stored.some((object) => object === null)) return null
    const now = clock.now()
    const isFresh =
      isNew || entry.sources.length === 0 || now.getTime() - entry.checked_at.getTime() < cacheMaxAgeMs
    if (!isFresh && !(await areUnchanged(entry.sources, fetch))) return null
    if (!isFresh || now.getTime() - entry.used_at.getTime() > usedAgainMs)
      await cache.touch(key, { used_at: now, ...(isFresh ? {} : { checked_at: now }) })
    return entry
  } catch (error) {
    log.warn({ err: error }, 'the step cache could not be read')
    return null
  }
}

async function areUnchanged(sources: readonly FetchedSource[], fetch: SafeFetch): Promise<boolean> {
  for (const { url, etag, last_modified } of sources) {
    if (etag === null && last_modified === null) return false
    const answer = await fetch({ url, etag, lastModified: last_modified, ...revalidation }).catch(() => null)
    if (answer?.status !== 304) return false
  }
  return true
}

function artifactKeysIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { key } = value as { key?: unknown }
  const own = typeof key === 'string' && /\/sha256\/[0-9a-f]{64}$/.test(key) ? [key] : []
  return [...own, ...Object.values(value).flatMap(artifactKeysIn)]
}
