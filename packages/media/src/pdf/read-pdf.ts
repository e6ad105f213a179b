import { mkdir, realpath } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { lengthOfBlocks } from './page-block.ts'
import { createPageParts } from './page-parts.ts'
import type { DrawRequest, PdfDocument, PdfPage, PdfRequest, RedrawRequest } from './pdf-messages.ts'
import { runTasks, type TaskEvent } from './run-tasks.ts'

/** Limits of one PDF; memory and processor time are those of each process. */
export const pdfLimits = {
  pages: 1000,
  residentBytes: 1024 * 1024 * 1024,
  cpuSeconds: 1200,
  /** All pages. */
  wallMs: 25 * 60_000,
  /** Per page, and until the first. */
  pageMs: 60_000,
  /** Pages over the time or memory limit are left out; after this many the PDF fails. */
  lostPages: 3,
  /** Maximum characters of text. */
  text: 4_000_000,
} as const

export interface ReadPdfOptions {
  file: string
  /** An empty folder for the pages' pictures; the caller removes them. */
  folder: string
  /** Whether textless pages get a larger picture, for OCR. */
  scans: boolean
  limits?: Partial<Record<keyof typeof pdfLimits, number>>
}

/** A second process draws the last pages when so many are left. */
const worthSecond = 8

/**
 * Reads a PDF in child processes, one for the text and up to two for the pictures: first the document, then each page
 * once its pictures are written, in any order. The children are gone when the loop ends. Throws `invalid_pdf,
 * pdf_encrypted, too_many_pages, page_too_large, resource_limit`, and the signal's reason.
 */
export async function* readPdf(
  ctx: ToolContext,
  { file: givenFile, folder: givenFolder, scans, limits: givenLimits }: ReadPdfOptions,
): AsyncGenerator<PdfDocument | PdfPage, void, undefined> {
  ctx.signal.throwIfAborted()
  const limits = { ...pdfLimits, ...givenLimits }
  // Node's permissions need real paths.
  const [file, folder] = await Promise.all([realpath(givenFile), realpath(givenFolder)])
  const parts = createPageParts({ scans })
  const lost = new Set<number>()
  const deadline = Date.now() + limits.wallMs
  let [pages, textLeft, anything, redrawn] = [0, limits.text, false, false]
  const tasks = runTasks(ctx, {
    limits: () => ({ ...limits, wallMs: deadline - Date.now(), silentMs: limits.pageMs }),
    mayLose(number, task) {
      if ((task === 'read' && pages === 1) || Date.now() >= deadline) return false
      const isNew = !lost.has(number)
      return !isNew || (lost.size < limits.lostPages && lost.add(number) !== undefined)
    },
  })

  const read = (from: number): PdfRequest => ({
    task: 'read',
    file,
    maxPages: limits.pages,
    from,
    textLeft,
  })

  /** Each in a folder of its own, as both draw the page at which they meet. */
  async function draw(from: number, step: 1 | -1): Promise<void> {
    const own = join(folder, step === 1 ? 'forwards' : 'backwards')
    await mkdir(own, { recursive: true })
    const request: DrawRequest = { task: 'draw', file, folder: own, from, step }
    tasks.start(request, (number) => ({ ...request, from: number + step }))
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
  async function take({ task, message }: TaskEvent): Promise<(PdfPage | null)[]> {
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
        if (task === 'read' && parts.undrawn().length >= worthSecond && availableParallelism() > 1)
          await draw(pages, -1)
        return []
    }
  }

  try {
    await draw(1, 1)
    tasks.start(read(1), (lostPage) => (lostPage < pages ? read(lostPage + 1) : null))
    for await (const event of tasks) {
      const { message } = event
      if (message.kind === 'document' && pages === 0) yield message
      const taken = await take(event)
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
    await tasks.close()
  }
  if (!anything) throw new AppError('invalid_pdf', 'No page of the PDF can be read')
}
