import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  type Programme,
  type ReadSchedule,
  type ScheduleSource,
  scheduleUnreadable,
} from '@async-events/core'
import { createSafeFetch } from '@async-events/web/safe-fetch'
import type { StackConfig } from './stack-config.ts'
import { userAgentOf } from './user-agent.ts'

/** What the thread answers: a programme, or why there is none. */
export type ScheduleAnswer = { programme: Programme } | { refused: { reason: string; message: string } }

export interface ScheduleReaderOptions {
  /** Until the thread is ended, with its start. Milliseconds. */
  timeoutMs?: number
  /** Threads at a time; more wait. */
  atOnce?: number
}

/** Megabytes of the heap of a thread: the largest schedule that is read needs a quarter. */
const heap = 512

/**
 * Reads schedules in threads of their own, so that one that takes long or much memory costs its request and nothing else. Throws
 * `schedule_unreadable`.
 */
export function createScheduleReader({
  timeoutMs = 20_000,
  atOnce = 2,
}: ScheduleReaderOptions = {}): ReadSchedule {
  let running = 0
  const waiting: (() => void)[] = []
  return async (source) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      const answer = await readInThread(source, timeoutMs)
      if ('programme' in answer) return answer.programme
      throw scheduleUnreadable('schedule', answer.refused.reason, answer.refused.message)
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

async function readInThread(source: ScheduleSource, timeoutMs: number): Promise<ScheduleAnswer> {
  const thread = new Worker(new URL('./schedule-thread.ts', import.meta.url), {
    workerData: source,
    resourceLimits: { maxOldGenerationSizeMb: heap },
    // Without the process's preloads: it only reads.
    execArgv: [],
    env: {},
  })
  const timeout = AbortSignal.timeout(timeoutMs)
  let isEnding = false
  try {
    // A thread that runs out of memory is an `error`, which this throws.
    const [answer]: unknown[] = await once(thread, 'message', { signal: timeout })
    // It has nothing left to do: ended from outside while it ends, a thread once took its process along.
    isEnding = true
    thread.unref()
    return answer as ScheduleAnswer
  } catch (error) {
    if (timeout.aborted)
      throw scheduleUnreadable(
        'schedule',
        'timeout',
        `The schedule could not be read within ${timeoutMs / 1000} s.`,
      )
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      throw scheduleUnreadable('schedule', 'too_large', 'The schedule needs more memory than it may have.')
    throw error
  } finally {
    if (!isEnding) void thread.terminate()
  }
}

/** The way out to the network of what the API reads itself. */
export const openSourceFetch = (
  config: Pick<StackConfig, 'FETCH_ALLOW' | 'FETCH_CONTACT'>,
  log?: Parameters<typeof createSafeFetch>[0]['log'],
) => createSafeFetch({ allow: config.FETCH_ALLOW, userAgent: userAgentOf(config), ...(log && { log }) })
