import type { Principal } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { AppError } from '../../domain/errors.ts'
import type { Correction } from '../../domain/job/correction.ts'
import type { Job, RunOrigin } from '../../domain/job/job.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { Reserved } from '../../ports/idempotency-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { announceStop, type StopDeps } from './announce-stop.ts'
import { readJob } from './authorize.ts'
import type { CheckDeps } from './check-request.ts'
import type { CreateOptions } from './create-job.ts'
import type { Orchestrator } from './orchestrator.ts'
import { notTerminal, prepareRestart, type RestartRequest } from './prepare-restart.ts'

export interface EndJobDeps extends StopDeps {
  jobs: Pick<JobStore, 'get'>
  orchestrator: Pick<Orchestrator, 'transition'>
}

export interface RestartDeps extends CheckDeps {
  batches: Pick<BatchStore, 'get' | 'settle'>
  orchestrator: Pick<Orchestrator, 'transition'>
}

export async function cancelJob(deps: EndJobDeps, id: string, principal: Principal): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  const result = await deps.orchestrator.transition(job, () => ({ type: 'cancel' }))
  if (!result.ok && result.reason === 'deleted') throw new AppError('not_found')
  if (!result.ok && result.reason === 'terminal') {
    throw new AppError(
      'conflict',
      `The job is ${result.job.status}; only a job that has not ended can be cancelled.`,
    )
  }
  await announceStop(deps, [id])
  return result.job
}

/** An imported session whose job was deleted gets none again. */
export async function deleteJob(
  deps: EndJobDeps & { batches: Pick<BatchStore, 'dropSession'>; clock: Clock },
  id: string,
  principal: Principal,
): Promise<void> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  if (job.batch_id !== null && job.source !== null)
    await deps.batches.dropSession(job.batch_id, job.source.event_id, deps.clock.now())
  await deps.orchestrator.transition(job, () => ({ type: 'delete' }))
  await announceStop(deps, [id])
}

export async function restartJob(
  deps: RestartDeps & { jobs: Pick<JobStore, 'get'> },
  id: string,
  request: RestartRequest,
  { principal, useCacheHeader, reserved, origin }: CreateOptions,
): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  if (isOwnRun(job, reserved)) return job
  // The batch is open again before the job moves: a crash in between ends it once more, never silently.
  return restartRun(
    deps,
    job,
    {
      ...request,
      use_cache: useCacheHeader ?? request.use_cache,
      principal,
      request_id: reserved?.creation,
      origin,
    },
    () => reopenBatch(deps, job.batch_id),
  )
}

/** Whether the newest run is that of this very request, which crashed before it could answer. */
export const isOwnRun = (job: Job, reserved: Reserved | undefined): boolean =>
  reserved !== undefined && job.run.request_id === reserved.creation

/**
 * A new run of a job that has ended; its correction stays unless another one, or null, is given. `before` is done once
 * the request is known to be right.
 */
export async function restartRun(
  deps: RestartDeps,
  job: Job,
  request: RestartRequest & {
    principal: Principal
    correction?: Correction | null
    requested_at?: Date
    request_id?: string | undefined
    origin?: RunOrigin | undefined
  },
  before: () => Promise<void> = async () => {},
): Promise<Job> {
  const { transition } = await prepareRestart(deps, job, request, request.principal)
  await before()
  const result = await deps.orchestrator.transition(job, () => ({
    ...transition,
    ...(request.requested_at && { requested_at: request.requested_at }),
    ...(request.request_id === undefined ? {} : { request_id: request.request_id }),
    ...(request.origin === undefined ? {} : { origin: request.origin }),
    ...(request.correction === undefined ? {} : { correction: request.correction }),
  }))
  if (!result.ok) {
    if (result.reason === 'deleted') throw new AppError('not_found')
    throw notTerminal(result.job)
  }
  return result.job
}

export async function reopenBatch(
  { batches, clock }: Pick<RestartDeps, 'batches' | 'clock'>,
  id: string | null,
): Promise<void> {
  if (id === null) return
  const batch = await batches.get(id)
  if (!batch || batch.completed_at === null) return
  await batches.settle(
    batch,
    { status: 'processing', generation: batch.generation, completed_at: null },
    clock.now(),
  )
}
