import { realpath } from 'node:fs/promises'
import { AppError } from '@async-events/core'
import type { ToolContext } from '@async-events/sandbox'
import { linesOfBlocks } from './page-block.ts'
import type { PdfDocument, PdfPage } from './pdf-messages.ts'
import { runPdfChild } from './run-pdf-child.ts'

/** Limits of one PDF. */
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

/**
 * Reads a PDF in a child process: first the document, then each page once its pictures are written. The child is gone
 * when the loop ends. Throws `invalid_pdf, pdf_encrypted, too_many_pages, page_too_large, resource_limit`, and the
 * signal's reason.
 */
export async function* readPdf(
  ctx: ToolContext,
  { file: givenFile, folder: givenFolder, scans, limits: givenLimits }: ReadPdfOptions,
): AsyncGenerator<PdfDocument | PdfPage, void, undefined> {
  const limits = { ...pdfLimits, ...givenLimits }
  const deadline = Date.now() + limits.wallMs
  // Node's permissions need real paths.
  const [file, folder] = await Promise.all([realpath(givenFile), realpath(givenFolder)])
  const skip: number[] = []
  let pages = 0
  let begun = 0
  let told = 0
  let textLeft = limits.text
  let anything = false
  for (;;) {
    const request = { file, folder, maxPages: limits.pages, scans, from: told + 1, skip, textLeft }
    const childLimits = { ...limits, wallMs: deadline - Date.now(), silentMs: limits.pageMs }
    try {
      for await (const message of runPdfChild(ctx, request, childLimits)) {
        if (message.kind === 'begin') begun = message.number
        else if (message.kind === 'page') {
          told = message.number
          const text = linesOfBlocks(message.blocks).join('\n')
          textLeft -= text.length
          anything ||= message.picture !== null || text !== ''
          yield { ...message, text }
        } else if (pages === 0) {
          pages = message.pages
          yield message
        }
      }
      if (told < pages) throw new AppError('unexpected', undefined, { cause: new Error('A page is missing') })
      if (anything) return
      throw new AppError('invalid_pdf', 'No page of the PDF can be read')
    } catch (thrown) {
      // A retryable failure is not the page's fault.
      const isLimit = thrown instanceof AppError && thrown.code === 'resource_limit' && !thrown.retryable
      const canGoOn = begun > told && pages > 1 && skip.length < limits.lostPages && Date.now() < deadline
      if (!isLimit || !canGoOn || skip.includes(begun)) throw thrown
      // The page it was reading; the next child reads the rest.
      skip.push(begun)
    }
  }
}
