import { randomUUID } from 'node:crypto'
import type { Pipeline, Pipelines } from '../../contracts/pipeline.ts'
import { initialAccess, ownerOf, type Principal, scopeOf } from '../../domain/access/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { crashPoint } from '../../domain/crash-point.ts'
import { AppError, type ErrorDetail, toAppError } from '../../domain/errors.ts'
import { newBatchId, newJobId } from '../../domain/ids.ts'
import { settle } from '../../domain/job/advance.ts'
import type { Batch } from '../../domain/job/batch.ts'
import { dispatchesOf } from '../../domain/job/dispatch.ts'
import type { AccessControl, Job, StoredWebhook } from '../../domain/job/job.ts'
import { limits, schemaVersion } from '../../domain/job/job.ts'
import { freshStep } from '../../domain/job/plan.ts'
import { nextWake } from '../../domain/job/wake.ts'
import { uniqueStems } from '../../domain/unique-stems.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import { splitWebhookUrl } from '../../domain/webhook/webhook.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { Reserved } from '../../ports/idempotency-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { StepQueue } from '../../ports/step-queue.ts'
import type { UploadStore } from '../../ports/upload-store.ts'
import type { Orchestrator } from './orchestrator.ts'
import { findUpload } from './uploads.ts'

export interface WebhookRequest {
  url: string
  headers?: Record<string, string> | undefined
  include_markdown?: boolean | undefined
  include_metadata?: boolean | undefined
  events?: string[] | undefined
  secret?: string | undefined
}

/** A job as a client asks for it, after its shape was checked; `parameters` are checked here, by its pipeline. */
export interface JobRequest {
  parameters: unknown
  job_type?: string | undefined
  webhook?: WebhookRequest | undefined
  user_id?: string | undefined
  job_name?: string | undefined
  use_cache?: boolean | undefined
  priority?: number | undefined
  external_id?: string | undefined
  not_before?: string | undefined
}

export interface BatchRequest {
  jobs: JobRequest[]
  batch_id?: string | undefined
  batch_name?: string | undefined
  webhook?: WebhookRequest | undefined
  user_id?: string | undefined
  use_cache?: boolean | undefined
}

export interface CreateDeps {
  jobs: JobStore
  batches: BatchStore
  queue: StepQueue
  uploads: Pick<UploadStore, 'get'>
  orchestrator: Orchestrator
  pipelines: Pipelines
  sealer: Sealer
  clock: Clock
  /** The visible part of the URL guard; throws AppError. */
  checkUrl(url: string): void
  log: Pick<Logger, 'warn'>
}

/** `X-Use-Cache` wins over everything that the body says. */
export interface CreateOptions {
  principal: Principal
  useCacheHeader?: boolean | undefined
  reserved?: Reserved | undefined
}

/** Accepted means durable: resolves after the job is stored. A queue that is down is no reason to refuse. */
export async function createJob(deps: CreateDeps, request: JobRequest, options: CreateOptions): Promise<Job> {
  const { valid: checked, problems } = await validate(deps, request, '')
  if (!checked) throw invalid(problems)
  const userId = ownerOf(options.principal, request.user_id)
  const made = options.reserved && (await deps.jobs.get(options.reserved.job_id))
  if (made) {
    await deps.orchestrator.follow(made)
    return made
  }
  const [valid] = await withUploads(deps, [checked], scopeOf(userId), () => 'parameters')
  if (!valid) throw new TypeError('one request gives one')
  const now = deps.clock.now()
  const [stem] = uniqueStems([valid.pipeline.fileStem(valid.parameters)])
  const job = buildJob(deps, request, valid, {
    id: options.reserved?.job_id ?? newJobId(now),
    now,
    userId,
    access: initialAccess(userId),
    stem: stem ?? 'session',
    batch: null,
    useCache: resolveUseCache(
      options.useCacheHeader,
      request.use_cache,
      valid.parameters.use_cache,
      undefined,
    ),
  })
  await deps.jobs.insert([job])
  crashPoint('after-insert')
  await deps.orchestrator.follow(job)
  return job
}

/** All or nothing: jobs are stored on hold, the batch document is the commit, then they are released and published. */
export async function createBatch(
  deps: CreateDeps,
  request: BatchRequest,
  options: CreateOptions,
): Promise<{ batch: Batch; jobs: Job[] }> {
  const checked = await Promise.all(request.jobs.map((job, index) => validate(deps, job, `jobs[${index}].`)))
  const problems = checked.flatMap((item) => item.problems)
  if (request.webhook)
    problems.push(...urlProblems(deps, [{ path: 'webhook.url', url: request.webhook.url }], ''))
  for (const [index, job] of request.jobs.entries()) {
    if (job.user_id !== undefined && job.user_id !== request.user_id) {
      problems.push({
        path: `jobs[${index}].user_id`,
        code: 'not_allowed',
        message: 'jobs of a batch belong to the user of the batch',
      })
    }
  }
  const shaped = checked.flatMap((item) => (item.valid ? [item.valid] : []))
  if (problems.length > 0 || shaped.length < request.jobs.length) throw invalid(problems)

  const userId = ownerOf(options.principal, request.user_id)
  const now = deps.clock.now()
  const id = request.batch_id ?? options.reserved?.batch_id ?? newBatchId(now)
  const creation = options.reserved?.creation ?? randomUUID()
  const known = await deps.batches.get(id)
  // Made before by this very request, which crashed before it could answer.
  if (known && known.creation === options.reserved?.creation) {
    const jobs = await Array.fromAsync(deps.jobs.ofBatch(id))
    await release(deps, known, jobs, now)
    return { batch: known, jobs }
  }
  if (known) throw taken(id)
  const valid = await withUploads(deps, shaped, scopeOf(userId), (place) => `jobs[${place}].parameters`)
  if (options.reserved) await removeJobsOf(deps, id, creation)
  const access = initialAccess(userId)
  const webhook = request.webhook ? storeWebhook(deps.sealer, request.webhook) : null
  const stems = uniqueStems(valid.map(({ pipeline, parameters }) => pipeline.fileStem(parameters)))
  const jobs = valid.map((item, place) =>
    buildJob(deps, request.jobs[place] ?? { parameters: null }, item, {
      id: newJobId(now),
      now,
      userId,
      access,
      stem: stems[place] ?? 'session',
      batch: { id, place, webhook, creation },
      useCache: resolveUseCache(
        options.useCacheHeader,
        request.jobs[place]?.use_cache,
        item.parameters.use_cache,
        request.use_cache,
      ),
    }),
  )
  const batch: Batch = {
    id,
    schema_version: schemaVersion,
    batch_name: request.batch_name ?? id,
    creation,
    status: 'pending',
    generation: 0,
    isActive: true,
    pause_version: 1,
    archived: false,
    revision: 1,
    user_id: userId,
    access_control: access,
    webhook,
    use_cache: request.use_cache ?? null,
    created_at: now,
    updated_at: now,
    completed_at: null,
    deleted_at: null,
  }
  await deps.jobs.insert(jobs)
  crashPoint('after-insert')
  if (!(await deps.batches.insert(batch))) {
    await Promise.allSettled(jobs.map((job) => deps.jobs.remove(job.id)))
    throw taken(id)
  }
  crashPoint('after-batch')
  await release(deps, batch, jobs, now)
  return { batch, jobs }
}

/** Jobs that an earlier try of the same request left behind when it crashed before its batch was stored. */
async function removeJobsOf({ jobs }: CreateDeps, batchId: string, creation: string): Promise<void> {
  for await (const job of jobs.ofBatch(batchId)) if (job.creation === creation) await jobs.remove(job.id)
}

/**
 * After the commit. Whatever fails here is done by the keeper: released jobs carry a time to be looked at.
 * The events of creation are relayed by the keeper too, a batch of 2000 has its answer before.
 */
async function release(deps: CreateDeps, batch: Batch, jobs: Job[], now: Date): Promise<void> {
  try {
    await deps.jobs.hold(batch, null, 1, now)
    crashPoint('after-release')
    await deps.queue.publish(jobs.flatMap((job) => dispatchesOf({ ...job, hold: null }, now)))
    crashPoint('after-add')
  } catch (error) {
    deps.log.warn({ err: error, batch_id: batch.id }, 'batch was stored but not published; the keeper will')
  }
}

const taken = (id: string): AppError =>
  new AppError('conflict', `A batch with the id "${id}" exists already.`)

interface ValidRequest {
  pipeline: Pipeline
  parameters: Record<string, unknown>
}

async function validate(
  deps: CreateDeps,
  request: JobRequest,
  prefix: string,
): Promise<{ valid: ValidRequest | null; problems: ErrorDetail[] }> {
  const type = request.job_type ?? 'session'
  const pipeline = Object.hasOwn(deps.pipelines, type) ? deps.pipelines[type] : undefined
  if (!pipeline) {
    const known = Object.keys(deps.pipelines).join(', ')
    return {
      valid: null,
      problems: [{ path: `${prefix}job_type`, code: 'unknown', message: `must be one of: ${known}` }],
    }
  }
  const { parameters, problems } = await checkParameters(
    deps,
    pipeline,
    request.parameters,
    `${prefix}parameters`,
  )
  if (request.webhook)
    problems.push(...urlProblems(deps, [{ path: 'webhook.url', url: request.webhook.url }], prefix))
  return { valid: parameters && problems.length === 0 ? { pipeline, parameters } : null, problems }
}

/** The same requests with what is known of the uploads that they name; throws when one may not be read. */
async function withUploads(
  deps: CreateDeps,
  requests: readonly ValidRequest[],
  scope: string,
  pathOf: (place: number) => string,
): Promise<ValidRequest[]> {
  const found = await Promise.all(
    requests.map(({ parameters }, place) => findUpload(deps, parameters, { scope, path: pathOf(place) })),
  )
  const problems = found.flatMap((one) => one.problems)
  if (problems.length > 0) throw invalid(problems)
  return requests.map((request, place) => ({ ...request, ...found[place] }))
}

/** Parameters by the schema and the further checks of their pipeline; used at creation and at a restart. */
export async function checkParameters(
  deps: Pick<CreateDeps, 'checkUrl'>,
  pipeline: Pipeline,
  input: unknown,
  path: string,
): Promise<{ parameters: Record<string, unknown> | null; problems: ErrorDetail[] }> {
  const parsed = await pipeline.parameters.safeParseAsync(input)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: [path, ...issue.path.map(String)].join('.'),
      code: issue.code === 'custom' ? String(issue.params?.code ?? 'invalid') : issue.code,
      message: issue.message,
    }))
    return { parameters: null, problems }
  }
  const parameters = parsed.data as Record<string, unknown>
  const problems = urlProblems(deps, pipeline.urls(parameters), `${path}.`)
  for (const problem of await pipeline.problems(parameters))
    problems.push({ ...problem, path: `${path}.${problem.path}` })
  return { parameters, problems }
}

export function urlProblems(
  deps: Pick<CreateDeps, 'checkUrl'>,
  urls: { path: string; url: string }[],
  prefix: string,
): ErrorDetail[] {
  return urls.flatMap(({ path, url }) => {
    try {
      deps.checkUrl(url)
      return []
    } catch (thrown) {
      const error = toAppError(thrown)
      return [{ path: prefix + path, code: error.code, message: error.message }]
    }
  })
}

function resolveUseCache(...stated: unknown[]): boolean {
  return (stated.find((value) => typeof value === 'boolean') as boolean | undefined) ?? true
}

interface JobOrigin {
  id: string
  now: Date
  userId: string | null
  access: AccessControl
  stem: string
  batch: { id: string; place: number; creation: string; webhook: StoredWebhook | null } | null
  useCache: boolean
}

function buildJob(
  deps: CreateDeps,
  request: JobRequest,
  { pipeline, parameters }: ValidRequest,
  origin: JobOrigin,
): Job {
  const { now, batch } = origin
  const plan = pipeline.plan(parameters, {})
  const job: Job = {
    id: origin.id,
    schema_version: schemaVersion,
    rev: 1,
    revision: 1,
    job_type: pipeline.job_type,
    job_name: request.job_name ?? pipeline.jobName(parameters),
    status: 'pending',
    parameters,
    file_stem: origin.stem,
    run: { number: 1, from_step: null, started_at: null, ended_at: null },
    result_run: null,
    results_expired_at: null,
    error: null,
    warnings: [],
    steps: Object.fromEntries(Object.entries(plan).map(([id, step]) => [id, freshStep(step)])),
    hold: batch ? 'creating' : null,
    hold_version: 0,
    wake_at: null,
    seq: 1,
    outbox: [{ seq: 1, type: 'job.created', at: now, data: { run: 1 } }],
    batch_id: batch?.id ?? null,
    batch_place: batch?.place ?? 0,
    creation: batch?.creation ?? null,
    user_id: origin.userId,
    scope: scopeOf(origin.userId),
    access_control: origin.access,
    use_cache: origin.useCache,
    priority: request.priority ?? 5,
    not_before: request.not_before ? new Date(request.not_before) : null,
    external_id: request.external_id ?? null,
    webhook: request.webhook ? storeWebhook(deps.sealer, request.webhook) : (batch?.webhook ?? null),
    source: null,
    archived: false,
    deleted_at: null,
    created_at: now,
    updated_at: now,
    completed_at: null,
  }
  settle(job, now)
  // A job on hold is looked at only after its release, which sets this.
  job.wake_at = batch ? null : nextWake(job, now, { published: false })
  return job
}

export function storeWebhook(sealer: Sealer, webhook: WebhookRequest): StoredWebhook {
  const { url, query } = splitWebhookUrl(webhook.url)
  return {
    url,
    query: query === '' ? null : sealer.seal(query),
    include_markdown: webhook.include_markdown ?? true,
    include_metadata: webhook.include_metadata ?? true,
    events: webhook.events ?? null,
    secret: webhook.secret === undefined ? null : sealer.seal(webhook.secret),
    headers: webhook.headers === undefined ? null : sealer.seal(JSON.stringify(webhook.headers)),
  }
}

function invalid(problems: ErrorDetail[]): AppError {
  const first = problems[0]
  const message = first
    ? `${first.path} ${first.message}${problems.length > 1 ? ` (and ${problems.length - 1} more problems)` : ''}`
    : undefined
  return new AppError('validation_error', message, { details: problems.slice(0, limits.batchJobs) })
}
