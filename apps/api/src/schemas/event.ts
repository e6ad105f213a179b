import { jobStatuses } from '@async-events/core'
import { z } from 'zod'
import { instant } from './fields.ts'
import { jobError } from './job.ts'
import { metadata } from './metadata.ts'
import { jobState, stepState } from './states.ts'

const labels = { external_id: z.string().nullable(), metadata }

const numbered = {
  timestamp: instant,
  batch_id: z.string().nullable(),
  seq: z.int().describe('sequence number within the job'),
  pos: z.int().nullable().describe('sequence number within the batch'),
}

const jobEvent = z
  .object({
    type: z.enum([
      'job.created',
      'job.started',
      'job.completed',
      'job.failed',
      'job.cancelled',
      'job.restarted',
      'job.deleted',
    ]),
    job_id: z.string(),
    ...labels,
    ...numbered,
    run: z.int().optional(),
    from_step: z.string().nullable().optional().describe('of `job.restarted`'),
    error: jobError.optional().describe('of `job.failed`'),
  })
  .meta({ id: 'JobEvent', description: 'What happened to a job.' })

const stepEvent = z
  .object({
    type: z.literal('job.step'),
    job_id: z.string(),
    ...labels,
    ...numbered,
    run: z.int(),
    step: z.string(),
    status: stepState,
    attempt: z.int(),
    error: jobError.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'StepEvent', description: 'A step of a job has reached this status.' })

const batchEvent = z
  .object({
    type: z.literal('batch.completed'),
    job_id: z.string().nullable().describe('null: the event is of the batch'),
    metadata: metadata.describe('of the batch'),
    ...numbered,
    batch_id: z.string(),
    seq: z.int().describe('how often the batch has ended'),
    status: jobState,
    counts: z
      .object(Object.fromEntries(jobStatuses.map((status) => [status, z.int()])) as CountsShape)
      .meta({ id: 'JobCounts' }),
  })
  .meta({ id: 'BatchEvent', description: 'All jobs of a batch have ended.' })
type CountsShape = Record<(typeof jobStatuses)[number], z.ZodInt>

const jobProgress = z
  .object({
    job_id: z.string(),
    status: jobState,
    step: z.string().nullable(),
    percent: z.int().min(0).max(100),
    message: z.string().optional(),
  })
  .meta({ id: 'JobProgress', description: 'Sent without an id, at most once a second.' })

const batchCounters = z
  .object({
    batch_id: z.string(),
    total_jobs: z.int(),
    pending_jobs: z.int(),
    processing_jobs: z.int(),
    completed_jobs: z.int(),
    failed_jobs: z.int(),
    cancelled_jobs: z.int(),
  })
  .meta({ id: 'BatchCounters', description: 'Sent without an id, at most once a second.' })

/** `data` of a frame, whose `event` is its `type`, or `progress`. */
export const jobStreamData = z.union([jobEvent, stepEvent, jobProgress]).meta({ id: 'JobStreamData' })
export const batchStreamData = z
  .union([jobEvent, stepEvent, batchEvent, batchCounters])
  .meta({ id: 'BatchStreamData' })
