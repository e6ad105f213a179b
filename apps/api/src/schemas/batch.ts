import { line } from '@async-events/core'
import { z } from 'zod'
import { accessControl } from './access.ts'
import * as examples from './examples.ts'
import { booleanText, instant, lastEventId, overallProgress, pathId } from './fields.ts'
import { jobCreate } from './job-create.ts'
import { metadata } from './metadata.ts'
import { created, paging, states } from './query.ts'
import { batchSchedule } from './schedule-source.ts'
import { jobState } from './states.ts'
import { storedWebhook, webhook } from './webhook.ts'

export const batchCreate = z
  .strictObject({
    jobs: z.array(jobCreate).min(1).max(2000),
    batch_id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'must be 1 to 100 letters, digits, "_" or "-"')
      .refine((id) => !id.startsWith('job-') && !['fail-all', 'import'].includes(id), 'is reserved')
      .optional(),
    batch_name: line(500).optional(),
    webhook: webhook.optional(),
    metadata: metadata.optional().describe('Also of jobs that state none of their own.'),
    user_id: line(200).optional(),
    use_cache: z.boolean().optional(),
  })
  .meta({ id: 'BatchCreate', example: examples.batchCreate })

export const archiveChange = z
  .strictObject({ archived: z.boolean().optional().describe('Default true; false unarchives.') })
  .meta({ id: 'ArchiveChange', examples: [{ archived: false }] })
  .nullish()

export const activeChange = z
  .strictObject({
    isActive: z.boolean().optional().describe('If omitted, the state is toggled.'),
  })
  .meta({ id: 'ActiveChange', examples: [{ isActive: false }] })
  .nullish()

export const batchRestart = z
  .strictObject({
    only: z.enum(['failed', 'all']).optional().describe('Default "failed"; "all": every job that has ended.'),
    use_cache: z.boolean().optional(),
  })
  .meta({ id: 'BatchRestart', examples: [{ only: 'failed' }] })
  .nullish()

export const batch = z
  .object({
    batch_id: z.string(),
    revision: z.int(),
    last_event_id: lastEventId,
    batch_name: z.string(),
    status: jobState,
    created_at: instant,
    updated_at: instant,
    completed_at: instant.nullable(),
    total_jobs: z.int(),
    pending_jobs: z.int(),
    processing_jobs: z.int(),
    completed_jobs: z.int(),
    failed_jobs: z.int(),
    cancelled_jobs: z.int(),
    isActive: z.boolean(),
    archived: z.boolean(),
    user_id: z.string().nullable(),
    access_control: accessControl,
    webhook: storedWebhook.nullable(),
    metadata,
    trace_id: z
      .string()
      .nullable()
      .describe(
        'of `traceparent` of the request that created the batch, or begun with it where traces are recorded',
      ),
    progress: overallProgress,
    schedule: batchSchedule.nullable(),
  })
  .meta({ id: 'Batch', examples: [examples.batch] })

export const batchId = z.object({ batch_id: pathId })

export const batchQuery = z.strictObject({
  ...paging,
  ...created,
  status: states.optional(),
  archived: booleanText.optional().describe('default false'),
  isActive: booleanText.optional(),
  user_id: line(200).optional(),
  q: line(200).optional().describe('name substring'),
})

export type BatchView = z.output<typeof batch>
