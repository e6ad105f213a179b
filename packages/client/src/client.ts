import { platform } from '#platform'
import { answerUrl, fillRoute } from './address.ts'
import type { CallOptions } from './client-options.ts'
import { TimeoutError } from './errors/connection-error.ts'
import type { Download, DownloadOptions, SavedFile } from './files/download.ts'
import { openDownload } from './files/open-download.ts'
import { formOf, type UploadOptions } from './files/upload.ts'
import { type FollowOptions, follow } from './follow.ts'
import {
  type ListBatchDeliveriesQuery,
  type ListBatchesQuery,
  type ListJobsQuery,
  type ListKeysQuery,
  Operations,
} from './operations.ts'
import { eachOf } from './pages.ts'
import type { UploadSource } from './platform/platform.ts'
import type { BatchNews, JobNews } from './read-events.ts'
import { pauseOrThrow, withRetries } from './retries.ts'
import { send, sendForResponse } from './send.ts'
import type { Batch, Delivery, Job, JobListItem, JobState, Key, UploadAnswer } from './types.ts'

export interface WaitOptions {
  signal?: AbortSignal | undefined
  /** Longest time in all, in milliseconds; for ever when missing. */
  timeoutMs?: number | undefined
}

/** A filter of a list. How many come with each request is `pageSize`. */
export type Filter<Query> = Omit<Query, 'limit' | 'skip' | 'cursor' | 'status'> & { pageSize?: number }
/** The same, by one state or several. */
export type StateFilter<Query> = Filter<Query> & { status?: JobState | readonly JobState[] }

const ended: ReadonlySet<string> = new Set(['completed', 'failed', 'cancelled'])
/** Seconds of one long poll, below common gateway timeouts. */
const pollSeconds = 25
/** No batch's id begins so. */
const isJobId = (id: string): boolean => id.startsWith('job-')

/** The API's operations, and the few things that take more than one call. */
export class Client extends Operations {
  /** Every job that a filter matches, newest first; jobs made meanwhile do not shift what comes. */
  jobs(
    filter: StateFilter<ListJobsQuery> = {},
    options: CallOptions = {},
  ): AsyncGenerator<JobListItem, void, void> {
    const { pageSize, status, ...query } = filter
    return eachOf(
      (cursor) =>
        this.listJobs({
          ...options,
          query: { ...query, ...inStates(status), ...limited(pageSize), ...cursor },
        }),
      (page) => page.jobs,
    )
  }

  /** Every batch that a filter matches, newest first. */
  batches(
    filter: StateFilter<ListBatchesQuery> = {},
    options: CallOptions = {},
  ): AsyncGenerator<Batch, void, void> {
    const { pageSize, status, ...query } = filter
    return eachOf(
      (cursor) =>
        this.listBatches({
          ...options,
          query: { ...query, ...inStates(status), ...limited(pageSize), ...cursor },
        }),
      (page) => page.batches,
    )
  }

  /** Every webhook delivery of a job, or of a batch and its jobs, newest first. */
  deliveries(
    id: string,
    filter: Filter<ListBatchDeliveriesQuery> = {},
    options: CallOptions = {},
  ): AsyncGenerator<Delivery, void, void> {
    const { pageSize, ...rest } = filter
    return eachOf(
      (cursor) => {
        const query = { ...rest, ...limited(pageSize), ...cursor }
        return isJobId(id)
          ? this.listJobDeliveries({ ...options, path: { job_id: id }, query })
          : this.listBatchDeliveries({ ...options, path: { batch_id: id }, query })
      },
      (page) => page.deliveries,
    )
  }

  /** Every API key that a filter matches, newest first; for admin keys. */
  keys(filter: Filter<ListKeysQuery> = {}, options: CallOptions = {}): AsyncGenerator<Key, void, void> {
    const { pageSize, ...query } = filter
    return eachOf(
      (cursor) => this.listKeys({ ...options, query: { ...query, ...limited(pageSize), ...cursor } }),
      (page) => page.keys,
    )
  }

  /**
   * The job once it has ended, however that was. A service that is away is waited for. Throws a `TimeoutError` when it
   * takes longer than asked for.
   */
  waitForJob(jobId: string, options: WaitOptions = {}): Promise<Job> {
    return this.#until(jobId, options, async (call) => {
      const { job } = await this.getJob({ path: { job_id: jobId }, query: { wait: pollSeconds }, ...call })
      return ended.has(job.status) ? job : null
    })
  }

  /** The batch once all its jobs have ended. Throws a `TimeoutError` when it takes longer than asked for. */
  waitForBatch(batchId: string, options: WaitOptions = {}): Promise<Batch> {
    return this.#until(batchId, options, async (call) => {
      const given = { path: { batch_id: batchId }, query: { wait: pollSeconds }, ...call }
      const { batch } = await this.getBatch(given)
      return ended.has(batch.status) ? batch : null
    })
  }

  /** Events of a job, or of a batch and its jobs, by its id: `watchJob` or `watchBatch`. */
  watch(id: `job-${string}`, options?: FollowOptions): AsyncGenerator<JobNews, void, void>
  watch(id: string, options?: FollowOptions): AsyncGenerator<JobNews | BatchNews, void, void>
  watch(id: string, options: FollowOptions = {}): AsyncGenerator<JobNews | BatchNews, void, void> {
    return isJobId(id) ? this.watchJob(id, options) : this.watchBatch(id, options)
  }

  /**
   * Every event of a job, once and in order, also over broken connections, and its progress in between; ends with the
   * job. Throws an `ApiError` when the job is not, or no longer, there for the caller.
   */
  watchJob(jobId: string, options: FollowOptions = {}): AsyncGenerator<JobNews, void, void> {
    return follow<JobNews>(options, this.connection.onRetry, jobEnds, (header, signal) =>
      this.streamJobEvents({ path: { job_id: jobId }, header, signal, maxRetries: 0 }),
    )
  }

  /** The same for a batch: the events of all its jobs, in the order of the batch, and its end. */
  watchBatch(batchId: string, options: FollowOptions = {}): AsyncGenerator<BatchNews, void, void> {
    return follow<BatchNews>(options, this.connection.onRetry, batchEnds, (header, signal) =>
      this.streamBatchEvents({ path: { batch_id: batchId }, header, signal, maxRetries: 0 }),
    )
  }

  /**
   * Uploads a file for jobs: a path or `file:` URL (Node), a `Blob` or `File`, bytes, or a stream. Files and blobs are
   * read while they are sent. A stream can be sent once, so it is not sent again after a failure.
   */
  async upload(source: UploadSource, options: UploadOptions = {}): Promise<UploadAnswer> {
    const { signal, timeoutMs, maxRetries, idempotencyKey } = options
    const body = await formOf(source, options, platform)
    const header = { 'idempotency-key': idempotencyKey }
    const given = { signal, timeoutMs, maxRetries, header, ...body }
    return send<UploadAnswer>(this.connection, 'POST', '/api/event-job/uploads', given, { takesKey: true })
  }

  /**
   * Downloads the archive of a job or batch by its id, or a file by its URL in the results (`markdown_url`, `archive_url`,
   * those of assets). Without `to` gives the body as a stream; with it writes to a stream or, in Node, to a file: a path,
   * or a folder, where it gets the service's name. The file appears once it is whole. Throws a `TypeError` for URLs of
   * other hosts, which must not see credentials, and an `ArchiveNotReadyError` before there is an archive.
   */
  download(what: string, options?: DownloadOptions): Promise<Download>
  download(
    what: string,
    options: DownloadOptions & { to: string | WritableStream<Uint8Array> },
  ): Promise<SavedFile>
  async download(
    what: string,
    { to, ...options }: DownloadOptions & { to?: string | WritableStream<Uint8Array> } = {},
  ): Promise<Download | SavedFile> {
    const { signal = new AbortController().signal, sha256 = null } = options
    const { timeoutMs: silenceMs = this.connection.timeoutMs } = options
    const { maxRetries = this.connection.maxRetries } = options
    const { onRetry } = this.connection
    const address = this.#fileAddress(what)
    const open = () =>
      openDownload({
        ask: (header) => sendForResponse(this.connection, 'GET', address, { ...options, header }),
        otherwise: what.includes('/') ? nameOf(address) : `${what}.zip`,
        sha256,
        hash: platform.startSha256(),
        silenceMs,
        retries: { signal, maxRetries, onRetry },
      })
    if (to === undefined) return open()
    let opened = await open()
    const counted = { bytes: 0 }
    if (typeof to !== 'string') {
      await opened.body.pipeThrough(counter(counted)).pipeTo(to)
      return { filename: opened.filename, path: null, bytes: counted.bytes }
    }
    // What cannot go on where it was, such as the archive of a batch, is begun again.
    const policy = { maxRetries: opened.isResumable ? 0 : maxRetries, isRepeatable: true, signal, onRetry }
    let isFirst = true
    const path = await withRetries(policy, async () => {
      if (!isFirst) opened = await open()
      isFirst = false
      counted.bytes = 0
      return platform.writeFile(to, opened.filename, opened.body.pipeThrough(counter(counted)))
    })
    return { filename: opened.filename, path, bytes: counted.bytes }
  }

  /** The answer to a URL of the results, with its headers; `download` is for what is large. */
  async fetchFile(url: string, options: CallOptions = {}): Promise<Response> {
    return sendForResponse(this.connection, 'GET', this.#fileAddress(url), options)
  }

  /** A URL of an answer as others may use it: absolute, and under the path of `baseUrl`. */
  urlOf(url: string): string {
    return answerUrl(this.connection.base, url).href
  }

  #fileAddress(what: string): string {
    if (what.includes('/')) return answerUrl(this.connection.base, what).href
    const route = `/api/event-job/${isJobId(what) ? 'jobs' : 'batches'}/{id}/download-archive`
    return this.connection.base + fillRoute(route, { id: what })
  }

  async #until<T>(
    what: string,
    { signal, timeoutMs }: WaitOptions,
    look: (call: CallOptions) => Promise<T | null>,
  ): Promise<T> {
    const late = new AbortController()
    const tell = (): void => late.abort(new TimeoutError(`${what} has not ended within ${timeoutMs} ms.`))
    const timer = timeoutMs === undefined ? undefined : setTimeout(tell, timeoutMs)
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal
    try {
      for (let failures = 0; ; ) {
        either.throwIfAborted()
        try {
          const found = await look({ signal: either, maxRetries: 0 })
          if (found !== null) return found
          failures = 0
        } catch (error) {
          failures += 1
          await pauseOrThrow(error, failures, { signal: either, onRetry: this.connection.onRetry })
        }
      }
    } finally {
      clearTimeout(timer)
    }
  }
}

const limited = (limit: number | undefined): { limit?: number } => (limit === undefined ? {} : { limit })

const inStates = (status: JobState | readonly JobState[] | undefined): { status?: JobState[] } =>
  status === undefined ? {} : { status: [status].flat() }

const jobEnds = ({ type }: JobNews): boolean => /^job\.(completed|failed|cancelled|deleted)$/.test(type)
const batchEnds = ({ type }: BatchNews): boolean => type === 'batch.completed'

const nameOf = (address: string): string =>
  decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? '') || 'download'

function counter(counted: { bytes: number }): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      counted.bytes += chunk.byteLength
      controller.enqueue(chunk)
    },
  })
}
