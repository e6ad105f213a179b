import { mayAccess, type Owned, type Principal, type Right } from '../../domain/access/access.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job } from '../../domain/job/job.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'

/** The job, if it is there and the caller has the right. Throws `not_found` or `permission_denied`. */
export async function readJob(
  jobs: Pick<JobStore, 'get'>,
  id: string,
  principal: Principal,
  right: Right,
): Promise<Job> {
  const job = await jobs.get(id)
  if (!job || job.deleted_at || job.hold === 'creating') throw new AppError('not_found', noJob)
  requireRight(principal, job, right, noJob)
  return job
}

export async function readBatch(
  batches: Pick<BatchStore, 'get'>,
  id: string,
  principal: Principal,
  right: Right,
): Promise<Batch> {
  const batch = await batches.get(id)
  if (!batch || batch.deleted_at) throw new AppError('not_found', noBatch)
  requireRight(principal, batch, right, noBatch)
  return batch
}

const noJob = 'There is no job with this id.'
const noBatch = 'There is no batch with this id.'

function requireRight(principal: Principal, owned: Owned, right: Right, notThere: string): void {
  if (mayAccess(principal, owned, right)) return
  const isDiscreet = principal.kind === 'user' && principal.discreet === true
  throw isDiscreet ? new AppError('not_found', notThere) : new AppError('permission_denied')
}
