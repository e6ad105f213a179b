import { type ChildProcess, fork } from 'node:child_process'
import { AppError } from '@async-events/core'
import { abortable } from '../fetch/abortable.ts'
import type { PageReading, PageSource } from './read-page.ts'

export interface PageReaderOptions {
  /** Longest time one page may take, in milliseconds. */
  timeMs?: number
  /** Heap of the process in MiB. */
  memoryMb?: number
  /** How long a process waits for another page before it ends and gives its memory back, in milliseconds. */
  idleMs?: number
  /** Pages that are read at the same time: one that takes long must not hold up all others. */
  processes?: number
}

export interface PageReader {
  /** Throws `unsupported_source` for a page that cannot be read within the limits. */
  read(html: Uint8Array, source: PageSource, signal?: AbortSignal): Promise<PageReading>
  close(): Promise<void>
}

/** Longest time until the process has started. Milliseconds. */
const startMs = 60_000

/** Reads pages in a few processes, each page in the one that has the least to read. */
export function createPageReader({ processes = 2, ...options }: PageReaderOptions = {}): PageReader {
  const lanes = Array.from({ length: processes }, () => ({ lane: createLane(options), pages: 0 }))
  return {
    async read(html, source, signal) {
      signal?.throwIfAborted()
      const chosen = lanes.reduce((best, each) => (each.pages < best.pages ? each : best))
      chosen.pages += 1
      const reading = chosen.lane.read(html, source, signal).finally(() => {
        chosen.pages -= 1
      })
      // Whoever gives up does not wait for its turn.
      return signal ? abortable(reading, signal) : reading
    },
    close: async () => void (await Promise.all(lanes.map(({ lane }) => lane.close()))),
  }
}

/**
 * Reads pages one by one in a process of its own. Parsing is synchronous: on the main thread a hostile page would stop
 * the heartbeats of every step, and nothing could end it. A thread is not enough: where a single allocation goes beyond
 * its heap, V8 ends the whole process and not the thread (measured). A process that exceeds its limits dies alone.
 */
function createLane({
  timeMs = 15_000,
  memoryMb = 512,
  idleMs = 10_000,
}: Omit<PageReaderOptions, 'processes'>): PageReader {
  let child: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined

  function end(): void {
    clearTimeout(idle)
    child?.kill('SIGKILL')
    child = null
  }

  async function start(): Promise<ChildProcess> {
    const started = fork(new URL('./page-reader-child.ts', import.meta.url), [], {
      execArgv: [`--max-old-space-size=${memoryMb}`],
      // Nothing of the worker's own environment: it holds secrets, and options for its own process.
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child = started
    // One that was killed may still report an error when nobody waits for it.
    started.on('error', () => {})
    started.once('exit', () => {
      if (child === started) child = null
    })
    await nextAnswer(started, startMs, undefined)
    return started
  }

  async function readNow(
    html: Uint8Array,
    source: PageSource,
    signal: AbortSignal | undefined,
  ): Promise<PageReading> {
    signal?.throwIfAborted()
    clearTimeout(idle)
    try {
      const current = child ?? (await start())
      signal?.throwIfAborted()
      hold(current)
      const answered = nextAnswer(current, timeMs, signal)
      current.send({ html, source } satisfies ChildRequest)
      const answer = await answered
      if (!('reading' in answer))
        throw new Error(`The page could not be read: ${'failure' in answer ? answer.failure : 'no answer'}`)
      release(current)
      idle = setTimeout(end, idleMs).unref()
      return answer.reading
    } catch (thrown) {
      // It may still be at work on the page, or be dead: either way the next page gets a new one.
      end()
      throw thrown
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
      end()
    },
  }
}

/** Throws the signal's reason after an abort, `unsupported_source` when the process is dead or too slow. */
async function nextAnswer(
  child: ChildProcess,
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<ChildAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<ChildAnswer>()
  const onMessage = (answer: unknown): void => resolve(answer as ChildAnswer)
  const tooMuch = (): void =>
    reject(new AppError('unsupported_source', 'The page takes too much time or memory to read'))
  const onAbort = (): void => reject(signal?.reason)
  const timer = setTimeout(tooMuch, limitMs)
  child.once('message', onMessage).once('exit', tooMuch).once('error', tooMuch)
  signal?.addEventListener('abort', onAbort)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    child.off('message', onMessage).off('exit', tooMuch).off('error', tooMuch)
  }
}

function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

/** An idle process holds no other one open. */
function release(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}

export interface ChildRequest {
  html: Uint8Array
  source: PageSource
}

export type ChildAnswer = { ready: true } | { reading: PageReading } | { failure: string }
