import { AppError } from '@async-events/core'
import { nodeChildArgs, runTool, type ToolContext } from '@async-events/sandbox'
import { createMessageQueue, type MessageQueue } from './message-queue.ts'
import type { PdfFailure, PdfMessage, PdfRequest } from './pdf-messages.ts'

export interface ChildLimits {
  residentBytes: number
  cpuSeconds: number
  wallMs: number
  /** Idle timeout. */
  silentMs: number
}

const script = new URL('pdf-child.ts', import.meta.url)

/**
 * Messages of one child; it is gone when the loop ends. Throws the child's error, `resource_limit` when it exits at a
 * limit or without a message, and the signal's reason.
 */
export async function* runPdfChild(
  ctx: ToolContext,
  request: PdfRequest,
  limits: ChildLimits,
): AsyncGenerator<Exclude<PdfMessage, PdfFailure>, void, undefined> {
  const messages = createMessageQueue<PdfMessage>()
  const ended = new AbortController()
  const giveUp = (): void => ended.abort(new AppError('resource_limit', 'Reading the PDF timed out'))
  let silence = setTimeout(giveUp, limits.silentMs)
  const run = runTool(
    { ...ctx, signal: AbortSignal.any([ctx.signal, ended.signal]) },
    {
      tool: process.execPath,
      args: nodeChildArgs({
        script,
        request,
        // By which libjpeg-turbo's package tells its build for musl; without it Skia would encode.
        system: ['/etc/alpine-release'],
        reads: request.file,
        ...('folder' in request && { writes: request.folder }),
        heapBytes: limits.residentBytes,
      }),
      wallMs: limits.wallMs,
      cpuSeconds: limits.cpuSeconds,
      residentBytes: limits.residentBytes,
      // A 2400 pixel picture has at most some megabytes.
      fileBytes: 64 * 1024 * 1024,
      onLine: (line) => {
        clearTimeout(silence)
        silence = setTimeout(giveUp, limits.silentMs)
        pushLine(messages, line)
      },
      failAs: 'resource_limit',
    },
  ).finally(messages.end)
  // It may fail while the caller processes a page.
  run.catch(() => {})
  try {
    for await (const message of messages) {
      if (message.kind === 'failure') throw errorOf(message)
      yield message
    }
    await run
  } finally {
    ended.abort()
    await run.catch(() => {})
    clearTimeout(silence)
  }
}

function pushLine(messages: MessageQueue<PdfMessage>, line: string): void {
  try {
    messages.push(JSON.parse(line) as PdfMessage)
  } catch {
    // An incomplete line of a killed child.
  }
}

function errorOf({ code, message }: PdfFailure): AppError {
  if (code === 'unexpected') return new AppError('unexpected', undefined, { cause: new Error(message) })
  return new AppError(code, message)
}
