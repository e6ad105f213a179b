import { type AccessChange, changedAccess, type Principal } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job } from '../../domain/job/job.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { readBatch, readJob } from './authorize.ts'

export async function updateJobAccess(
  deps: { jobs: Pick<JobStore, 'get' | 'setAccess'>; clock: Clock },
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
  deps: {
    jobs: Pick<JobStore, 'setAccessOfBatch'>
    batches: Pick<BatchStore, 'get' | 'setAccess'>
    clock: Clock
  },
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
