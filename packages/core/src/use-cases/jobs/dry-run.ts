import { ownerOf, scopeOf } from '../../domain/access/access.ts'
import type { ErrorDetail } from '../../domain/errors.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { Job } from '../../domain/job/job.ts'
import { mapAtOnce } from '../../domain/map-at-once.ts'
import { invalidRequest } from '../../domain/problems.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import {
  type CheckDeps,
  checkJobRequest,
  type JobRequest,
  type ValidRequest,
  withUploads,
} from './check-request.ts'
import { type BatchRequest, builtBatch, checkBatchRequest, idTaken } from './create-batch.ts'
import { type CreateOptions, singleJob } from './create-job.ts'
import type { PlannedRun } from './plan-restart.ts'
import { type PlanStepsDeps, planSteps } from './plan-steps.ts'
import { type StepAverages, stepAverages } from './step-averages.ts'
import { findUpload } from './uploads.ts'

export interface DryRunDeps extends CheckDeps, PlanStepsDeps {
  jobs: Pick<JobStore, 'list'>
  batches: Pick<BatchStore, 'get'>
  sealer: Sealer
}

/** Jobs that are looked up at a time. */
const atOnce = 8
/** Ids of what a dry run shows: nothing has them. */
const noJobId = 'job-00000000-0000-7000-8000-000000000000'
const noBatchId = 'batch-00000000-0000-7000-8000-000000000000'

export interface PlannedJob {
  /** Place in the request, from 0. */
  place: number
  /** Null, as the plan, where there are problems. */
  job_name: string | null
  problems: ErrorDetail[]
  plan: PlannedRun | null
}

/** What `createJob` would do with this request. Stores nothing, and throws as `createJob` does. */
export async function dryRunJob(
  deps: DryRunDeps,
  request: JobRequest,
  options: CreateOptions,
): Promise<{ job: Job; plan: PlannedRun }> {
  const asked = askedBy(options, request.user_id)
  const { valid: checked, problems } = await checkJobRequest(deps, request, '', asked)
  if (!checked) throw invalidRequest(problems)
  const [valid] = await withUploads(deps, [checked], asked.scope, () => 'parameters')
  if (!valid) throw new TypeError('one request gives one')
  const job = { ...singleJob(deps, request, valid, options), id: noJobId }
  const averages = stepAverages(deps.jobs, options.principal)
  return { job, plan: await planFirstRun(deps, valid, job, averages) }
}

/**
 * What `createBatch` would do with this request: problems of single jobs are told with them, and the others are planned. What
 * is wrong with the batch as a whole is thrown as `createBatch` does. Stores nothing.
 */
export async function dryRunBatch(
  deps: DryRunDeps,
  request: BatchRequest,
  options: CreateOptions,
): Promise<{ batch: Batch; jobs: PlannedJob[] }> {
  const asked = askedBy(options, request.user_id)
  const { checked, problems } = await checkBatchRequest(deps, request, asked)
  if (problems.length > 0) throw invalidRequest(problems)
  const { batch_id: id } = request
  if (id !== undefined && (await deps.batches.get(id))) throw idTaken(id)
  const items = await mapAtOnce(atOnce, checked, (item, place) => withUpload(deps, item, asked.scope, place))
  const valid = items.flatMap((item) => item.valid ?? [])
  const accepted = request.jobs.filter((_, place) => items[place]?.valid)
  const origin = { id: id ?? noBatchId, creation: 'dry-run', now: deps.clock.now() }
  const { batch, jobs } = builtBatch(deps, { ...request, jobs: accepted }, valid, options, origin)
  const averages = stepAverages(deps.jobs, options.principal)
  const planning = { ...deps, cache: withOneMaker(deps.cache) }
  const built = new Map(valid.map((one, place) => [one, jobs[place]]))
  const planned = await mapAtOnce(atOnce, items, async ({ valid: one, problems }, place) => {
    const job = one === null ? undefined : built.get(one)
    if (one === null || job === undefined) return { place, job_name: null, problems, plan: null }
    const plan = await planFirstRun(planning, one, job, averages)
    return { place, job_name: job.job_name, problems, plan }
  })
  return { batch, jobs: planned }
}

function askedBy({ principal }: CreateOptions, userId: string | undefined) {
  return { principal, scope: scopeOf(ownerOf(principal, userId)) }
}

async function withUpload(
  deps: CheckDeps,
  { valid, problems }: { valid: ValidRequest | null; problems: ErrorDetail[] },
  scope: string,
  place: number,
): Promise<{ valid: ValidRequest | null; problems: ErrorDetail[] }> {
  if (!valid) return { valid, problems }
  const path = `jobs[${place}].parameters`
  const found = await findUpload(deps, valid.parameters, { scope, path })
  if (found.problems.length > 0) return { valid: null, problems: found.problems }
  return { valid: { ...valid, parameters: found.parameters }, problems }
}

async function planFirstRun(
  deps: PlanStepsDeps,
  { pipeline }: ValidRequest,
  job: Job,
  averages: StepAverages,
): Promise<PlannedRun> {
  const steps = await planSteps(deps, pipeline, job)
  const estimates = await averages(job.job_type)
  return {
    run: job.run.number,
    use_cache: job.use_cache,
    steps: steps.map((step) => ({
      ...step,
      estimate: step.action === 'run' ? (estimates.get(step.name) ?? null) : null,
    })),
  }
}

/** Each processor's newest maker is asked for once. */
function withOneMaker(cache: PlanStepsDeps['cache']): PlanStepsDeps['cache'] {
  const makers = new Map<string, ReturnType<typeof cache.newestMaker>>()
  return {
    get: (key) => cache.get(key),
    newestMaker(processor) {
      const maker = makers.get(processor) ?? cache.newestMaker(processor)
      makers.set(processor, maker)
      return maker
    },
  }
}
