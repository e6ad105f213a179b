import { type ChildProcess, spawn } from 'node:child_process'
import { basename } from 'node:path'
import type { FindTool } from '@async-events/core'
import { type BoundedChild, startBounded } from './bounded-child.ts'
import type { ChildLimits } from './child-limits.ts'
import { nodeChildArgs } from './node-child.ts'
import type { ChildAnswer } from './serve-requests.ts'

export interface LongLivedChildOptions {
  /** Calls `serveRequests`. */
  script: URL
  /** V8 heap limit. */
  heapBytes: number
  limits: ChildLimits
  /** Timeout of one answer, in milliseconds. */
  timeMs: number
  /** Idle time after which it exits to free its memory, in milliseconds. */
  idleMs: number
  /** Busy time after which it is replaced, in milliseconds: its CPU limit is for its whole life. */
  busyMs: number
  /** The error for a request whose process died or timed out. */
  failAs: () => Error
  findTool: FindTool
}

export interface LongLivedChild<Request, Answer> {
  /** Throws the signal's reason after an abort, `failAs` when the process died or timed out. */
  ask(request: Request, signal?: AbortSignal): Promise<Answer>
  close(): Promise<void>
}

/** Start timeout in milliseconds. */
const startMs = 60_000

/**
 * A long-lived Node process that answers one request at a time, in the sandbox of `runTool`. The first request starts
 * it. After a crash, timeout or abort it is killed, and the next request starts a new one.
 */
export function createLongLivedChild<Request, Answer>(
  options: LongLivedChildOptions,
): LongLivedChild<Request, Answer> {
  const { script, timeMs, idleMs, busyMs, failAs } = options
  let current: BoundedChild<ChildProcess> | null = null
  let last: Promise<unknown> = Promise.resolve()
  let idle: NodeJS.Timeout | undefined
  let busy = 0

  function end(): void {
    clearTimeout(idle)
    current?.kill()
    current = null
  }

  async function start(signal: AbortSignal | undefined): Promise<ChildProcess> {
    const started = startProcess(options, end)
    current = started
    busy = 0
    // A killed one may still emit an error that is not awaited.
    started.process.on('error', () => {})
    started.process.once('exit', () => {
      if (current === started) current = null
    })
    await nextAnswer(started.process, startMs, failAs, signal)
    return started.process
  }

  async function askNow(request: Request, signal: AbortSignal | undefined): Promise<Answer> {
    signal?.throwIfAborted()
    clearTimeout(idle)
    try {
      const child = current?.process ?? (await start(signal))
      signal?.throwIfAborted()
      hold(child)
      const since = performance.now()
      const answered = nextAnswer<Answer>(child, timeMs, failAs, signal)
      child.send({ request })
      const answer = await answered
      if (!('answer' in answer))
        throw new Error(`${basename(script.pathname)}: ${'failure' in answer ? answer.failure : 'no answer'}`)
      busy += performance.now() - since
      release(child)
      if (busy >= busyMs) end()
      else idle = setTimeout(end, idleMs).unref()
      return answer.answer
    } catch (thrown) {
      // It may still be busy, or dead: either way the next request gets a new one.
      end()
      throw thrown
    }
  }

  return {
    ask(request, signal) {
      const answering = last.then(() => askNow(request, signal))
      last = answering.catch(() => {})
      return answering
    },
    async close() {
      await last
      end()
    },
  }
}

function startProcess(
  { script, heapBytes, limits, findTool }: LongLivedChildOptions,
  onMemory: () => void,
): BoundedChild<ChildProcess> {
  return startBounded(findTool, {
    command: { file: process.execPath, args: nodeChildArgs({ script, heapBytes }) },
    limits,
    workdir: '/',
    env: {},
    onMemory,
    spawn: (file, args, options) =>
      spawn(file, args, {
        ...options,
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      }),
  })
}

/** Throws the signal's reason after an abort, `failAs` when the process is dead or too slow. */
async function nextAnswer<Answer>(
  child: ChildProcess,
  limitMs: number,
  failAs: () => Error,
  signal: AbortSignal | undefined,
): Promise<ChildAnswer<Answer>> {
  const { promise, resolve, reject } = Promise.withResolvers<ChildAnswer<Answer>>()
  const onMessage = (answer: unknown): void => resolve(answer as ChildAnswer<Answer>)
  const fail = (): void => reject(failAs())
  const onAbort = (): void => reject(signal?.reason)
  const timer = setTimeout(fail, limitMs)
  child.once('message', onMessage).once('exit', fail).once('error', fail)
  signal?.addEventListener('abort', onAbort)
  try {
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    child.off('message', onMessage).off('exit', fail).off('error', fail)
  }
}

function hold(child: ChildProcess): void {
  child.ref()
  child.channel?.ref()
}

/** An idle process keeps no other alive. */
function release(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
}
