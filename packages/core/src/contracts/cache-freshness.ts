import type { CacheEntry } from '../ports/step-cache.ts'

export interface FreshnessRules {
  /** When the run was asked for: what was begun since is fresh, such as by another job of the batch. */
  since: Date
  /** Whether older outcomes are taken, too. */
  useOld: boolean
  /** How long a source is used without revalidation, in milliseconds. */
  maxAgeMs: number
}

/** Whether a cached outcome is used: `stale` when each of its sources must first be found unchanged. */
export function freshnessOf(
  { created_at, checked_at, sources }: Pick<CacheEntry, 'created_at' | 'checked_at' | 'sources'>,
  { since, useOld, maxAgeMs }: FreshnessRules,
  now: Date,
): 'fresh' | 'stale' | 'unusable' {
  if (created_at > since) return 'fresh'
  if (!useOld) return 'unusable'
  return sources.length === 0 || now.getTime() - checked_at.getTime() < maxAgeMs ? 'fresh' : 'stale'
}
