import { z } from 'zod'
import { type Batch, type BatchCounts, batchRevision } from '../job/batch.ts'
import type { Job } from '../job/job.ts'
import type { Results } from '../job/results.ts'
import { archiveUrl, batchArchiveUrl, batchUrl, fileUrl, jobUrl } from '../urls.ts'
import {
  batchHead,
  batchHeadShape,
  jobHead,
  jobHeadShape,
  type ToldOfBatch,
  type ToldOfJob,
} from './webhook-head.ts'

/** Bodies for `payload: "thin"`: that something happened, and where to ask. */

const revision = z.int().describe('when this was sent: what is asked for with an older one is out of date')

export const thinJobWebhookBody = z
  .object({
    ...jobHeadShape,
    revision,
    urls: z
      .object({ job: z.string(), markdown: z.string().nullable(), archive: z.string().nullable() })
      .meta({ id: 'JobWebhookUrls' }),
  })
  .meta({
    id: 'ThinJobWebhookBody',
    description: 'POSTed to the webhook of a job that wants the payload `thin`.',
  })

export const thinBatchWebhookBody = z
  .object({
    ...batchHeadShape,
    revision,
    urls: z.object({ batch: z.string(), archive: z.string().nullable() }).meta({ id: 'BatchWebhookUrls' }),
  })
  .meta({
    id: 'ThinBatchWebhookBody',
    description: 'POSTed to the webhook of a batch that wants the payload `thin`.',
  })

export type ThinJobWebhookBody = z.infer<typeof thinJobWebhookBody>
export type ThinBatchWebhookBody = z.infer<typeof thinBatchWebhookBody>

/** @param results of the event's run, null if there are none */
export function thinJobBody(
  delivery: ToldOfJob,
  job: Job,
  results: Pick<Results, 'run' | 'markdown_path' | 'archive'> | null,
  publicUrl: string,
): ThinJobWebhookBody {
  const markdown = results?.markdown_path ?? null
  return {
    ...jobHead(delivery, job),
    revision: job.revision,
    urls: {
      job: publicUrl + jobUrl(job.id),
      markdown: results && markdown !== null ? publicUrl + fileUrl(job.id, results.run, markdown) : null,
      archive: results?.archive ? publicUrl + archiveUrl(job.id) : null,
    },
  }
}

/** @param position of the batch's newest event */
export function thinBatchBody(
  delivery: ToldOfBatch,
  batch: Pick<Batch, 'id' | 'metadata' | 'revision'>,
  position: number,
  publicUrl: string,
): ThinBatchWebhookBody {
  const { completed } = delivery.data.counts as BatchCounts
  return {
    ...batchHead(delivery, batch),
    revision: batchRevision(batch, position),
    urls: {
      batch: publicUrl + batchUrl(batch.id),
      archive: completed > 0 ? publicUrl + batchArchiveUrl(batch.id) : null,
    },
  }
}
