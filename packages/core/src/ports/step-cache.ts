import type { JobWarning } from '../domain/job/job.ts'

/** What a URL answered when a cached step read it, to ask whether it has changed. */
export interface FetchedSource {
  url: string
  etag: string | null
  last_modified: string | null
}

/** What of a worker decides an outcome, beyond parameters and inputs. */
export interface MadeBy {
  /** Names of the engines by kind; null for one that is not configured. */
  engines: Readonly<Record<string, string | null>>
  /** Of the runner; see `Runner.fingerprint`. */
  fingerprint: string | null
}

/** The outcome of a step, for another step with the same key. */
export interface CacheEntry {
  /** sha256 of all that decides the outcome, the owner's scope included. */
  key: string
  processor: string
  output: unknown
  /** Null of entries of earlier versions. */
  made_by: MadeBy | null
  empty: boolean
  warnings: Omit<JobWarning, 'step'>[]
  /** URLs that were fetched; without any the entry never gets stale. */
  sources: FetchedSource[]
  /** When the step began that made it. */
  created_at: Date
  /** When its sources were last known to be as they were. */
  checked_at: Date
  used_at: Date
}

export interface StepCache {
  get(key: string): Promise<CacheEntry | null>
  put(entry: CacheEntry): Promise<void>
  /** Its sources are unchanged, or it was used. */
  touch(key: string, when: { checked_at?: Date; used_at: Date }): Promise<void>
  /** Who made the newest entry of a processor, for any owner: the workers of now. Null when unknown. */
  newestMaker(processor: string): Promise<MadeBy | null>
  /** Removes entries unused since then. Returns their number. */
  removeUnused(since: Date): Promise<number>
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
}
