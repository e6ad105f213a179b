import { z } from 'zod'
import type { Batch, BatchCounts } from '../job/batch.ts'
import { totalOf } from '../job/batch.ts'
import { type Job, type StoredWebhook, stepStatuses } from '../job/job.ts'
import type { Results } from '../job/results.ts'
import { archiveUrl, batchArchiveUrl, fileUrl } from '../urls.ts'
import type { Delivery } from './delivery.ts'

const instant = z.iso.datetime()
const error = z
  .object({
    code: z.string(),
    message: z.string(),
    step: z.string().optional(),
    retryable: z.boolean(),
    details: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({
    id: 'WebhookError',
    description: 'The real cause of a failure; null for a job that was cancelled.',
  })

const event = z
  .object({
    name: z.string().nullable(),
    session: z.string().nullable(),
    url: z.string().nullable(),
    track: z.string().nullable(),
    speakers: z.array(z.string()),
  })
  .meta({ id: 'WebhookEvent', description: 'What the job is about, from its parameters.' })

const metadata = z
  .object({
    run: z.int(),
    language: z.string().nullable(),
    template: z.string().nullable(),
    engine: z.string().nullable(),
    structured_data: z.record(z.string(), z.unknown()).nullable(),
    archive_filename: z.string().nullable(),
    archive_bytes: z.int().nullable(),
    archive_sha256: z.string().nullable(),
    warnings: z.array(z.object({ step: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'WebhookMetadata' })

const result = z
  .object({
    markdown_content: z
      .string()
      .nullable()
      .optional()
      .describe('null when it is larger than 1 MB; absent when the webhook does not want it'),
    markdown_file: z.string().nullable(),
    markdown_url: z.string().nullable(),
    archive_url: z.string().nullable(),
    metadata: metadata.optional().describe('absent when the webhook does not want it'),
  })
  .meta({ id: 'WebhookResult' })

const ownMetadata = z
  .record(z.string(), z.string())
  .describe('as it was given when the job or batch was created')

const step = z
  .object({ id: z.string(), status: z.enum(stepStatuses), reason: z.string().nullable() })
  .meta({ id: 'WebhookStep' })

/** Body of every event of a job. */
export const jobWebhookBody = z
  .object({
    type: z.enum(['job.completed', 'job.failed', 'job.cancelled', 'job.step']),
    timestamp: instant.describe('when it happened; `webhook-timestamp` is when it was sent'),
    seq: z
      .int()
      .describe('number of the event within the job: webhooks come in any order, a higher one is newer'),
    status: z.enum(['success', 'error']),
    job_id: z.string(),
    batch_id: z.string().nullable(),
    external_id: z.string().nullable(),
    metadata: ownMetadata,
    event,
    result: result.nullable().describe('of this run; null when it gave none'),
    error: error.nullable(),
    step: step.optional().describe('of `job.step`: the step that has settled'),
  })
  .meta({ id: 'JobWebhookBody', description: 'POSTed to the webhook of a job.' })

export const batchWebhookBody = z
  .object({
    type: z.literal('batch.completed'),
    timestamp: instant,
    seq: z.int().describe('how often the batch has ended: a higher one is newer'),
    status: z.enum(['success', 'error']),
    batch_id: z.string(),
    batch_name: z.string(),
    metadata: ownMetadata,
    counts: z.object({
      total: z.int(),
      pending: z.int(),
      processing: z.int(),
      completed: z.int(),
      failed: z.int(),
      cancelled: z.int(),
    }),
    archive_url: z.string().nullable(),
  })
  .meta({
    id: 'BatchWebhookBody',
    description: 'POSTed to the webhook of a batch when all its jobs have ended.',
  })

export const testWebhookBody = z
  .object({
    type: z.literal('webhook.test'),
    timestamp: instant,
    status: z.literal('success'),
    message: z.string(),
  })
  .meta({ id: 'TestWebhookBody', description: 'POSTed by `testWebhook`.' })

export type JobWebhookBody = z.infer<typeof jobWebhookBody>
export type BatchWebhookBody = z.infer<typeof batchWebhookBody>
export type TestWebhookBody = z.infer<typeof testWebhookBody>
export type WebhookBody = JobWebhookBody | BatchWebhookBody | TestWebhookBody

/** A document longer than this is named by its URL only. Bytes. */
const maxMarkdown = 1_000_000

/** Fields of `Results.body` that the body for this webhook is made of. */
export function resultFieldsOf(webhook: StoredWebhook): string[] {
  return [
    'markdown_file',
    ...(webhook.include_markdown ? ['markdown_content'] : []),
    ...(webhook.include_metadata ? ['language', 'template', 'engine', 'structured_data'] : []),
  ]
}

/**
 * @param results of the event's run, null if there are none
 * @param publicUrl prefix of API paths, empty for paths only
 */
export function jobBody(
  delivery: Pick<Delivery, 'type' | 'seq' | 'at' | 'data'>,
  job: Job,
  webhook: StoredWebhook,
  results: Results | null,
  publicUrl: string,
): JobWebhookBody {
  const { type, data } = delivery
  const isStep = type === 'job.step'
  const failed = isStep
    ? data.status === 'failed' || data.status === 'cancelled'
    : type === 'job.failed' || type === 'job.cancelled'
  return {
    type: type as JobWebhookBody['type'],
    timestamp: delivery.at.toISOString(),
    seq: delivery.seq,
    status: failed ? 'error' : 'success',
    job_id: job.id,
    batch_id: job.batch_id,
    external_id: job.external_id,
    metadata: job.metadata,
    event: eventOf(job.parameters),
    result: results && resultOf(job, webhook, results, publicUrl),
    error: failed ? ((data.error as JobWebhookBody['error'] | undefined) ?? null) : null,
    ...(isStep
      ? {
          step: {
            id: String(data.step),
            status: data.status as z.infer<typeof step>['status'],
            reason: text(data.reason),
          },
        }
      : {}),
  }
}

function eventOf(parameters: Job['parameters']): JobWebhookBody['event'] {
  const { event: name, session, url, track, speakers, name: title, source } = parameters
  // A job of one processor has a source instead of a page, and may have a name.
  const sourceUrl = typeof source === 'object' && source !== null && 'url' in source ? source.url : null
  return {
    name: text(name),
    session: text(session) ?? text(title),
    url: text(url) ?? text(sourceUrl),
    track: text(track),
    speakers: Array.isArray(speakers) ? speakers.filter((one) => typeof one === 'string') : [],
  }
}

function resultOf(
  job: Job,
  webhook: StoredWebhook,
  { run, body, markdown_path: markdown, archive }: Results,
  publicUrl: string,
): z.infer<typeof result> {
  const content = text(body.markdown_content)
  const fits = content !== null && Buffer.byteLength(content) <= maxMarkdown
  const structured = body.structured_data
  return {
    ...(webhook.include_markdown ? { markdown_content: fits ? content : null } : {}),
    markdown_file: text(body.markdown_file),
    markdown_url: markdown === null ? null : publicUrl + fileUrl(job.id, run, markdown),
    archive_url: archive ? publicUrl + archiveUrl(job.id) : null,
    ...(webhook.include_metadata
      ? {
          metadata: {
            run,
            language: text(body.language),
            template: text(body.template),
            engine: text(body.engine),
            structured_data:
              typeof structured === 'object' ? (structured as Record<string, unknown> | null) : null,
            archive_filename: archive?.filename ?? null,
            archive_bytes: archive?.bytes ?? null,
            archive_sha256: archive?.sha256 ?? null,
            warnings: job.warnings,
          },
        }
      : {}),
  }
}

export function batchBody(
  delivery: Pick<Delivery, 'seq' | 'at' | 'data'>,
  batch: Pick<Batch, 'id' | 'batch_name' | 'metadata'>,
  publicUrl: string,
): BatchWebhookBody {
  const counts = delivery.data.counts as BatchCounts
  return {
    type: 'batch.completed',
    timestamp: delivery.at.toISOString(),
    seq: delivery.seq,
    status: delivery.data.status === 'completed' ? 'success' : 'error',
    batch_id: batch.id,
    batch_name: batch.batch_name,
    metadata: batch.metadata,
    counts: { total: totalOf(counts), ...counts },
    archive_url: counts.completed > 0 ? publicUrl + batchArchiveUrl(batch.id) : null,
  }
}

export const testBody = (at: Date): TestWebhookBody => ({
  type: 'webhook.test',
  timestamp: at.toISOString(),
  status: 'success',
  message: 'This is a test of your webhook; nothing has happened.',
})

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
