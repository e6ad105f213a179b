import { mayAccess, type Owned, ownedBy, type Principal, type Right } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job } from '../../domain/job/job.ts'
import type { Upload } from '../../domain/job/upload.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { UploadStore } from '../../ports/upload-store.ts'

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

/** An upload that jobs may still name. */
export async function readUpload(
  { uploads, clock }: { uploads: Pick<UploadStore, 'get'>; clock: Clock },
  id: string,
  principal: Principal,
  right: Right,
): Promise<Upload> {
  const upload = await uploads.get(id)
  if (!upload || upload.expires_at <= clock.now()) throw new AppError('not_found', noUpload)
  requireRight(principal, ownedBy(upload.user_id), right, noUpload)
  return upload
}

const noUpload = 'There is no upload with this id.'
const noJob = 'There is no job with this id.'
const noBatch = 'There is no batch with this id.'

function requireRight(principal: Principal, owned: Owned, right: Right, notThere: string): void {
  if (mayAccess(principal, owned, right)) return
  const isDiscreet = principal.kind === 'user' && principal.discreet === true
  throw isDiscreet ? new AppError('not_found', notThere) : new AppError('permission_denied')
}
