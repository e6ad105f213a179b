import { mkdir, realpath } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { lengthOfBlocks } from './page-block.ts'
import { createPageParts } from './page-parts.ts'
import { type PdfLimits, pdfLimits } from './pdf-limits.ts'
import type { DrawRequest, PdfDocument, PdfPage, PdfRequest, RedrawRequest } from './pdf-messages.ts'
import type { Task } from './run-task.ts'
import { runTasks, type TaskEvent } from './run-tasks.ts'
import { startWaitingChildren, type WaitingChildren } from './waiting-children.ts'

export interface PdfReaderOptions {
  /** May still be missing. */
  file: string
  /** An empty folder for the pages' pictures; the caller removes them. */
  folder: string
  limits?: Partial<PdfLimits>
}

/** Processes for one PDF. They need longer to start than most downloads take, and can do so meanwhile. */
export interface PdfReader {
  /** Once the processes are started; they need not be waited for. */
  ready: Promise<void>
  /**
   * Reads the PDF, which is there now: first the document, then each page once its pictures are written, in any order.
   * The processes are gone when the loop ends. Throws `invalid_pdf, pdf_encrypted, too_many_pages, page_too_large,
   * resource_limit`, and the signal's reason.
   */
  read(options: { scans: boolean }): AsyncGenerator<PdfDocument | PdfPage, void, undefined>
  /** Ends processes that still wait for the PDF. */
  close(): Promise<void>
}

/** A second process draws the last pages when so many are left. */
const worthSecond = 8

/** Starts child processes for a PDF: one for the text and up to two for the pictures. */
export async function startPdfReader(
  ctx: ToolContext,
  { file: givenFile, folder: givenFolder, limits: givenLimits }: PdfReaderOptions,
): Promise<PdfReader> {
  ctx.signal.throwIfAborted()
  const limits = { ...pdfLimits, ...givenLimits }
  // Node's permissions need real paths.
  const [file, folder] = await Promise.all([realPathOf(givenFile), realpath(givenFolder)])
  // Each in a folder of its own, as both draw the page at which they meet.
  const folders = { forwards: join(folder, 'forwards'), backwards: join(folder, 'backwards') }
  await Promise.all(Object.values(folders).map((own) => mkdir(own, { recursive: true })))
  const childLimits = { ...limits, silentMs: limits.pageMs }
  const waiting = startWaitingChildren(ctx, { file, ...folders, limits: childLimits })
  return {
    ready: waiting.ready,
    read: ({ scans }) => readPages(ctx, { file, folder, folders, scans, limits, waiting }),
    close: waiting.close,
  }
}

/** Of a file that need not be there. */
const realPathOf = (file: string): Promise<string> =>
  realpath(file).catch(async () => join(await realpath(dirname(file)), basename(file)))

interface ReadPages {
  file: string
  folder: string
  folders: { forwards: string; backwards: string }
  scans: boolean
  limits: PdfLimits
  waiting: WaitingChildren
}

async function* readPages(
  ctx: ToolContext,
  { file, folder, folders, scans, limits, waiting }: ReadPages,
): AsyncGenerator<PdfDocument | PdfPage, void, undefined> {
  const parts = createPageParts({ scans })
  const lost = new Set<number>()
  const deadline = Date.now() + limits.wallMs
  let [pages, textLeft, anything, isSecond, redrawn] = [0, limits.text, false, false, false]
  const tasks = runTasks(ctx, {
    limits: () => ({ ...limits, wallMs: deadline - Date.now(), silentMs: limits.pageMs }),
    mayLose(number, task) {
      if ((task === 'read' && pages === 1) || Date.now() >= deadline) return false
      const isNew = !lost.has(number)
      return !isNew || (lost.size < limits.lostPages && lost.add(number) !== undefined)
    },
  })
  const start = (request: PdfRequest, after: Task['after']): void =>
    tasks.start(request, after, waiting.take(request))

  const read = (from: number): PdfRequest => ({
    task: 'read',
    file,
    maxPages: limits.pages,
    from,
    textLeft,
  })

  const drawing = (from: number, step: 1 | -1): DrawRequest => {
    const own = step === 1 ? folders.forwards : folders.backwards
    return { task: 'draw', file, folder: own, from, step }
  }

  const draw = (request: DrawRequest): void =>
    start(request, (number) => ({ ...request, from: number + request.step }))

  /** Where a process waits for it, or else once the text is read, which frees a processor. */
  function drawFromLast(): void {
    if (isSecond || pages === 0 || availableParallelism() === 1) return
    const request = drawing(pages, -1)
    if (!waiting.has(request) && parts.unread().length > 0) return
    isSecond = true
    if (parts.undrawn().length >= worthSecond) draw(request)
  }

  function redraw(wanted: RedrawRequest['pages']): void {
    if (wanted.length === 0) return
    const request = { task: 'redraw', file, folder, scans } as const
    tasks.start({ ...request, pages: wanted }, (number) => {
      const left = wanted.filter((page) => page.number > number)
      return left.length > 0 ? { ...request, pages: left } : null
    })
  }

  /** Pages that the message completes. */
  function take({ task, message }: TaskEvent): (PdfPage | null)[] {
    switch (message.kind) {
      case 'document':
        pages = message.pages
        parts.begin(message)
        return []
      case 'text':
        textLeft -= lengthOfBlocks(message.blocks)
        return [parts.addText(message)]
      case 'drawing':
        return [parts.addDrawing(message.number, message.drawn, task === 'redraw')]
      case 'lost':
        return [
          task === 'read' ? parts.loseText(message.number) : parts.addDrawing(message.number, null, true),
        ]
      case 'end':
        if (task === 'redraw') return parts.redraw().map(({ number }) => parts.addDrawing(number, null, true))
        if (task === 'read' && parts.unread().length > 0)
          throw new AppError('unexpected', undefined, { cause: new Error('A page is missing') })
        return []
    }
  }

  try {
    draw(drawing(1, 1))
    start(read(1), (lostPage) => (lostPage < pages ? read(lostPage + 1) : null))
    for await (const event of tasks) {
      const { message } = event
      if (message.kind === 'document' && pages === 0) yield message
      const taken = take(event)
      drawFromLast()
      // PDFium does not open the file, or knows of fewer pages.
      const undrawn = tasks.isRunning('draw') ? [] : parts.undrawn()
      const given = undrawn.map((number) => parts.addDrawing(number, null, false))
      if (!redrawn && parts.isSettled()) {
        redrawn = true
        tasks.stop('draw')
        redraw(parts.redraw())
      }
      for (const page of [...taken, ...given]) {
        // Pages may have been read ahead of the caller.
        ctx.signal.throwIfAborted()
        if (page === null) continue
        anything ||= page.picture !== null || page.text !== ''
        yield page
      }
    }
  } finally {
    await Promise.all([tasks.close(), waiting.close()])
  }
  if (!anything) throw new AppError('invalid_pdf', 'No page of the PDF can be read')
}
