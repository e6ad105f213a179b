import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import type { PageDrawing, PageText, PdfDocument, PdfRequest } from './pdf-messages.ts'
import { type ChildLimits, type PdfChild, startPdfChild } from './start-pdf-child.ts'

/** A page at which a child reached a limit. */
export interface LostPage {
  kind: 'lost'
  number: number
}

export type TaskMessage = PdfDocument | PageText | PageDrawing | LostPage

export interface Task {
  request: PdfRequest
  /** A child that waits for it; without one a child is started. */
  child?: PdfChild | undefined
  /** What is left to do after a page was lost; null when nothing is. */
  after: (lost: number) => PdfRequest | null
  /** Of the next child. */
  limits: () => ChildLimits
  /** Whether the others are read without this page. */
  mayLose: (number: number) => boolean
}

/** The messages of a task. Another child goes on after a page at which one reached a limit. Throws as `PdfChild.ask`. */
export async function* runTask(
  ctx: ToolContext,
  { request, child, after, limits, mayLose }: Task,
): AsyncGenerator<TaskMessage, void, undefined> {
  let left: PdfRequest | null = request
  let waiting = child
  while (left !== null) {
    let begun: number | null = null
    try {
      const { task, file } = left
      const folder = 'folder' in left ? left.folder : null
      const asked = waiting ?? startPdfChild(ctx, { task, file, folder }, limits())
      waiting = undefined
      for await (const message of asked.ask(left, limits(), ctx.signal)) {
        begun = message.kind === 'begin' ? message.number : null
        if (message.kind !== 'begin') yield message
      }
      return
    } catch (thrown) {
      // A retryable failure is not the page's fault.
      const isLimit = thrown instanceof AppError && thrown.code === 'resource_limit' && !thrown.retryable
      if (!isLimit || begun === null || !mayLose(begun)) throw thrown
      yield { kind: 'lost', number: begun }
      left = after(begun)
    }
  }
}
