import { ApiError } from './api-error.ts'
import { Operations } from './operations.ts'
import { readEvents, type ServerEvent } from './read-events.ts'
import type { Batch, Job } from './types.ts'

interface WaitOptions {
  signal?: AbortSignal
  /** Longest time in all, in milliseconds; for ever when missing. */
  timeoutMs?: number
}

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])
/** Seconds of one long poll: what a gateway in between surely lets through. */
const pollSeconds = 25
const reconnectMs = 1_000

/** The API's operations, and the few things that take more than one call. */
export class Client extends Operations {
  /** The job once it has ended, however that was. Throws `TimeoutError` when it takes longer than asked for. */
  waitForJob(jobId: string, options: WaitOptions = {}): Promise<Job> {
    return until(options, async (signal) => {
      const { job } = await this.getJob({
        path: { job_id: jobId },
        query: { wait: `${pollSeconds}` },
        signal,
      })
      return ended.has(job.status) ? job : null
    })
  }

  waitForBatch(batchId: string, options: WaitOptions = {}): Promise<Batch> {
    return until(options, async (signal) => {
      const { batch } = await this.getBatch({
        path: { batch_id: batchId },
        query: { wait: `${pollSeconds}` },
        signal,
      })
      return ended.has(batch.status) ? batch : null
    })
  }

  /** Every event of a job, once and in order, also over broken connections; ends with the job. */
  watchJob(
    jobId: string,
    options: { signal?: AbortSignal; after?: string } = {},
  ): AsyncGenerator<ServerEvent> {
    return follow(options, (header, signal) =>
      this.streamJobEvents({ path: { job_id: jobId }, header, signal }),
    )
  }

  watchBatch(
    batchId: string,
    options: { signal?: AbortSignal; after?: string } = {},
  ): AsyncGenerator<ServerEvent> {
    return follow(options, (header, signal) =>
      this.streamBatchEvents({ path: { batch_id: batchId }, header, signal }),
    )
  }

  /** The ZIP of a finished job and its file name. */
  async downloadArchive(jobId: string): Promise<{ filename: string; body: ReadableStream<Uint8Array> }> {
    const response = await this.downloadJobArchive({ path: { job_id: jobId } })
    if (!response.body) throw new TypeError('The answer has no body.')
    const stated = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    return { filename: stated ? decodeURIComponent(stated) : `${jobId}.zip`, body: response.body }
  }
}

async function until<T>(
  { signal, timeoutMs }: WaitOptions,
  look: (signal: AbortSignal) => Promise<T | null>,
): Promise<T> {
  const signals = [signal, timeoutMs === undefined ? undefined : AbortSignal.timeout(timeoutMs)]
  const either = AbortSignal.any(signals.filter((one) => one !== undefined))
  for (;;) {
    either.throwIfAborted()
    const found = await look(either).catch((error: unknown) => pauseOrThrow(error, either))
    if (found !== null) return found
  }
}

async function* follow(
  { signal, after }: { signal?: AbortSignal; after?: string },
  open: (header: { 'last-event-id'?: string }, signal: AbortSignal) => Promise<Response>,
): AsyncGenerator<ServerEvent> {
  const either = signal ?? new AbortController().signal
  let last = after
  for (;;) {
    try {
      const response = await open(last === undefined ? {} : { 'last-event-id': last }, either)
      // All was told before.
      if (response.status === 204 || !response.body) return
      for await (const event of readEvents(response.body)) {
        if (event.id !== null) last = event.id
        yield event
      }
      return
    } catch (error) {
      await pauseOrThrow(error, either)
    }
  }
}

/** A broken connection and a service that is away for a moment are waited out; everything else is the caller's. */
async function pauseOrThrow(error: unknown, signal: AbortSignal): Promise<null> {
  signal.throwIfAborted()
  const isTemporary =
    error instanceof ApiError ? error.status === 503 || error.status === 429 : error instanceof TypeError
  if (!isTemporary) throw error
  const waitMs =
    error instanceof ApiError && error.retryAfter !== null ? error.retryAfter * 1_000 : reconnectMs
  await new Promise((resolve) => setTimeout(resolve, waitMs))
  return null
}
