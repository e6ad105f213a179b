import type { Pipeline } from '../../contracts/pipeline.ts'
import type { Principal } from '../../domain/access/access.ts'
import { AppError } from '../../domain/errors.ts'
import type { Transition } from '../../domain/job/advance.ts'
import { isTerminal, type Job } from '../../domain/job/job.ts'
import { restartSteps } from '../../domain/job/plan.ts'
import { uploadIn } from '../../domain/job/upload.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { type CheckDeps, checkParameters } from './check-request.ts'
import { findUpload } from './uploads.ts'

export interface RestartRequest {
  from_step?: string | undefined
  use_cache?: boolean | undefined
  /** Merged shallowly over the job's; null removes. */
  parameters?: Record<string, unknown> | undefined
}

export interface PreparedRestart {
  pipeline: Pipeline
  transition: Extract<Transition, { type: 'restart' }>
}

/** Checks a request to restart a job that has ended. Throws `conflict` and `validation_error`. */
export async function prepareRestart(
  deps: CheckDeps,
  job: Job,
  request: RestartRequest,
  principal: Principal,
): Promise<PreparedRestart> {
  if (!isTerminal(job)) throw notTerminal(job)
  const pipeline = deps.pipelines[job.job_type]
  if (!pipeline) throw new AppError('conflict', `The job type "${job.job_type}" is unknown to this server.`)

  const parameters = await changedParameters(deps, pipeline, job, request.parameters, principal)
  const fromStep = request.from_step ?? null
  if (fromStep !== null && job.results_expired_at !== null) {
    const message = 'what earlier steps gave was removed after its time; restart without from_step'
    throw invalidRequest([{ path: 'from_step', code: 'expired', message }])
  }
  const steps = restartSteps(job, (outputs) => pipeline.plan(parameters, outputs), fromStep)
  if (!steps) {
    const known = [...new Set(Object.values(job.steps).map((step) => step.name))].join(', ')
    throw invalidRequest([{ path: 'from_step', code: 'unknown', message: `must be one of: ${known}` }])
  }
  return {
    pipeline,
    transition: {
      type: 'restart',
      run: job.run.number,
      from_step: fromStep,
      steps,
      parameters,
      use_cache: request.use_cache ?? job.use_cache,
    },
  }
}

/** The parameters of a job with a change merged over them. Throws `validation_error`. */
export async function changedParameters(
  deps: CheckDeps,
  pipeline: Pipeline,
  job: Job,
  change: RestartRequest['parameters'],
  principal: Principal,
): Promise<Record<string, unknown>> {
  const merged = Object.entries({ ...job.parameters, ...change }).filter(([, value]) => value !== null)
  const checked = await checkParameters(deps, pipeline, Object.fromEntries(merged), 'parameters', {
    principal,
    scope: job.scope,
  })
  const found =
    checked.parameters &&
    (await findUpload(deps, checked.parameters, {
      scope: job.scope,
      path: 'parameters',
      before: uploadIn(job.parameters),
    }))
  const problems = [...checked.problems, ...(found?.problems ?? [])]
  if (!found || problems.length > 0) throw invalidRequest(problems)
  return found.parameters
}

export const notTerminal = (job: Job): AppError =>
  new AppError('conflict', `The job is ${job.status}; only a job that has ended can be restarted.`)
