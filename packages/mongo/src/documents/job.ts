import type { Job } from '@async-events/core'
import { asIs, defineSchema, type Stored } from './define-schema.ts'

/** Fields of sparse indexes: absent instead of null. */
export const sparseFields = ['wake_at', 'external_id'] as const

/**
 * A job as stored. `listed` is false while its batch is being created and after deletion: lists and counts are answered
 * by an index alone. `results_expired_at`, `correction`, `metadata`, `trace` and `own_webhook` are younger than some documents.
 */
export type JobDocument = Omit<
  Stored<Job>,
  'wake_at' | 'external_id' | 'results_expired_at' | 'correction' | 'metadata' | 'trace' | 'own_webhook'
> & {
  wake_at?: Date
  external_id?: string
  results_expired_at?: Date | null
  correction?: Job['correction']
  metadata?: Job['metadata']
  trace?: Job['trace']
  own_webhook?: boolean
  listed: boolean
  /** When a hold was last lifted: steps wait for a worker since then. */
  released_at?: Date
}

export const jobSchema = defineSchema<JobDocument>(
  'jobs',
  {
    _id: String,
    schema_version: Number,
    rev: Number,
    revision: Number,
    job_type: String,
    job_name: String,
    status: String,
    parameters: asIs,
    correction: asIs,
    file_stem: String,
    run: asIs,
    result_run: Number,
    results_expired_at: Date,
    error: asIs,
    warnings: asIs,
    steps: asIs,
    hold: String,
    hold_version: Number,
    wake_at: Date,
    seq: Number,
    outbox: asIs,
    batch_id: String,
    batch_place: Number,
    creation: String,
    user_id: String,
    scope: String,
    access_control: asIs,
    use_cache: Boolean,
    priority: Number,
    not_before: Date,
    external_id: String,
    metadata: asIs,
    trace: asIs,
    webhook: asIs,
    own_webhook: Boolean,
    source: asIs,
    archived: Boolean,
    deleted_at: Date,
    created_at: Date,
    updated_at: Date,
    completed_at: Date,
    listed: Boolean,
    released_at: Date,
  },
  [
    { keys: { batch_id: 1, listed: 1, status: 1 } },
    // The keeper looks for jobs that have not seen a pause: mostly there are none.
    { keys: { batch_id: 1, hold_version: 1 } },
    { keys: { batch_id: 1, listed: 1, created_at: -1, _id: -1 } },
    { keys: { user_id: 1, listed: 1, created_at: -1, _id: -1 } },
    { keys: { listed: 1, created_at: -1, _id: -1 } },
    { keys: { listed: 1, status: 1, created_at: -1, _id: -1 } },
    { keys: { 'parameters.event': 1, 'parameters.track': 1, listed: 1, created_at: -1, _id: -1 } },
    { keys: { 'parameters.track': 1, listed: 1, created_at: -1, _id: -1 } },
    { keys: { external_id: 1 }, sparse: true },
    { keys: { wake_at: 1 }, sparse: true },
    { keys: { 'parameters.source.upload_id': 1 }, sparse: true },
  ],
)

export const isListed = (job: Pick<Job, 'hold' | 'deleted_at'>): boolean =>
  job.hold !== 'creating' && job.deleted_at === null

export function fromJob({ id, wake_at, external_id, ...fields }: Job): JobDocument {
  return {
    _id: id,
    ...fields,
    ...(wake_at === null ? {} : { wake_at }),
    ...(external_id === null ? {} : { external_id }),
    listed: isListed(fields),
  }
}

export function toJob({ _id: id, listed: _, released_at: __, ...fields }: JobDocument): Job {
  const { wake_at, external_id, results_expired_at, correction, metadata, trace, own_webhook } = fields
  return {
    id,
    ...fields,
    wake_at: wake_at ?? null,
    external_id: external_id ?? null,
    results_expired_at: results_expired_at ?? null,
    correction: correction ?? null,
    metadata: metadata ?? {},
    trace: trace ?? null,
    own_webhook: own_webhook ?? false,
  }
}
