import type { OwnerFilter } from '../domain/access/access.ts'
import type { Batch, BatchCounts } from '../domain/job/batch.ts'
import type { AccessControl, Job, JobStatus, StoredWebhook } from '../domain/job/job.ts'
import type { CreatedBetween, Page } from './page.ts'

export interface JobFilter extends CreatedBetween {
  owner: OwnerFilter
  /** One of these. */
  status?: readonly JobStatus[]
  batch_id?: string
  /** Of any batch, or of none. */
  in_batch?: boolean
  user_id?: string
  track?: string
  event?: string
  job_type?: string
  external_id?: string
  /** Part of the name, any case. */
  q?: string
}

export interface Lease {
  job_id: string
  run: number
  step: string
  token: string
}

/** `revision` tells whether anything changed that a reader can see. */
export type JobHead = Pick<Job, 'id' | 'revision' | 'created_at'>

/** Whom a job's webhooks go to, and who may change that. */
export type JobReceiver = Pick<Job, 'webhook' | 'user_id' | 'access_control' | 'deleted_at'>

/** What clients know a job by. */
export type JobLabels = Pick<Job, 'external_id' | 'metadata'>

export interface JobStore {
  /** Durable when it resolves. All or none is the caller's business: see `createBatch`. */
  insert(jobs: Job[]): Promise<void>
  /** Leaves out those whose id is taken, and returns the ids of the others. */
  insertMissing(jobs: Job[]): Promise<string[]>
  /** Deleted jobs included. */
  get(id: string): Promise<Job | null>
  list(filter: JobFilter, page: Page): Promise<Job[]>
  /** What `list` gives, without what is in the jobs. */
  heads(filter: JobFilter, page: Page): Promise<JobHead[]>
  /** Those of these jobs that the filter still gives, in any order. */
  those(filter: JobFilter, ids: readonly string[]): Promise<Job[]>
  count(filter: JobFilter): Promise<number>
  /**
   * Writes what `after` changed of `before`, if the stored job is still at `before.rev`; with `notHeld` only if it is not
   * held, with `sameLeases` only if no lease that `after` ends was extended meanwhile.
   * Fields that others write without a transition (lease, percent, hold of the batch) are left as they are stored.
   * Returns the job as stored, or null when somebody was first.
   */
  write(before: Job, after: Job, guard?: { notHeld?: boolean; sameLeases?: boolean }): Promise<Job | null>
  /** False when the lease is no longer this worker's. */
  heartbeat(lease: Lease, beat: { lease_until: Date; percent?: number; message?: string }): Promise<boolean>
  /** After the outbox was relayed and the ready steps published. Does nothing to `wake_at` when the job has moved on. */
  acknowledge(
    job: Pick<Job, 'id' | 'rev'>,
    done: { relayed_seq: number; wake_at: Date | null },
  ): Promise<void>
  /** Jobs to look at, the longest overdue first. */
  due(now: Date, limit: number): Promise<Job[]>
  /** Jobs with results, in the order of their ids, with the run of the results. */
  withResults(): AsyncIterable<{ id: string; result_run: number }>
  /** Those of these jobs that may be read and have results, with the run of these. */
  readable(ids: readonly string[], owner: OwnerFilter): Promise<Map<string, number>>
  /** Every job that somebody must look at some time: the full sweep after Redis lost its data. */
  waking(): AsyncIterable<Job>
  /** Sets or lifts the hold of a batch's jobs that have not seen this version yet; lifted, they are due at `wakeAt`. */
  hold(
    batch: Pick<Batch, 'id' | 'creation'>,
    hold: 'paused' | null,
    version: number,
    wakeAt: Date,
  ): Promise<void>
  /** Rights are no part of the state: set without a transition. Null when the job is gone. */
  setAccess(id: string, access: AccessControl, now: Date): Promise<Job | null>
  setAccessOfBatch(batchId: string, access: AccessControl, now: Date): Promise<void>
  /** From then on the job's own. Null when the job is gone. */
  setWebhook(id: string, webhook: StoredWebhook | null, now: Date): Promise<Job | null>
  /** Of the jobs that have none of their own. Returns their ids. */
  setWebhookOfBatch(
    batch: Pick<Batch, 'id' | 'webhook'>,
    webhook: StoredWebhook | null,
    now: Date,
  ): Promise<string[]>
  /** Jobs of a batch that can still do something, in batch order. */
  unfinished(batchId: string): AsyncIterable<Job>
  ofBatch(batchId: string): AsyncIterable<Job>
  /** Batches of jobs that were inserted for a batch that never came to be. */
  abandoned(before: Date): Promise<string[]>
  /** By job; those that are gone are missing. */
  labels(ids: string[]): Promise<Map<string, JobLabels>>
  receivers(ids: string[]): Promise<Map<string, JobReceiver>>
  /** Of released batches; see `unreleased`. */
  counts(batchIds: string[]): Promise<Map<string, BatchCounts>>
  /** Whether a job of a released batch is `processing`: one look at an index, however many jobs there are. */
  isAnyProcessing(batchId: string): Promise<boolean>
  /**
   * How many jobs of stored batches are not released yet, by batch: a process that stops between storing a batch and
   * releasing its jobs leaves that to the keeper.
   */
  unreleased(batches: readonly Pick<Batch, 'id' | 'creation'>[]): Promise<Map<string, number>>
  /** Artifacts that outputs of steps refer to, and the uploads that parameters name, of every job. */
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
  /** Whether a job that has not ended reads this upload. */
  isUploadInUse(uploadId: string): Promise<boolean>
  /** Jobs that ended before then, whose results are still there. */
  expired(before: Date): AsyncIterable<Job>
  /** What says which results of a job are referred to, by job. */
  resultStates(ids: string[]): Promise<Map<string, Pick<Job, 'status' | 'run' | 'result_run'>>>
  remove(id: string): Promise<void>
}
