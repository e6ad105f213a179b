import { mayAccess, ownerFilter, type Principal } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { eachOf } from '../../domain/each-of.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import { isTerminal } from '../../domain/job/job.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { announceStop, type StopDeps } from './announce-stop.ts'
import { readBatch } from './authorize.ts'
import { isOwnRun, type RestartDeps, reopenBatch, restartRun } from './control-job.ts'
import type { CreateOptions } from './create-job.ts'
import type { Orchestrator } from './orchestrator.ts'

export interface BatchRestart {
  /** Jobs that failed (the default), or every one that has ended. */
  only?: 'failed' | 'all' | undefined
  use_cache?: boolean | undefined
}

export interface ControlBatchDeps extends StopDeps {
  jobs: JobStore
  batches: BatchStore
  orchestrator: Pick<Orchestrator, 'transition' | 'follow'>
  clock: Clock
}

/** After this resolves no step of the batch is claimed anywhere until it is active again; running steps finish. */
export async function toggleBatchActive(
  deps: Pick<ControlBatchDeps, 'jobs' | 'batches' | 'orchestrator' | 'clock'>,
  id: string,
  value: boolean | undefined,
  principal: Principal,
): Promise<Batch> {
  await readBatch(deps.batches, id, principal, 'write')
  const now = deps.clock.now()
  const batch = await deps.batches.setActive(id, value, now)
  if (!batch) throw new AppError('not_found')
  await deps.jobs.hold(batch, batch.isActive ? null : 'paused', batch.pause_version, now)
  if (batch.isActive) {
    // The jobs are due for the keeper already; this only saves them the wait.
    await eachOf(deps.jobs.unfinished(id), 20, (job) => deps.orchestrator.follow(job))
  }
  return batch
}

export async function archiveBatch(
  deps: Pick<ControlBatchDeps, 'batches' | 'clock'>,
  id: string,
  archived: boolean,
  principal: Principal,
): Promise<Batch> {
  await readBatch(deps.batches, id, principal, 'write')
  const batch = await deps.batches.setArchived(id, archived, deps.clock.now())
  if (!batch) throw new AppError('not_found')
  return batch
}

/** The batch goes first, so that a crash in between leaves jobs that the keeper finds by their batch. */
export async function deleteBatch(deps: ControlBatchDeps, id: string, principal: Principal): Promise<number> {
  await readBatch(deps.batches, id, principal, 'write')
  await deps.batches.setDeleted(id, deps.clock.now())
  return deleteJobsOf(deps, id)
}

export async function deleteJobsOf(
  deps: Pick<ControlBatchDeps, 'jobs' | 'queue' | 'orchestrator' | 'log'>,
  batchId: string,
): Promise<number> {
  const ids: string[] = []
  await eachOf(deps.jobs.ofBatch(batchId), 20, async (job) => {
    if (job.deleted_at) return
    const result = await deps.orchestrator.transition(job, () => ({ type: 'delete' }))
    if (result.ok) ids.push(job.id)
  })
  await announceStop(deps, ids)
  return ids.length
}

/** Runs jobs of a batch that have ended again, as they are. What cannot be restarted stays as it is. */
export async function restartBatch(
  deps: ControlBatchDeps & RestartDeps,
  id: string,
  { only = 'failed', use_cache }: BatchRestart,
  { principal, useCacheHeader, reserved, origin }: CreateOptions,
): Promise<{ batch: Batch; restarted: number }> {
  await readBatch(deps.batches, id, principal, 'write')
  let restarted = 0
  const requested_at = deps.clock.now()
  await eachOf(deps.jobs.ofBatch(id), 20, async (job) => {
    if (job.deleted_at) return
    if (isOwnRun(job, reserved)) {
      restarted += 1
      return
    }
    if (!isTerminal(job) || (only === 'failed' && job.status !== 'failed')) return
    const request = {
      use_cache: useCacheHeader ?? use_cache,
      requested_at,
      principal,
      request_id: reserved?.creation,
      origin,
    }
    // Somebody else was first, or a template it needs is gone: the others go on.
    const done = await restartRun(deps, job, request, () => reopenBatch(deps, id)).catch((error: unknown) => {
      if (error instanceof AppError && error.code !== 'unavailable') return null
      throw error
    })
    if (done) restarted += 1
  })
  return { batch: await readBatch(deps.batches, id, principal, 'write'), restarted }
}

/** Cancels every job of a batch that has not ended. */
export async function cancelBatch(
  deps: ControlBatchDeps,
  id: string,
  principal: Principal,
): Promise<{ batch: Batch; cancelled: number }> {
  await readBatch(deps.batches, id, principal, 'write')
  const cancelled = await endUnfinished(deps, id, 'cancel')
  return { batch: await readBatch(deps.batches, id, principal, 'write'), cancelled }
}

const batchesAtATime = 200

/**
 * Fails what has not ended in every batch that the caller may write and that is not archived. Finished work is never
 * touched. Returns how many jobs that were.
 */
export async function failAllBatches(deps: ControlBatchDeps, principal: Principal): Promise<number> {
  const filter = { owner: ownerFilter(principal), archived: false }
  let failed = 0
  let after: { created_at: Date; id: string } | null = null
  for (;;) {
    const page: Batch[] = await deps.batches.list(filter, { limit: batchesAtATime, skip: 0, after })
    for (const batch of page) {
      if (mayAccess(principal, batch, 'write')) failed += await endUnfinished(deps, batch.id, 'force_fail')
    }
    const last = page.at(-1)
    if (!last || page.length < batchesAtATime) return failed
    after = { created_at: last.created_at, id: last.id }
  }
}

async function endUnfinished(
  deps: ControlBatchDeps,
  batchId: string,
  type: 'cancel' | 'force_fail',
): Promise<number> {
  const ended: string[] = []
  await eachOf(deps.jobs.unfinished(batchId), 20, async (job) => {
    const result = await deps.orchestrator.transition(job, () => ({ type }))
    if (result.ok) ended.push(job.id)
  })
  await announceStop(deps, ended)
  return ended.length
}
