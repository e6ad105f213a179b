import { ApiError } from './api-error.ts'
import { type FollowOptions, follow } from './follow.ts'
import { Operations } from './operations.ts'
import { pauseOrThrow } from './pause-or-throw.ts'
import type { BatchNews, JobNews } from './read-events.ts'
import { sendForResponse } from './send.ts'
import type { Batch, Job } from './types.ts'

interface WaitOptions {
  signal?: AbortSignal
  /** Longest time in all, in milliseconds; for ever when missing. */
  timeoutMs?: number
}

export interface Download {
  /** As the service names it. */
  filename: string
  /** Bytes in all, where the service knows them beforehand. */
  bytes: number | null
  body: ReadableStream<Uint8Array>
}

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])
/** Seconds of one long poll, below common gateway timeouts. */
const pollSeconds = 25

/** The API's operations, and the few things that take more than one call. */
export class Client extends Operations {
  /** The job once it has ended, however that was. Throws `TimeoutError` when it takes longer than asked for. */
  waitForJob(jobId: string, options: WaitOptions = {}): Promise<Job> {
    return until(options, async (signal) => {
      const { job } = await this.getJob({ path: { job_id: jobId }, query: { wait: pollSeconds }, signal })
      return ended.has(job.status) ? job : null
    })
  }

  /** The batch once all its jobs have ended. Throws `TimeoutError` when it takes longer than asked for. */
  waitForBatch(batchId: string, options: WaitOptions = {}): Promise<Batch> {
    return until(options, async (signal) => {
      const { batch } = await this.getBatch({
        path: { batch_id: batchId },
        query: { wait: pollSeconds },
        signal,
      })
      return ended.has(batch.status) ? batch : null
    })
  }

  /**
   * Every event of a job, once and in order, also over broken connections, and its progress in between; ends with the
   * job. Throws an `ApiError` when the job is not, or no longer, there for the caller.
   */
  watchJob(jobId: string, options: FollowOptions = {}): AsyncGenerator<JobNews, void, void> {
    return follow<JobNews>(options, jobEnds, (header, signal) =>
      this.streamJobEvents({ path: { job_id: jobId }, header, signal }),
    )
  }

  /** The same for a batch: the events of all its jobs, in the order of the batch, and its end. */
  watchBatch(batchId: string, options: FollowOptions = {}): AsyncGenerator<BatchNews, void, void> {
    return follow<BatchNews>(options, batchEnds, (header, signal) =>
      this.streamBatchEvents({ path: { batch_id: batchId }, header, signal }),
    )
  }

  /** The ZIP of a finished job. Throws an `ApiError` of type `archive_not_ready` before. */
  async downloadArchive(jobId: string, { signal }: { signal?: AbortSignal } = {}): Promise<Download> {
    const given = { path: { job_id: jobId }, ...(signal && { signal }) }
    return downloadOf(await this.downloadJobArchive(given), `${jobId}.zip`)
  }

  /** One ZIP of all finished jobs of a batch. */
  async downloadArchiveOfBatch(
    batchId: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<Download> {
    const given = { path: { batch_id: batchId }, ...(signal && { signal }) }
    return downloadOf(await this.downloadBatchArchive(given), `${batchId}.zip`)
  }

  /**
   * Fetches a URL from a response (`markdown_url`, `archive_url`, asset URLs) with the caller's credentials. Hosts other
   * than the API's are rejected, so that they never see credentials.
   */
  async fetchFile(url: string, { signal }: { signal?: AbortSignal } = {}): Promise<Response> {
    const { origin } = new URL(this.options.baseUrl)
    const target = new URL(url, this.options.baseUrl)
    if (target.origin !== origin) throw new TypeError(`${target.origin} is not the API at ${origin}`)
    const address = target.pathname + target.search
    return sendForResponse(this.options, 'GET', address, signal ? { signal } : {})
  }
}

const jobEnds = ({ type }: JobNews): boolean => /^job\.(completed|failed|cancelled|deleted)$/.test(type)
const batchEnds = ({ type }: BatchNews): boolean => type === 'batch.completed'

async function until<T>(
  { signal, timeoutMs }: WaitOptions,
  look: (signal: AbortSignal) => Promise<T | null>,
): Promise<T> {
  const signals = [signal, timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)]
  const either = AbortSignal.any(signals.filter((one) => one !== undefined))
  for (let failures = 0; ; ) {
    either.throwIfAborted()
    try {
      const found = await look(either)
      if (found !== null) return found
      failures = 0
    } catch (error) {
      await pauseOrThrow(error, either, failures)
      failures += 1
    }
  }
}

function downloadOf(response: Response, otherwise: string): Download {
  if (!response.body) throw new ApiError(response.status, { message: 'The answer has no body.' }, null)
  const stated = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const length = response.headers.get('content-length')
  return {
    filename: stated ? decodeURIComponent(stated) : otherwise,
    bytes: length === null ? null : Number(length),
    body: response.body,
  }
}
