import { indexMediaType } from '../../domain/artifact.ts'
import { collectBytes } from '../../domain/collect-bytes.ts'
import { AppError } from '../../domain/errors.ts'
import type { ArtifactStore } from '../../ports/artifact-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { ResultStore } from '../../ports/result-store.ts'
import type { StepCache } from '../../ports/step-cache.ts'
import type { UploadStore } from '../../ports/upload-store.ts'
import { continues, type Pass } from './pass.ts'

export interface SweepDeps {
  artifacts: ArtifactStore
  jobs: Pick<JobStore, 'artifacts'>
  results: Pick<ResultStore, 'artifacts'>
  cache: Pick<StepCache, 'artifacts'>
  uploads: Pick<UploadStore, 'artifacts'>
  log: Pick<Logger, 'info'>
}

/** Bytes become visible only through a reference that is written after them; until then they are safe for this long. */
const sweepGraceMs = 60 * 60_000

/**
 * Mark and sweep: removes artifacts that neither an upload, a job, a cached step nor a result refers to, directly or by
 * an index, and that are older than an hour. Returns how many were removed.
 */
export async function sweepArtifacts(deps: SweepDeps, now: Date, pass: Pass = {}): Promise<number> {
  const { artifacts } = deps
  const isOld = (object: { modified_at: Date }): boolean =>
    now.getTime() - object.modified_at.getTime() > sweepGraceMs
  const old = new Set<string>()
  for await (const object of artifacts.list()) {
    if (!continues(pass)) return 0
    if (isOld(object)) old.add(object.key)
  }
  if (old.size === 0) return 0

  const indexes = new Set<string>()
  // Uploads before jobs: one that goes meanwhile was named before by every job that ever will.
  for (const referring of [deps.uploads, deps.jobs, deps.results, deps.cache]) {
    for await (const { key, media_type } of referring.artifacts()) {
      if (!continues(pass)) return 0
      old.delete(key)
      if (media_type === indexMediaType) indexes.add(key)
    }
  }
  for (const index of indexes) {
    if (!continues(pass)) return 0
    for (const key of await keysOfIndex(artifacts, index)) old.delete(key)
  }

  let removed = 0
  for (const key of old) {
    if (!continues(pass)) break
    // Put again meanwhile, it counts as new.
    const object = await artifacts.stat(key)
    if (!object || !isOld(object)) continue
    await artifacts.delete(key)
    removed += 1
  }
  if (removed > 0) deps.log.info({ removed }, 'removed artifacts that nothing refers to')
  return removed
}

/** Far more than any step writes. What an unread index refers to must stay, so a larger one fails the sweep. */
const maxIndexBytes = 256 * 1024 * 1024

const keyInJson = /"key"\s*:\s*"([^"\\]+\/sha256\/[0-9a-f]{64})"/g

async function keysOfIndex(artifacts: ArtifactStore, index: string): Promise<string[]> {
  try {
    const bytes = await collectBytes(await artifacts.open(index), {
      maxBytes: maxIndexBytes,
      tooLarge: () => new AppError('result_too_large', `An index is larger than ${maxIndexBytes} bytes.`),
    })
    return [...bytes.toString().matchAll(keyInJson)].flatMap(([, key]) => key ?? [])
  } catch (error) {
    if (error instanceof AppError && error.code === 'artifact_missing') return []
    throw error
  }
}
