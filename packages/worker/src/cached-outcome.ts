import {
  type ArtifactStore,
  artifactKeysIn,
  type CacheEntry,
  type Clock,
  type FetchedSource,
  type FreshnessRules,
  freshnessOf,
  type Logger,
  type SafeFetch,
  type StepCache,
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

/**
 * The cached outcome under this key, if its sources are unchanged and all its artifacts still exist; else null.
 * Never throws: an unreachable cache counts as a miss.
 */
export async function cachedOutcome(
  { cache, artifacts, clock, log, cacheMaxAgeMs }: CachedOutcomeDeps,
  key: string,
  fetch: SafeFetch,
  rules: Omit<FreshnessRules, 'maxAgeMs'>,
): Promise<CacheEntry | null> {
  try {
    const entry = await cache.get(key)
    if (!entry) return null
    const now = clock.now()
    const freshness = freshnessOf(entry, { ...rules, maxAgeMs: cacheMaxAgeMs }, now)
    if (freshness === 'unusable') return null
    const stored = await Promise.all(artifactKeysIn(entry.output).map((each) => artifacts.stat(each)))
    if (stored.some((object) => object === null)) return null
    const isFresh = freshness === 'fresh'
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
