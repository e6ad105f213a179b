import { scopeOf } from '../../domain/access/access.ts'
import { settle } from '../../domain/job/advance.ts'
import type { Batch } from '../../domain/job/batch.ts'
import {
  type AccessControl,
  type Job,
  type RunOrigin,
  type StoredWebhook,
  schemaVersion,
} from '../../domain/job/job.ts'
import { freshStep } from '../../domain/job/plan.ts'
import { nextWake } from '../../domain/job/wake.ts'
import type { Trace } from '../../domain/trace.ts'
import type { Sealer } from '../../domain/webhook/seal.ts'
import { splitWebhookUrl } from '../../domain/webhook/webhook.ts'
import type { JobRequest, ValidRequest, WebhookRequest } from './check-request.ts'

interface JobOrigin {
  id: string
  now: Date
  userId: string | null
  access: AccessControl
  trace: Trace | null
  /** Of its first run. */
  origin: RunOrigin | undefined
  stem: string
  /** Its webhook and metadata are the defaults of its jobs. */
  batch: (Pick<Batch, 'id' | 'creation' | 'webhook' | 'metadata'> & { place: number }) | null
  useCache: boolean
}

/** The job document of a checked request, planned and ready to be stored. */
export function buildJob(
  { sealer }: { sealer: Sealer },
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
    correction: null,
    file_stem: origin.stem,
    run: {
      number: 1,
      from_step: null,
      ...(origin.origin === undefined ? {} : { origin: origin.origin }),
      started_at: null,
      ended_at: null,
    },
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
    metadata: request.metadata ?? batch?.metadata ?? {},
    trace: origin.trace,
    webhook: request.webhook ? storeWebhook(sealer, request.webhook) : (batch?.webhook ?? null),
    own_webhook: request.webhook !== undefined,
    source: request.source ?? null,
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

/** The first stated value wins; true when none is. */
export function resolveUseCache(...stated: unknown[]): boolean {
  return (stated.find((value) => typeof value === 'boolean') as boolean | undefined) ?? true
}

export function storeWebhook(sealer: Sealer, webhook: WebhookRequest): StoredWebhook {
  const { url, query } = splitWebhookUrl(webhook.url)
  return {
    url,
    query: query === '' ? null : sealer.seal(query),
    include_markdown: webhook.include_markdown ?? true,
    include_metadata: webhook.include_metadata ?? true,
    events: webhook.events ?? null,
    payload: webhook.payload ?? 'full',
    secret: webhook.secret === undefined ? null : sealer.seal(webhook.secret),
    headers: webhook.headers === undefined ? null : sealer.seal(JSON.stringify(webhook.headers)),
  }
}
