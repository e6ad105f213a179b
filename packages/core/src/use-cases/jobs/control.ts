import type { Principal } from '../../domain/access/access.ts'
import { eachOf } from '../../domain/each-of.ts'
import { AppError } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job } from '../../domain/job/job.ts'
import { isTerminal } from '../../domain/job/job.ts'
import { restartSteps } from '../../domain/job/plan.ts'
import { uploadIn } from '../../domain/job/upload.ts'
import { readBatch, readJob } from './authorize.ts'
import { type CreateDeps, checkParameters } from './create.ts'
import { findUpload } from './uploads.ts'

export interface RestartRequest {
  from_step?: string | undefined
  use_cache?: boolean | undefined
  /** Merged shallowly over the job's; null removes. */
  parameters?: Record<string, unknown> | undefined
}

export async function cancelJob(deps: CreateDeps, id: string, principal: Principal): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  const result = await deps.orchestrator.transition(job, { type: 'cancel' })
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

export async function deleteJob(deps: CreateDeps, id: string, principal: Principal): Promise<void> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  await deps.orchestrator.transition(job, { type: 'delete' })
  await announceStop(deps, [id])
}

export async function restartJob(
  deps: CreateDeps,
  id: string,
  request: RestartRequest,
  principal: Principal,
  useCacheHeader?: boolean,
): Promise<Job> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  // The batch is open again before the job moves: a crash in between ends it once more, never silently.
  return restartRun(deps, job, { ...request, use_cache: useCacheHeader ?? request.use_cache }, () =>
    reopenBatch(deps, job.batch_id),
  )
}

/** A new run of a job that has ended. `before` is done once the request is known to be right. */
export async function restartRun(
  deps: CreateDeps,
  job: Job,
  request: RestartRequest,
  before: () => Promise<void> = async () => {},
): Promise<Job> {
  if (!isTerminal(job)) throw notTerminal(job)
  const pipeline = deps.pipelines[job.job_type]
  if (!pipeline) throw new AppError('conflict', `The job type "${job.job_type}" is not known to this server.`)

  const merged = Object.entries({ ...job.parameters, ...request.parameters }).filter(
    ([, value]) => value !== null,
  )
  const checked = await checkParameters(deps, pipeline, Object.fromEntries(merged), 'parameters')
  const found =
    checked.parameters &&
    (await findUpload(deps, checked.parameters, {
      scope: job.scope,
      path: 'parameters',
      before: uploadIn(job.parameters),
    }))
  const parameters = found?.parameters
  const problems = [...checked.problems, ...(found?.problems ?? [])]
  if (!parameters || problems.length > 0) {
    throw new AppError('validation_error', 'The merged parameters are not valid.', { details: problems })
  }
  const fromStep = request.from_step ?? null
  if (fromStep !== null && job.results_expired_at !== null) {
    const message = 'what earlier steps gave was removed after its time; restart without from_step'
    throw new AppError('validation_error', `from_step: ${message}.`, {
      details: [{ path: 'from_step', code: 'expired', message }],
    })
  }
  const steps = restartSteps(job, (outputs) => pipeline.plan(parameters, outputs), fromStep)
  if (!steps) {
    const known = [...new Set(Object.values(job.steps).map((step) => step.name))].join(', ')
    throw new AppError('validation_error', `This job has no step "${fromStep}".`, {
      details: [{ path: 'from_step', code: 'unknown', message: `must be one of: ${known}` }],
    })
  }
  await before()
  const result = await deps.orchestrator.transition(job, {
    type: 'restart',
    run: job.run.number,
    from_step: fromStep,
    steps,
    parameters,
    use_cache: request.use_cache ?? job.use_cache,
  })
  if (!result.ok) {
    if (result.reason === 'deleted') throw new AppError('not_found')
    throw notTerminal(result.job)
  }
  return result.job
}

export async function reopenBatch(deps: CreateDeps, id: string | null): Promise<void> {
  if (id === null) return
  const batch = await deps.batches.get(id)
  if (!batch || batch.completed_at === null) return
  await deps.batches.settle(
    batch,
    { status: 'processing', generation: batch.generation, completed_at: null },
    deps.clock.now(),
  )
}

const notTerminal = (job: Job): AppError =>
  new AppError('conflict', `The job is ${job.status}; only a job that has ended can be restarted.`)

/** After this resolves no step of the batch is claimed anywhere until it is active again; running steps finish. */
export async function toggleBatchActive(
  deps: CreateDeps,
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
  deps: CreateDeps,
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
export async function deleteBatch(deps: CreateDeps, id: string, principal: Principal): Promise<number> {
  await readBatch(deps.batches, id, principal, 'write')
  await deps.batches.setDeleted(id, deps.clock.now())
  return deleteJobsOf(deps, id)
}

export async function deleteJobsOf(
  deps: Pick<CreateDeps, 'jobs' | 'queue' | 'orchestrator' | 'log'>,
  batchId: string,
): Promise<number> {
  const ids: string[] = []
  await eachOf(deps.jobs.ofBatch(batchId), 20, async (job) => {
    if (job.deleted_at) return
    const result = await deps.orchestrator.transition(job, { type: 'delete' })
    if (result.ok) ids.push(job.id)
  })
  await announceStop(deps, ids)
  return ids.length
}

export async function announceStop(deps: Pick<CreateDeps, 'queue' | 'log'>, ids: string[]): Promise<void> {
  if (ids.length === 0) return
  await deps.queue.announceStop(ids).catch((error: unknown) => {
    deps.log.warn({ err: error }, 'workers were not told to stop; their next heartbeat tells them')
  })
}
