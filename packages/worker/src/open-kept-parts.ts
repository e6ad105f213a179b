import { createHash } from 'node:crypto'
import {
  AppError,
  type ArtifactRef,
  artifactRefSchema,
  type Clock,
  canonicalJson,
  type Job,
  type KeptParts,
  type Logger,
  type StepArtifacts,
  type StepCache,
} from '@async-events/core'
import { z } from 'zod'

export interface KeptPartsDeps {
  cache: StepCache
  artifacts: Pick<StepArtifacts, 'put' | 'readText'>
  clock: Clock
  log: Logger
}

const outputSchema = z.object({ part: artifactRefSchema })

/**
 * Parts of a processor's work as entries of the step cache: within the owner's scope, found by the sweep of artifacts,
 * and removed when unused for `RETENTION_CACHE`. With `use_cache=false` only parts that were finished since the run
 * began are taken.
 */
export function openKeptParts(
  { cache, artifacts, clock, log }: KeptPartsDeps,
  processor: string,
  { scope, use_cache, run }: Pick<Job, 'scope' | 'use_cache' | 'run'>,
  onKept: () => void,
): KeptParts {
  const keyOf = (key: string): string =>
    createHash('sha256')
      .update(canonicalJson({ part_of: processor, scope, key }))
      .digest('hex')
  const since = use_cache ? null : (run.started_at ?? clock.now())

  return {
    async get(key) {
      const entry = await cache.get(keyOf(key))
      const output = outputSchema.safeParse(entry?.output)
      if (entry === null || !output.success || (since !== null && entry.created_at < since)) return null
      const text = await readPart(artifacts, output.data.part)
      if (text !== null) await cache.touch(entry.key, { used_at: clock.now() })
      return text === null ? null : JSON.parse(text)
    },
    async put(key, value) {
      try {
        const part = await artifacts.put(JSON.stringify(value), 'application/json')
        const now = clock.now()
        const times = { created_at: now, checked_at: now, used_at: now }
        const made = { made_by: null, output: { part }, empty: false, warnings: [], sources: [] }
        await cache.put({ key: keyOf(key), processor, ...made, ...times })
        onKept()
      } catch (error) {
        log.warn({ err: error }, 'a finished part of a step was not kept')
      }
    },
  }
}

async function readPart(artifacts: KeptPartsDeps['artifacts'], ref: ArtifactRef): Promise<string | null> {
  try {
    return await artifacts.readText(ref)
  } catch (error) {
    if (error instanceof AppError && error.code === 'artifact_missing') return null
    throw error
  }
}
