/** What a user's compiler must understand of the package, under the strictest common settings. Never run. */
import {
  ApiError,
  type Batch,
  type BatchNews,
  Client,
  type ClientOptions,
  type Download,
  type Job,
  type JobCreate,
  type JobListItem,
  type JobNews,
  NotFoundError,
  RateLimitedError,
  type SavedFile,
} from '@async-events/client'

const options: ClientOptions = { baseUrl: 'https://example.org/events', timeoutMs: 10_000 }
const client = new Client(options)

export async function run(body: JobCreate, signal: AbortSignal): Promise<string> {
  const { job } = await client.createJob({ body, signal })
  const ended: Job = await client.waitForJob(job.job_id)
  const status: 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled' = ended.status
  const failed: JobListItem[] = []
  for await (const one of client.jobs({ status: ['failed'], pageSize: 10 })) failed.push(one)
  for await (const one of client.batches()) describe(one)
  for await (const news of client.watch('job-1')) tell(news)
  for await (const news of client.watch('batch-1')) tell(news)
  const opened: Download = await client.download(job.job_id)
  const saved: SavedFile = await client.download(job.job_id, { to: 'talk.zip' })
  await opened.body.cancel()
  const { upload_id } = await client.upload(new Blob(['x']), { filename: 'x.pdf' })
  await client.createJob({ body: { job_type: 'pdf', parameters: { source: { upload_id } } } })
  return `${status} ${failed.length} ${saved.path} ${ended.results?.markdown_content ?? ended.error?.code}`
}

function tell(news: JobNews | BatchNews): string {
  if (news.type === 'job.step') return `${news.data.step} ${news.data.status}`
  if (news.type === 'batch.completed') return String(news.data.counts.completed)
  return news.type
}

const describe = (batch: Batch): number => batch.progress.percent

export function explain(error: unknown): string {
  if (error instanceof RateLimitedError) {
    const type: 'rate_limited' = error.type
    return `${type} ${error.retryAfter}`
  }
  if (error instanceof NotFoundError) return error.requestId ?? ''
  return error instanceof ApiError ? error.details.map(({ path }) => path).join() : String(error)
}

// @ts-expect-error: no such state
client.jobs({ status: 'done' })
// @ts-expect-error: a session has five parameters at least
client.createJob({ body: { parameters: { event: 'x' } } })
