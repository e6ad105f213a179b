import { availableParallelism } from 'node:os'
import type { ToolContext } from '@async-events/sandbox'
import type { PdfRequest } from './pdf-messages.ts'
import { type ChildLimits, type PdfChild, startPdfChild } from './start-pdf-child.ts'

/** Children of a PDF that start before it is there. */
export interface WaitingChildren {
  /** Once all have loaded what they need, or have ended. */
  ready: Promise<void>
  has(request: PdfRequest): boolean
  /** One for this request, if there is one; it is the caller's then. No others are started afterwards. */
  take(request: PdfRequest): PdfChild | undefined
  /** Ends those that were not taken. */
  close(): Promise<void>
}

export interface WaitingFor {
  file: string
  /** Folders of the process that draws from the first page on, and of that which draws from the last. */
  forwards: string
  backwards: string
  limits: ChildLimits
}

/** One that reads and one that draws, and when they are ready another that draws, where there is a processor for it. */
export function startWaitingChildren(
  ctx: ToolContext,
  { file, forwards, backwards, limits }: WaitingFor,
): WaitingChildren {
  const waiting = new Map<string, PdfChild>()
  let isOver = false
  const start = (task: PdfRequest['task'], folder: string | null): Promise<void> => {
    const child = startPdfChild(ctx, { task, file, folder }, limits)
    waiting.set(keyOf(task, folder), child)
    return child.ready
  }
  const first = Promise.all([start('read', null), start('draw', forwards)])
  return {
    ready: first.then(async () => {
      if (!isOver && !ctx.signal.aborted && availableParallelism() > 1) await start('draw', backwards)
    }),
    has: (request) => waiting.has(keyOfRequest(request)),
    take(request) {
      isOver = true
      const key = keyOfRequest(request)
      const child = waiting.get(key)
      waiting.delete(key)
      return child
    },
    async close() {
      isOver = true
      await Promise.all([...waiting.values()].map((child) => child.close()))
    },
  }
}

const keyOfRequest = (request: PdfRequest): string =>
  keyOf(request.task, 'folder' in request ? request.folder : null)

const keyOf = (task: PdfRequest['task'], folder: string | null): string => `${task} ${folder ?? ''}`
