import { url as debuggerUrl } from 'node:inspector'
import { Worker } from 'node:worker_threads'
import type { Logger } from '@async-events/core'

/** Longer than a lease and any probe's timeout: others have taken over by then. */
const longestBlockMs = 60_000

interface WatchOptions {
  log: Pick<Logger, 'warn'>
  limitMs?: number
}

/**
 * Kills this process with SIGKILL when its event loop is blocked for `limitMs`: it cannot stop itself, handles no
 * signal, and would stay for ever. The watching thread also counts its own turns, so that a process that was
 * suspended and resumed does not look blocked. Does nothing under a debugger.
 */
export function watchEventLoop({ log, limitMs = longestBlockMs }: WatchOptions): { stop(): void } {
  if (debuggerUrl() !== undefined) return { stop() {} }
  const turns = new Int32Array(new SharedArrayBuffer(4))
  const beat = setInterval(() => Atomics.add(turns, 0, 1), Math.min(500, limitMs / 4))
  beat.unref()
  const watcher = new Worker(new URL('./event-loop-watcher.ts', import.meta.url), {
    workerData: { turns, limitMs },
    // Without the process's preloads: it only counts.
    execArgv: [],
  })
  watcher.on('error', (error) => log.warn({ err: error }, 'the event loop is no longer watched'))
  watcher.unref()
  return {
    stop() {
      clearInterval(beat)
      void watcher.terminate()
    },
  }
}
