import { z } from 'zod'
import type { Batch, BatchCounts } from '../job/batch.ts'
import { totalOf } from '../job/batch.ts'
import type { Job, StoredWebhook } from '../job/job.ts'
import type { Results } from '../job/results.ts'
import { archiveUrl, batchArchiveUrl, fileUrl } from '../urls.ts'
import type { ThinBatchWebhookBody, ThinJobWebhookBody } from './thin-webhook-body.ts'
import {
  batchHead,
  batchHeadShape,
  jobHead,
  jobHeadShape,
  type ToldOfBatch,
  type ToldOfJob,
} from './webhook-head.ts'

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

/** Body of every event of a job. */
export const jobWebhookBody = z
  .object({
    ...jobHeadShape,
    event,
    result: result.nullable().describe('of this run; null when it gave none'),
    error: error.nullable(),
  })
  .meta({ id: 'JobWebhookBody', description: 'POSTed to the webhook of a job.' })

export const batchWebhookBody = z
  .object({
    ...batchHeadShape,
    batch_name: z.string(),
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
export type WebhookBody =
  | JobWebhookBody
  | BatchWebhookBody
  | ThinJobWebhookBody
  | ThinBatchWebhookBody
  | TestWebhookBody

/** A document longer than this is named by its URL only. Bytes. */
const maxMarkdown = 1_000_000

/** Fields of `Results.body` that the body for this webhook is made of. */
export function resultFieldsOf(webhook: StoredWebhook): string[] {
  if (webhook.payload === 'thin') return []
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
  delivery: ToldOfJob,
  job: Job,
  webhook: StoredWebhook,
  results: Results | null,
  publicUrl: string,
): JobWebhookBody {
  const head = jobHead(delivery, job)
  const cause = delivery.data.error as JobWebhookBody['error'] | undefined
  return {
    ...head,
    event: eventOf(job.parameters),
    result: results && resultOf(job, webhook, results, publicUrl),
    error: head.status === 'error' ? (cause ?? null) : null,
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
  delivery: ToldOfBatch,
  batch: Pick<Batch, 'id' | 'batch_name' | 'metadata'>,
  publicUrl: string,
): BatchWebhookBody {
  const counts = delivery.data.counts as BatchCounts
  return {
    ...batchHead(delivery, batch),
    batch_name: batch.batch_name,
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
