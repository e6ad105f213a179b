import { url as debuggerUrl } from 'node:inspector'
import { Worker } from 'node:worker_threads'
import type { Logger } from './logger.ts'

/** Longer than a lease and than any prober's patience: whatever the process held is another's by then. */
const longestBlockMs = 60_000

interface WatchOptions {
  log: Pick<Logger, 'warn'>
  limitMs?: number
}

/**
 * Ends this process by SIGKILL when its event loop has not turned for `limitMs`: it could not stop itself, hears no
 * signal, and would hold its place for ever. A thread of its own watches, and counts its own turns, so that a process
 * that was stopped and continued is not taken for a blocked one. Does nothing under a debugger.
 */
export function watchEventLoop({ log, limitMs = longestBlockMs }: WatchOptions): { stop(): void } {
  if (debuggerUrl() !== undefined) return { stop() {} }
  const turns = new Int32Array(new SharedArrayBuffer(4))
  const beat = setInterval(() => Atomics.add(turns, 0, 1), Math.min(500, limitMs / 4))
  beat.unref()
  const watcher = new Worker(new URL('./event-loop-watcher.ts', import.meta.url), {
    workerData: { turns, limitMs },
    // Nothing of the process's preloads: it only counts.
    execArgv: [],
  })
  watcher.on('error', (error) => log.warn({ err: error }, 'nobody watches the event loop any more'))
  watcher.unref()
  return {
    stop() {
      clearInterval(beat)
      void watcher.terminate()
    },
  }
}
