import {
  type AccessChange,
  changedAccess,
  mayAccess,
  ownerFilter,
  type Principal,
} from '../../domain/access/access.ts'
import { eachOf } from '../../domain/each-of.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job } from '../../domain/job/job.ts'
import { isTerminal } from '../../domain/job/job.ts'
import { readBatch, readJob } from './authorize.ts'
import { announceStop, reopenBatch, restartRun } from './control.ts'
import type { CreateDeps } from './create.ts'

export interface BatchRestart {
  /** Jobs that failed (the default), or every one that has ended. */
  only?: 'failed' | 'all' | undefined
  use_cache?: boolean | undefined
}

/** Runs jobs of a batch that have ended again, as they are. What cannot be restarted stays as it is. */
export async function restartBatch(
  deps: CreateDeps,
  id: string,
  { only = 'failed', use_cache }: BatchRestart,
  principal: Principal,
  useCacheHeader?: boolean,
): Promise<{ batch: Batch; restarted: number }> {
  await readBatch(deps.batches, id, principal, 'write')
  let restarted = 0
  await eachOf(deps.jobs.ofBatch(id), 20, async (job) => {
    if (job.deleted_at || !isTerminal(job) || (only === 'failed' && job.status !== 'failed')) return
    const request = { use_cache: useCacheHeader ?? use_cache }
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
  deps: CreateDeps,
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
export async function failAllBatches(deps: CreateDeps, principal: Principal): Promise<number> {
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
  deps: CreateDeps,
  batchId: string,
  type: 'cancel' | 'force_fail',
): Promise<number> {
  const ended: string[] = []
  await eachOf(deps.jobs.unfinished(batchId), 20, async (job) => {
    const result = await deps.orchestrator.transition(job, { type })
    if (result.ok) ended.push(job.id)
  })
  await announceStop(deps, ended)
  return ended.length
}

export async function updateJobAccess(
  deps: Pick<CreateDeps, 'jobs' | 'clock'>,
  id: string,
  change: AccessChange,
  principal: Principal,
): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'admin')
  const changed = await deps.jobs.setAccess(id, changedAccess(job.access_control, change), deps.clock.now())
  if (!changed) throw new AppError('not_found')
  return changed
}

/** The batch's, and that of all its jobs: they took it from the batch when they were made. */
export async function updateBatchAccess(
  deps: Pick<CreateDeps, 'batches' | 'jobs' | 'clock'>,
  id: string,
  change: AccessChange,
  principal: Principal,
): Promise<Batch> {
  const batch = await readBatch(deps.batches, id, principal, 'admin')
  const access = changedAccess(batch.access_control, change)
  const now = deps.clock.now()
  // Jobs first: after a crash in between the caller's repetition still finds the right to do it.
  await deps.jobs.setAccessOfBatch(id, access, now)
  const changed = await deps.batches.setAccess(id, access, now)
  if (!changed) throw new AppError('not_found')
  return changed
}
