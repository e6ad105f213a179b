import type { ErrorDetail } from '../errors.ts'
import type { Metadata } from '../metadata.ts'
import type { Trace } from '../trace.ts'
import type { Correction } from './correction.ts'
import type { JobSource } from './job-source.ts'

/** The job document and its parts. Times are `Date`s, all in database time. */

export const queueNames = ['scrape', 'video', 'audio', 'pdf', 'transform'] as const
export type QueueName = (typeof queueNames)[number]

export const jobStatuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const
export type JobStatus = (typeof jobStatuses)[number]

export const stepStatuses = [
  'blocked',
  'ready',
  'running',
  'retrying',
  'completed',
  'failed',
  'skipped',
  'cancelled',
] as const
export type StepStatus = (typeof stepStatuses)[number]

/** The real cause, for clients: no stack trace, no path of the server. */
export interface JobError {
  code: string
  message: string
  step?: string
  retryable: boolean
  details?: ErrorDetail[]
}

export interface JobWarning {
  step: string
  code: string
  message: string
}

/** A step skipped because an input did not give what it needs. */
export interface StepCondition {
  /** Step whose completed output must hold a truthy `field`. */
  step: string
  field: string
  /** Reason shown when it does not; `input_failed` when that step did not complete. */
  reason: string
}

/** A step as a pipeline plans it. */
export interface PlannedStep {
  /** Processor name. */
  name: string
  queue: QueueName
  optional: boolean
  needs: string[]
  /** Its output is something to write about; see `needs_content`. */
  source?: boolean
  /** Starts only when one of the sources above it gave content, else the job fails with the first source's error. */
  needs_content?: boolean
  only_if?: StepCondition
  /** Extra parameters of this step, such as which of several attachments it reads. */
  args?: Record<string, unknown>
  /** Never runs, for this reason, which the job's parameters decide (`transcript_given`). */
  skip?: string
}

/** Steps by id. Ids are `[a-z0-9-]`; order of the keys is the order shown to people. */
export type Plan = Record<string, PlannedStep>

export interface Step {
  name: string
  queue: QueueName
  optional: boolean
  needs: string[]
  source: boolean
  needs_content: boolean
  only_if: StepCondition | null
  args: Record<string, unknown>
  skip: string | null
  status: StepStatus
  /** Errors that the runner reported. */
  attempts: number
  /** Leases that ran out. */
  crashes: number
  /** Number of the attempt that was claimed last; absent before the first, and of steps that were claimed before it was kept. */
  attempt?: number
  /**
   * Times the step was put off without costing an attempt (429, an outage) since it last kept some of its work; bounded,
   * so that it ends.
   */
  postponements: number
  /** When it first had to wait for an engine that was away, in this run; such waits are bounded by time. */
  waiting_since?: Date
  /** Fencing token of the attempt that holds the step. */
  token: string | null
  lease_until: Date | null
  /** Not before this time (retry, postponement, `not_before`). */
  due_at: Date | null
  /** When it last began to wait for a worker; absent before that, and of steps that were made before it was kept. */
  ready_at?: Date
  percent: number
  message: string | null
  cached: boolean
  /** A source that was read and held nothing. */
  empty: boolean
  started_at: Date | null
  completed_at: Date | null
  output: unknown
  error: JobError | null
  reason: string | null
}

/** How a run is found in the log of the API, and in the trace of who asked for it. */
export interface RunOrigin {
  /** `X-Request-ID` as it was answered. */
  request_id: string
  trace: Trace | null
}

export interface Run {
  number: number
  from_step: string | null
  /** When a restart asked for it, the same for all jobs of a batch; absent of the first run, and of older jobs. */
  requested_at?: Date
  /** The request that asked for it, where it came with an Idempotency-Key: repeated after a crash, it finds its own run. */
  request_id?: string
  /** The HTTP request that asked for it; absent of older runs. */
  origin?: RunOrigin
  started_at: Date | null
  ended_at: Date | null
}

export const visibilities = ['private', 'public'] as const
export interface AccessControl {
  visibility: (typeof visibilities)[number]
  read_access: string[]
  write_access: string[]
  admin_access: string[]
}

/** AES-256-GCM, all base64. */
export interface Encrypted {
  key_id: string
  nonce: string
  data: string
}

/** `thin`: without document and details, for receivers that ask for what they need. */
export const webhookPayloads = ['full', 'thin'] as const
export type WebhookPayload = (typeof webhookPayloads)[number]

export interface StoredWebhook {
  /** Without its query; one that was stored before `query` was may have it still. */
  url: string
  /** From the "?" on: receivers put keys there. Null or absent when there is none. */
  query?: Encrypted | null
  include_markdown: boolean
  include_metadata: boolean
  events: string[] | null
  /** Absent: `full`. */
  payload?: WebhookPayload
  secret: Encrypted | null
  headers: Encrypted | null
}

export type JobEventType =
  | 'job.created'
  | 'job.started'
  | 'job.step'
  | 'job.completed'
  | 'job.failed'
  | 'job.cancelled'
  | 'job.restarted'
  | 'job.deleted'

export interface OutboxEntry {
  /** Gapless within the job. */
  seq: number
  type: JobEventType
  at: Date
  data: Record<string, unknown>
}

export interface Job {
  id: string
  schema_version: number
  /** Counts transitions; every write of a transition is conditional on it. */
  rev: number
  /** Counts all that a reader can see change. */
  revision: number
  job_type: string
  job_name: string
  status: JobStatus
  parameters: Record<string, unknown>
  /** Kept by every restart. */
  correction: Correction | null
  file_stem: string
  run: Run
  /** Run whose results are shown: the last good one. */
  result_run: number | null
  /** When results and outputs were removed because their time was over; a restart makes new ones. */
  results_expired_at: Date | null
  error: JobError | null
  warnings: JobWarning[]
  steps: Record<string, Step>
  hold: 'creating' | 'paused' | null
  hold_version: number
  /** Earliest time at which the job needs attention; null for never. */
  wake_at: Date | null
  /** Highest event number given out. */
  seq: number
  outbox: OutboxEntry[]
  batch_id: string | null
  batch_place: number
  /** The attempt to create the batch that made this job: two at once under one id must not mix. */
  creation: string | null
  user_id: string | null
  /** Artifact scope: `u:<user>` or `public`. */
  scope: string
  access_control: AccessControl
  use_cache: boolean
  /** 1 (urgent) to 10. */
  priority: number
  not_before: Date | null
  external_id: string | null
  metadata: Metadata
  /** Of the request that created it. */
  trace: Trace | null
  webhook: StoredWebhook | null
  /** The webhook, or that there is none, was stated for this job; else it is that of its batch. */
  own_webhook: boolean
  /** Of a job that an import made of a session of a schedule. */
  source: JobSource | null
  archived: boolean
  deleted_at: Date | null
  created_at: Date
  updated_at: Date
  completed_at: Date | null
}

export const limits = {
  steps: 64,
  outbox: 64,
  warnings: 50,
  /** Bytes of a step's output as JSON. */
  stepOutput: 64 * 1024,
  batchJobs: 2000,
  /** Leases that may run out before a step counts as deadly. */
  crashes: 3,
  postponements: 20,
} as const

/** Of new documents. */
export const schemaVersion = 1
/**
 * The newest that this version knows: of a job with a correction. Workers that do not know corrections would write the
 * document without it; they leave such a job to others.
 */
export const newestSchemaVersion = 2

const settledStatuses: ReadonlySet<StepStatus> = new Set(['completed', 'failed', 'skipped', 'cancelled'])
const terminalStatuses: ReadonlySet<JobStatus> = new Set(['completed', 'failed', 'cancelled'])

/** Never falls within a run: what costs no attempt (a wait, a stop of the worker) is tried again under the same number. */
export const attemptOf = ({
  attempt,
  attempts,
  crashes,
  status,
}: Pick<Step, 'attempt' | 'attempts' | 'crashes' | 'status'>): number =>
  attempt ?? attempts + crashes + (status === 'running' || status === 'completed' ? 1 : 0)

export const isSettled = (step: Pick<Step, 'status'>): boolean => settledStatuses.has(step.status)
export const isTerminal = (job: Pick<Job, 'status'>): boolean => terminalStatuses.has(job.status)
