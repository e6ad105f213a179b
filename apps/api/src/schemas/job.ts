import { line } from '@async-events/core'
import { z } from 'zod'
import { accessControl } from './access.ts'
import { errorDetail } from './errors.ts'
import * as examples from './examples.ts'
import { anyValue, booleanText, instant, lastEventId, pathId, wholeNumber } from './fields.ts'
import { jobResults, resultsSummary } from './job-results.ts'
import { metadata } from './metadata.ts'
import { created, paging, states, waiting } from './query.ts'
import { jobSchedule } from './schedule-source.ts'
import { statedParameters } from './stated-parameters.ts'
import { jobState, queueName, stepState } from './states.ts'
import { correction } from './transcript.ts'
import { storedWebhook } from './webhook.ts'

export const jobError = z
  .object({
    code: z.string(),
    message: z.string(),
    step: z.string().optional(),
    retryable: z.boolean(),
    details: z.array(errorDetail).optional(),
  })
  .meta({ id: 'JobError', description: 'The cause of a failure.' })

const jobWarning = z
  .object({ step: z.string(), code: z.string(), message: z.string() })
  .meta({ id: 'JobWarning' })

const progress = z
  .object({ step: z.string().nullable(), percent: z.int().min(0).max(100), message: z.string().optional() })
  .meta({ id: 'Progress' })

const step = z
  .object({
    id: z.string(),
    name: z.string(),
    queue: queueName,
    optional: z.boolean(),
    needs: z.array(z.string()).describe('ids of the steps whose end it waits for'),
    status: stepState,
    attempt: z.int(),
    percent: z.int(),
    started_at: instant.nullable(),
    completed_at: instant.nullable(),
    duration_ms: z.int().nullable(),
    cached: z.boolean(),
    error: jobError.optional(),
    waiting_since: instant
      .optional()
      .describe(
        'when the step first waited for an engine that is away; `error` says for which, and until when',
      ),
    reason: z.string().optional(),
  })
  .meta({ id: 'Step' })

const run = z
  .object({
    number: z.int(),
    from_step: z.string().nullable(),
    started_at: instant.nullable(),
    ended_at: instant.nullable(),
  })
  .meta({ id: 'Run' })

const jobShape = {
  job_id: z.string(),
  revision: z.int(),
  last_event_id: lastEventId,
  job_type: z.string(),
  job_name: z.string(),
  status: jobState,
  created_at: instant,
  updated_at: instant,
  started_at: instant.nullable(),
  completed_at: instant.nullable(),
  results_expired_at: instant.nullable(),
  parameters: statedParameters,
  correction: correction.nullable(),
  progress,
  steps: z.array(step),
  error: jobError.nullable(),
  warnings: z.array(jobWarning),
  batch_id: z.string().nullable(),
  user_id: z.string().nullable(),
  access_control: accessControl,
  archived: z.boolean(),
  use_cache: z.boolean(),
  priority: z.int(),
  external_id: z.string().nullable(),
  metadata,
  trace_id: z
    .string()
    .nullable()
    .describe(
      'of `traceparent` of the request that created the job, or begun with it where traces are recorded',
    ),
  not_before: instant.nullable(),
  run,
  webhook: storedWebhook.nullable(),
  schedule: jobSchedule.nullable(),
}
export const job = z
  .object({ ...jobShape, results: jobResults.nullable() })
  .meta({ id: 'Job', examples: [examples.job] })
export const jobListItem = z.object({ ...jobShape, results_summary: resultsSummary.nullable() }).meta({
  id: 'JobListItem',
  description: 'A job without its results.',
  examples: [examples.jobListItem],
})

export const jobId = z.object({ job_id: pathId })

export const jobQuery = z.strictObject({
  ...paging,
  ...created,
  status: states.optional(),
  batch_id: line(200).optional(),
  in_batch: booleanText.optional().describe('of any batch, or (false) of none'),
  user_id: line(200).optional(),
  track: line(200).optional(),
  event: line(200).optional(),
  job_type: line(200).optional(),
  external_id: line(200).optional(),
  q: line(200).optional().describe('name substring'),
})

export const logLine = z
  .object({
    at: instant,
    level: z.enum(['info', 'warn', 'error']),
    step: z.string(),
    message: z.string(),
    data: anyValue,
  })
  .meta({ id: 'JobLogLine', examples: [examples.logLine] })
export const logQuery = z.strictObject({ run: wholeNumber(1, 999_999).optional() })

export const getJobQuery = z.strictObject({ ...waiting, include: z.enum(['archive_data']).optional() })

export type JobView = z.output<typeof job>
export type JobListItem = z.output<typeof jobListItem>
