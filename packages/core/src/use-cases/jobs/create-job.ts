import { initialAccess, ownerOf, type Principal, scopeOf } from '../../domain/access/access.ts'
import { newJobId } from '../../domain/ids.ts'
import type { Job, RunOrigin } from '../../domain/job/job.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { uniqueStems } from '../../domain/unique-stems.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import type { Reserved } from '../../ports/idempotency-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import { buildJob, resolveUseCache } from './build-job.ts'
import {
  type CheckDeps,
  checkJobRequest,
  type JobRequest,
  type ValidRequest,
  withUploads,
} from './check-request.ts'
import type { Orchestrator } from './orchestrator.ts'

export interface CreateJobDeps extends CheckDeps {
  jobs: Pick<JobStore, 'get'>
  orchestrator: Pick<Orchestrator, 'create' | 'follow'>
  sealer: Sealer
}

/** `X-Use-Cache` wins over everything that the body says. */
export interface CreateOptions {
  principal: Principal
  useCacheHeader?: boolean | undefined
  reserved?: Reserved | undefined
  /** The parameters of the request are what the schemas of their pipelines gave. */
  isParsed?: boolean
  /** The HTTP request; its trace becomes that of what is created. */
  origin?: RunOrigin | undefined
}

/** Accepted means durable: resolves after the job is stored. A queue that is down is no reason to refuse. */
export async function createJob(
  deps: CreateJobDeps,
  request: JobRequest,
  options: CreateOptions,
): Promise<Job> {
  const userId = ownerOf(options.principal, request.user_id)
  const asked = { principal: options.principal, scope: scopeOf(userId) }
  const { valid: checked, problems } = await checkJobRequest(deps, request, '', asked, options.isParsed)
  if (!checked) throw invalidRequest(problems)
  const made = options.reserved && (await deps.jobs.get(options.reserved.job_id))
  if (made) {
    await deps.orchestrator.follow(made)
    return made
  }
  const [valid] = await withUploads(deps, [checked], asked.scope, () => 'parameters')
  if (!valid) throw new TypeError('one request gives one')
  return deps.orchestrator.create(singleJob(deps, request, valid, options))
}

/** The job of a checked request that belongs to no batch, ready to be stored. */
export function singleJob(
  deps: Pick<CreateJobDeps, 'clock' | 'sealer'>,
  request: JobRequest,
  valid: ValidRequest,
  options: CreateOptions,
): Job {
  const userId = ownerOf(options.principal, request.user_id)
  const now = deps.clock.now()
  const [stem] = uniqueStems([valid.pipeline.fileStem(valid.parameters)])
  return buildJob(deps, request, valid, {
    id: options.reserved?.job_id ?? newJobId(now),
    now,
    userId,
    access: initialAccess(userId),
    trace: options.origin?.trace ?? null,
    origin: options.origin,
    stem: stem ?? 'session',
    batch: null,
    useCache: resolveUseCache(
      options.useCacheHeader,
      request.use_cache,
      valid.parameters.use_cache,
      undefined,
    ),
  })
}
