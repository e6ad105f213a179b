import type { Principal } from '../../domain/access/access.ts'
import { AppError } from '../../domain/errors.ts'
import type { Correction } from '../../domain/job/correction.ts'
import { isTerminal, type Job } from '../../domain/job/job.ts'
import { restartSteps } from '../../domain/job/plan.ts'
import { uploadIn } from '../../domain/job/upload.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { announceStop, type StopDeps } from './announce-stop.ts'
import { readJob } from './authorize.ts'
import { type CheckDeps, checkParameters } from './check-request.ts'
import type { Orchestrator } from './orchestrator.ts'
import { findUpload } from './uploads.ts'

export interface RestartRequest {
  from_step?: string | undefined
  use_cache?: boolean | undefined
  /** Merged shallowly over the job's; null removes. */
  parameters?: Record<string, unknown> | undefined
}

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

export async function deleteJob(deps: EndJobDeps, id: string, principal: Principal): Promise<void> {
  const job = await readJob(deps.jobs, id, principal, 'write')
  await deps.orchestrator.transition(job, () => ({ type: 'delete' }))
  await announceStop(deps, [id])
}

export async function restartJob(
  deps: RestartDeps & { jobs: Pick<JobStore, 'get'> },
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

/**
 * A new run of a job that has ended; its correction stays unless another one, or null, is given. `before` is done once
 * the request is known to be right.
 */
export async function restartRun(
  deps: RestartDeps,
  job: Job,
  request: RestartRequest & { correction?: Correction | null; requested_at?: Date },
  before: () => Promise<void> = async () => {},
): Promise<Job> {
  if (!isTerminal(job)) throw notTerminal(job)
  const pipeline = deps.pipelines[job.job_type]
  if (!pipeline) throw new AppError('conflict', `The job type "${job.job_type}" is unknown to this server.`)

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
  const result = await deps.orchestrator.transition(job, () => ({
    type: 'restart',
    run: job.run.number,
    from_step: fromStep,
    steps,
    parameters,
    use_cache: request.use_cache ?? job.use_cache,
    ...(request.requested_at && { requested_at: request.requested_at }),
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

const notTerminal = (job: Job): AppError =>
  new AppError('conflict', `The job is ${job.status}; only a job that has ended can be restarted.`)
