import { dirname } from 'node:path'
import { AppError } from '@async-events/core'
import { compiledCode, nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import { createMessageQueue } from './message-queue.ts'
import type { PdfFailure, PdfMessage, PdfReady, PdfRequest } from './pdf-messages.ts'

export interface ChildLimits {
  residentBytes: number
  cpuSeconds: number
  /** From the request on. */
  wallMs: number
  /** Idle timeout, from the request on. */
  silentMs: number
}

export interface ChildStart {
  task: PdfRequest['task']
  /** The only file that it may read, by real path; it need not exist yet. */
  file: string
  /** The only folder that it may write into, by real path. */
  folder: string | null
}

/** A child for one request, which loads what its task needs while it waits for that. */
export interface PdfChild {
  /** Once it has loaded it, or has ended. */
  ready: Promise<void>
  /**
   * Its messages about the request; it is gone when the loop ends. Throws the child's error, `resource_limit` when it
   * exits at a limit or without a message, and the signal's reason.
   */
  ask(
    request: PdfRequest,
    limits: ChildLimits,
    signal: AbortSignal,
  ): AsyncGenerator<Exclude<PdfMessage, PdfFailure | PdfReady>, void, undefined>
  /** Ends it, and waits until it is gone. */
  close(): Promise<void>
}

const script = new URL('pdf-child.ts', import.meta.url)
/** The caller ends those that wait; a download and a conversion take less. */
const waitMs = 30 * 60_000

export function startPdfChild(
  ctx: ToolContext,
  { task, file, folder }: ChildStart,
  { residentBytes, cpuSeconds, wallMs }: ChildLimits,
): PdfChild {
  const messages = createMessageQueue<Exclude<PdfMessage, PdfReady>>()
  const ended = new AbortController()
  const ready = Promise.withResolvers<void>()
  const input = Promise.withResolvers<string>()
  const compiled = compiledCode()
  let hear = (): void => {}
  const run = runTool(
    { ...ctx, signal: AbortSignal.any([ctx.signal, ended.signal]) },
    {
      tool: process.execPath,
      args: nodeChildArgs({
        script,
        request: task,
        // By which libjpeg-turbo's package tells its build for musl; without it Skia would encode.
        system: ['/etc/alpine-release'],
        reads: file,
        ...(folder !== null && { writes: folder }),
        compiled,
        heapBytes: residentBytes,
      }),
      input: input.promise,
      ...(compiled !== null && { env: { NODE_COMPILE_CACHE: dirname(compiled) } }),
      wallMs: waitMs + wallMs,
      cpuSeconds,
      residentBytes,
      // A 2400 pixel picture has at most some megabytes.
      fileBytes: 64 * 1024 * 1024,
      onLine: (line) => {
        hear()
        const message = parsed(line)
        if (message?.kind === 'ready') ready.resolve()
        else if (message !== null) messages.push(message)
      },
      failAs: 'resource_limit',
    },
  ).finally(() => {
    messages.end()
    ready.resolve()
  })
  // It may fail while it waits, or while the caller processes a page.
  run.catch(() => {})

  async function close(): Promise<void> {
    ended.abort(new Error('closed'))
    await run.catch(() => {})
  }

  return {
    ready: ready.promise,
    close,
    async *ask(request, limits, signal) {
      const stop = (): void => ended.abort(signal.reason)
      const giveUp = (): void => ended.abort(new AppError('resource_limit', 'Reading the PDF timed out'))
      const wall = setTimeout(giveUp, limits.wallMs)
      let silence = setTimeout(giveUp, limits.silentMs)
      hear = () => {
        clearTimeout(silence)
        silence = setTimeout(giveUp, limits.silentMs)
      }
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      input.resolve(JSON.stringify(request))
      try {
        for await (const message of messages) {
          if (message.kind === 'failure') throw errorOf(message)
          yield message
        }
        await run
      } finally {
        signal.removeEventListener('abort', stop)
        await close()
        clearTimeout(wall)
        clearTimeout(silence)
      }
    },
  }
}

/** Null for the incomplete line of a killed child. */
function parsed(line: string): PdfMessage | null {
  try {
    return JSON.parse(line) as PdfMessage
  } catch {
    return null
  }
}

function errorOf({ code, message }: PdfFailure): AppError {
  if (code === 'unexpected') return new AppError('unexpected', undefined, { cause: new Error(message) })
  return new AppError(code, message)
}
