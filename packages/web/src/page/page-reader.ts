import { Worker } from 'node:worker_threads'
import { AppError } from '@async-events/core'
import type { PageReading, PageSource } from './read-page.ts'

export interface PageReaderOptions {
  /** Longest time one page may take, in milliseconds. */
  timeMs?: number
  /** Heap of the thread in MiB. */
  memoryMb?: number
}

export interface PageReader {
  /** Throws `unsupported_source` for a page that cannot be read within the limits. */
  read(html: Uint8Array, source: PageSource, signal?: AbortSignal): Promise<PageReading>
  close(): Promise<void>
}

/**
 * Reads pages one by one in a thread of its own. Parsing is synchronous: on the main thread a hostile page would stop
 * the heartbeats of every step, and nothing could end it. A thread that exceeds its limits is thrown away.
 */
export function createPageReader({ timeMs = 15_000, memoryMb = 512 }: PageReaderOptions = {}): PageReader {
  let worker: Worker | null = null
  let last: Promise<unknown> = Promise.resolve()

  function startWorker(): Worker {
    const started = new Worker(new URL('./page-reader-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    })
    // An idle thread holds no process open.
    started.unref()
    started.on('error', () => {})
    started.once('exit', () => {
      if (worker === started) worker = null
    })
    return started
  }

  async function readNow(
    html: Uint8Array,
    source: PageSource,
    signal: AbortSignal | undefined,
  ): Promise<PageReading> {
    signal?.throwIfAborted()
    worker ??= startWorker()
    const current = worker
    const { promise, resolve, reject } = Promise.withResolvers<PageReading>()
    const onMessage = (answer: ThreadAnswer): void => {
      if ('reading' in answer) resolve(answer.reading)
      else reject(new Error(`The page could not be read: ${answer.failure}`))
    }
    const tooMuch = (cause?: unknown): void =>
      reject(new AppError('unsupported_source', 'The page takes too much time or memory to read', { cause }))
    const onAbort = (): void => reject(signal?.reason)
    const timer = setTimeout(tooMuch, timeMs)
    current.ref()
    current.on('message', onMessage).once('error', tooMuch).once('exit', tooMuch)
    signal?.addEventListener('abort', onAbort)
    try {
      current.postMessage({ html, source } satisfies ThreadRequest)
      const reading = await promise
      current.unref()
      return reading
    } catch (thrown) {
      // It may still be at work on the page, or be dead: either way the next page gets a new one.
      if (worker === current) worker = null
      await current.terminate()
      throw thrown
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      current.off('message', onMessage).off('error', tooMuch).off('exit', tooMuch)
    }
  }

  return {
    read(html, source, signal) {
      const reading = last.then(() => readNow(html, source, signal))
      last = reading.catch(() => {})
      return reading
    },
    async close() {
      await last
      await worker?.terminate()
      worker = null
    },
  }
}

export interface ThreadRequest {
  html: Uint8Array
  source: PageSource
}

export type ThreadAnswer = { reading: PageReading } | { failure: string }
