import { z } from 'zod'
import type { Batch } from '../job/batch.ts'
import { type Job, stepStatuses } from '../job/job.ts'
import type { Delivery } from './delivery.ts'

/** What every body of a job or batch begins with, whether full or thin. */

const ownMetadata = z
  .record(z.string(), z.string())
  .describe('as it was given when the job or batch was created')

const step = z
  .object({ id: z.string(), status: z.enum(stepStatuses), reason: z.string().nullable() })
  .meta({ id: 'WebhookStep' })

export const jobHeadShape = {
  type: z.enum(['job.completed', 'job.failed', 'job.cancelled', 'job.step']),
  timestamp: z.iso.datetime().describe('when it happened; `webhook-timestamp` is when it was sent'),
  seq: z
    .int()
    .describe('number of the event within the job: webhooks come in any order, a higher one is newer'),
  status: z.enum(['success', 'error']),
  job_id: z.string(),
  batch_id: z.string().nullable(),
  external_id: z.string().nullable(),
  metadata: ownMetadata,
  step: step.optional().describe('of `job.step`: the step that has settled'),
}
type JobHead = z.infer<z.ZodObject<typeof jobHeadShape>>

export const batchHeadShape = {
  type: z.literal('batch.completed'),
  timestamp: z.iso.datetime(),
  seq: z.int().describe('how often the batch has ended: a higher one is newer'),
  status: z.enum(['success', 'error']),
  batch_id: z.string(),
  metadata: ownMetadata,
}
type BatchHead = z.infer<z.ZodObject<typeof batchHeadShape>>

export type ToldOfJob = Pick<Delivery, 'type' | 'seq' | 'at' | 'data'>
export type ToldOfBatch = Pick<Delivery, 'seq' | 'at' | 'data'>

export function jobHead({ type, seq, at, data }: ToldOfJob, job: Job): JobHead {
  const isStep = type === 'job.step'
  const failed = isStep
    ? data.status === 'failed' || data.status === 'cancelled'
    : type === 'job.failed' || type === 'job.cancelled'
  return {
    type: type as JobHead['type'],
    timestamp: at.toISOString(),
    seq,
    status: failed ? 'error' : 'success',
    job_id: job.id,
    batch_id: job.batch_id,
    external_id: job.external_id,
    metadata: job.metadata,
    ...(isStep
      ? {
          step: {
            id: String(data.step),
            status: data.status as z.infer<typeof step>['status'],
            reason: typeof data.reason === 'string' ? data.reason : null,
          },
        }
      : {}),
  }
}

export const batchHead = (
  { seq, at, data }: ToldOfBatch,
  { id, metadata }: Pick<Batch, 'id' | 'metadata'>,
): BatchHead => ({
  type: 'batch.completed',
  timestamp: at.toISOString(),
  seq,
  status: data.status === 'completed' ? 'success' : 'error',
  batch_id: id,
  metadata,
})
