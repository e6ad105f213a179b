import type { OwnerFilter } from '../domain/access/access.ts'
import type { Batch, BatchCounts } from '../domain/job/batch.ts'
import type { Dispatch } from '../domain/job/dispatch.ts'
import type { LoggedEvent, NewEvent } from '../domain/job/events.ts'
import type { AccessControl, Job, JobStatus, QueueName } from '../domain/job/job.ts'
import type { Results } from '../domain/job/results.ts'
import type { Delivery, DeliveryAttempt, DeliveryState } from '../domain/webhook/delivery.ts'

/** Newest first. `after` is the last item of the page before. */
export interface Page {
  limit: number
  skip: number
  after: { created_at: Date; id: string } | null
}

export interface JobFilter {
  owner: OwnerFilter
  status?: JobStatus
  batch_id?: string
  user_id?: string
  track?: string
  event?: string
  job_type?: string
  external_id?: string
  /** Part of the name, any case. */
  q?: string
}

export interface BatchFilter {
  owner: OwnerFilter
  status?: JobStatus
  archived?: boolean
  isActive?: boolean
  user_id?: string
}

export interface Lease {
  job_id: string
  run: number
  step: string
  token: string
}

export interface JobStore {
  /** Durable when it resolves. All or none is the caller's business: see `createBatch`. */
  insert(jobs: Job[]): Promise<void>
  /** Deleted jobs included. */
  get(id: string): Promise<Job | null>
  list(filter: JobFilter, page: Page): Promise<Job[]>
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
  /** Jobs of a batch that can still do something, in batch order. */
  unfinished(batchId: string): AsyncIterable<Job>
  ofBatch(batchId: string): AsyncIterable<Job>
  /** Batches of jobs that were inserted for a batch that never came to be. */
  abandoned(before: Date): Promise<string[]>
  counts(batchIds: string[]): Promise<Map<string, BatchCounts>>
  /** Artifacts that outputs of steps refer to, and the uploads that parameters name, of every job. */
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
  /** Jobs that ended before then, whose results are still there. */
  expired(before: Date): AsyncIterable<Job>
  /** What says which results of a job are referred to, by job. */
  resultStates(ids: string[]): Promise<Map<string, Pick<Job, 'status' | 'run' | 'result_run'>>>
  remove(id: string): Promise<void>
}

export interface BatchStore {
  /** False when the id is taken. */
  insert(batch: Batch): Promise<boolean>
  get(id: string): Promise<Batch | null>
  list(filter: BatchFilter, page: Page): Promise<Batch[]>
  count(filter: BatchFilter): Promise<number>
  /** Flips `isActive` when `value` is undefined. Raises `pause_version` in any case. */
  setActive(id: string, value: boolean | undefined, now: Date): Promise<Batch | null>
  setArchived(id: string, archived: boolean, now: Date): Promise<Batch | null>
  setAccess(id: string, access: AccessControl, now: Date): Promise<Batch | null>
  setDeleted(id: string, now: Date): Promise<boolean>
  /** Conditional on the stored status and generation that the caller read. */
  settle(
    batch: Batch,
    next: { status: JobStatus; generation: number; completed_at: Date | null },
    now: Date,
  ): Promise<boolean>
  /** Batches whose stored status says that they are not at their end. */
  unsettled(limit: number): Promise<Batch[]>
  /** Batches changed since then: their jobs may not have heard of it. */
  changedSince(since: Date): Promise<Batch[]>
  remove(id: string): Promise<void>
}

export interface EventLog {
  /** Appends what is not there yet, in order, and numbers a batch's events without a gap. */
  append(events: NewEvent[]): Promise<void>
  ofJob(jobId: string, after: number, limit: number): Promise<LoggedEvent[]>
  ofBatch(batchId: string, after: number, limit: number): Promise<LoggedEvent[]>
  /** Highest position of each batch, 0 when it has none. */
  positions(batchIds: string[]): Promise<Map<string, number>>
  removeOfJob(jobId: string): Promise<void>
  /**
   * Events from before then, but the last one of each batch: its number is where the next one goes on.
   * Returns how many there were.
   */
  removeBefore(before: Date): Promise<number>
}

/** Best effort: who waits looks by himself now and then. */
export interface EventNudge {
  /** The log has something new of these jobs and batches. */
  announce(ids: string[]): void
  /** Calls `wake` at each announcement until the answer is called. */
  listen(id: string, wake: () => void): () => void
}

/** Results as they are found by a sweep. */
export type StoredResults = Pick<Results, 'id' | 'job_id' | 'run' | 'rev'>

export interface ResultStore {
  /** Replaces those of an earlier state of the job; does nothing when those of a later one are there. */
  put(results: Results): Promise<void>
  get(jobId: string, run: number): Promise<Results | null>
  /** Without `files`, and of `body` these fields only: all of it may be megabytes. */
  getParts(jobId: string, run: number, fields: readonly string[]): Promise<Results | null>
  /** Artifacts that results refer to. */
  artifacts(): AsyncIterable<{ key: string; media_type: string | null }>
  /** Those made before then. */
  list(before: Date): AsyncIterable<StoredResults>
  /** False, and nothing goes, when they have been replaced since. */
  remove(found: StoredResults): Promise<boolean>
  removeOfJob(jobId: string): Promise<void>
}

export interface DeliveryFilter {
  state?: DeliveryState | undefined
}

/** A delivery whose time has come, as it was seen. */
export type DueDelivery = Pick<Delivery, 'id' | 'host'> & { next_at: Date }

export interface DeliveryStore {
  /** Inserts what is not there yet. */
  insert(deliveries: Delivery[]): Promise<void>
  get(id: string): Promise<Delivery | null>
  /** The longest overdue first, but none to these hosts. */
  due(now: Date, exceptHosts: readonly string[], limit: number): Promise<DueDelivery[]>
  /** Takes it until then, if nobody has since it was seen. Null when somebody has. */
  claim(due: DueDelivery, token: string, until: Date): Promise<Delivery | null>
  /** Writes what became of a try. False, and nothing is written, when the token no longer holds it. */
  finish(
    id: string,
    token: string,
    attempt: DeliveryAttempt | null,
    next: Pick<Delivery, 'state' | 'attempts' | 'next_at' | 'ended_at'>,
  ): Promise<boolean>
  /** Gives it back without a try having been made. */
  release(id: string, token: string, nextAt: Date): Promise<void>
  /** Makes it due with all its tries, unless it is being tried at this moment. Null when it is not there. */
  reopen(id: string, host: string, now: Date): Promise<Delivery | null>
  /** Newest first. */
  ofJob(jobId: string, filter: DeliveryFilter, page: Page): Promise<Delivery[]>
  /** Of the batch and of its jobs, newest first. */
  ofBatch(batchId: string, filter: DeliveryFilter, page: Page): Promise<Delivery[]>
  /** Those that have ended and were made before then. Returns how many there were. */
  removeBefore(before: Date): Promise<number>
  removeOfJob(jobId: string): Promise<void>
  removeOfBatch(batchId: string): Promise<void>
}

export interface StepQueue {
  /** Throws `unavailable` when the queue cannot be reached; adding again what it holds is harmless. */
  publish(dispatches: Dispatch[]): Promise<void>
  /** Tells every worker that these jobs no longer want their steps. Best effort: the heartbeat is the sure way. */
  announceStop(jobIds: string[]): Promise<void>
  /** True after the queue lost its data (first start, flush, empty restart), until `markKept`. */
  wasLost(): Promise<boolean>
  /** All that should wait in the queue has been published again. */
  markKept(): Promise<void>
  /** Steps that wait to be taken, by queue. */
  waiting(): Promise<Record<QueueName, number>>
  check(): Promise<void>
}
