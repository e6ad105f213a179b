import { randomUUID } from 'node:crypto'
import type { AskedBy } from '../../contracts/pipeline.ts'
import { initialAccess, ownerOf, scopeOf } from '../../domain/access/access.ts'
import { crashPoint } from '../../domain/crash-point.ts'
import { AppError, type ErrorDetail } from '../../domain/errors.ts'
import { newBatchId, newJobId } from '../../domain/ids.ts'
import type { Batch } from '../../domain/job/batch.ts'
import type { BatchSource } from '../../domain/job/batch-source.ts'
import { dispatchesOf } from '../../domain/job/dispatch.ts'
import { type Job, schemaVersion } from '../../domain/job/job.ts'
import type { Metadata } from '../../domain/metadata.ts'
import { invalidRequest } from '../../domain/problems.ts'
import { tracedLine } from '../../domain/trace.ts'
import { uniqueStems } from '../../domain/unique-stems.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import type { BatchStore } from '../../ports/batch-store.ts'
import type { JobStore } from '../../ports/job-store.ts'
import type { Logger } from '../../ports/logger.ts'
import type { StepQueue } from '../../ports/step-queue.ts'
import { buildJob, resolveUseCache, storeWebhook } from './build-job.ts'
import {
  type CheckDeps,
  checkJobRequest,
  type JobRequest,
  urlProblems,
  type ValidRequest,
  type WebhookRequest,
  withUploads,
} from './check-request.ts'
import type { CreateOptions } from './create-job.ts'

export interface BatchRequest {
  jobs: JobRequest[]
  batch_id?: string | undefined
  batch_name?: string | undefined
  webhook?: WebhookRequest | undefined
  metadata?: Metadata | undefined
  user_id?: string | undefined
  use_cache?: boolean | undefined
  /** Of a schedule; no request states it. */
  source?: BatchSource | undefined
}

export interface CreateBatchDeps extends CheckDeps {
  jobs: Pick<JobStore, 'insert' | 'ofBatch' | 'hold' | 'remove'>
  batches: Pick<BatchStore, 'insert' | 'get'>
  queue: Pick<StepQueue, 'publish'>
  sealer: Sealer
  log: Pick<Logger, 'warn'>
}

/** All or nothing: jobs are stored on hold, the batch document is the commit, then they are released and published. */
export async function createBatch(
  deps: CreateBatchDeps,
  request: BatchRequest,
  options: CreateOptions,
): Promise<{ batch: Batch; jobs: Job[] }> {
  const userId = ownerOf(options.principal, request.user_id)
  const asked = { principal: options.principal, scope: scopeOf(userId) }
  const { checked, problems } = await checkBatchRequest(deps, request, asked, options.isParsed)
  const shaped = checked.flatMap((item) => (item.valid ? [item.valid] : []))
  const all = [...checked.flatMap((item) => item.problems), ...problems]
  if (all.length > 0 || shaped.length < request.jobs.length) throw invalidRequest(all)

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
  if (known) throw idTaken(id)
  const valid = await withUploads(deps, shaped, asked.scope, (place) => `jobs[${place}].parameters`)
  if (options.reserved) await removeJobsOf(deps, id, creation)
  const { batch, jobs } = builtBatch(deps, request, valid, options, { id, creation, now })
  await deps.jobs.insert(jobs)
  crashPoint('after-insert')
  if (!(await deps.batches.insert(batch))) {
    await Promise.allSettled(jobs.map((job) => deps.jobs.remove(job.id)))
    throw idTaken(id)
  }
  crashPoint('after-batch')
  await release(deps, batch, jobs, now)
  return { batch, jobs }
}

/** What is wrong with a batch as a whole, and with each of its jobs. */
export async function checkBatchRequest(
  deps: CheckDeps,
  request: BatchRequest,
  asked: AskedBy,
  isParsed = false,
): Promise<{
  problems: ErrorDetail[]
  checked: { valid: ValidRequest | null; problems: ErrorDetail[] }[]
}> {
  const checked = await Promise.all(
    request.jobs.map(async (job, index) => {
      const prefix = `jobs[${index}].`
      const { valid, problems } = await checkJobRequest(deps, job, prefix, asked, isParsed)
      if (job.user_id === undefined || job.user_id === request.user_id) return { valid, problems }
      const message = 'jobs of a batch belong to the user of the batch'
      return {
        valid: null,
        problems: [...problems, { path: `${prefix}user_id`, code: 'not_allowed', message }],
      }
    }),
  )
  const { webhook } = request
  const problems = webhook ? urlProblems(deps, [{ path: 'webhook.url', url: webhook.url }], '') : []
  return { problems, checked }
}

interface BatchOrigin {
  id: string
  creation: string
  now: Date
}

/** The documents of a checked request, ready to be stored; `valid` has the jobs of the request in its order. */
export function builtBatch(
  deps: Pick<CreateBatchDeps, 'sealer'>,
  request: BatchRequest,
  valid: readonly ValidRequest[],
  options: CreateOptions,
  { id, creation, now }: BatchOrigin,
): { batch: Batch; jobs: Job[] } {
  const userId = ownerOf(options.principal, request.user_id)
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
    access_control: initialAccess(userId),
    webhook: request.webhook ? storeWebhook(deps.sealer, request.webhook) : null,
    metadata: request.metadata ?? {},
    trace: options.origin?.trace ?? null,
    use_cache: request.use_cache ?? null,
    source: request.source ?? null,
    created_at: now,
    updated_at: now,
    completed_at: null,
    deleted_at: null,
  }
  const idOf = () => newJobId(now)
  const jobs = builtJobs(deps, request.jobs, valid, options, { batch, now, idOf, firstPlace: 0, taken: [] })
  return { batch, jobs }
}

interface JobsInto {
  batch: Batch
  now: Date
  idOf(request: JobRequest): string
  /** Of the first of them in the batch. */
  firstPlace: number
  /** Names of documents that the batch has already. */
  taken: readonly { folder: string; stem: string }[]
}

/** Jobs of a batch, on hold until they are released. */
export function builtJobs(
  deps: Pick<CreateBatchDeps, 'sealer'>,
  requests: readonly JobRequest[],
  valid: readonly ValidRequest[],
  { useCacheHeader, origin }: CreateOptions,
  { batch, now, idOf, firstPlace, taken }: JobsInto,
): Job[] {
  const wanted = valid.map(({ pipeline, parameters }) => pipeline.fileStem(parameters))
  const stems = uniqueStems([...taken, ...wanted]).slice(taken.length)
  return valid.map((item, at) => {
    const request = requests[at] ?? { parameters: null }
    return buildJob(deps, request, item, {
      id: idOf(request),
      now,
      userId: batch.user_id,
      access: batch.access_control,
      trace: origin?.trace ?? null,
      origin,
      stem: stems[at] ?? 'session',
      batch: { ...batch, place: firstPlace + at },
      useCache: resolveUseCache(
        useCacheHeader,
        request.use_cache,
        item.parameters.use_cache,
        batch.use_cache ?? undefined,
      ),
    })
  })
}

/** Jobs that an earlier try of the same request left behind when it crashed before its batch was stored. */
async function removeJobsOf(
  { jobs }: Pick<CreateBatchDeps, 'jobs'>,
  batchId: string,
  creation: string,
): Promise<void> {
  for await (const job of jobs.ofBatch(batchId)) if (job.creation === creation) await jobs.remove(job.id)
}

/**
 * After the commit. Whatever fails here is done by the keeper: released jobs carry a time to be looked at.
 * The events of creation are relayed by the keeper too, a batch of 2000 has its answer before.
 */
export async function release(
  deps: Pick<CreateBatchDeps, 'jobs' | 'queue' | 'log'>,
  batch: Batch,
  jobs: Job[],
  now: Date,
): Promise<void> {
  try {
    await deps.jobs.hold(batch, batch.isActive ? null : 'paused', batch.pause_version, now)
    crashPoint('after-release')
    await deps.queue.publish(jobs.flatMap((job) => dispatchesOf({ ...job, hold: null }, now)))
    crashPoint('after-add')
  } catch (error) {
    deps.log.warn(
      { err: error, batch_id: batch.id, ...tracedLine(batch.trace) },
      'batch was stored but not published; the keeper will',
    )
  }
}

export const idTaken = (id: string): AppError =>
  new AppError('conflict', `A batch with the id "${id}" exists already.`)
