import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, eachOf, type StepArtifacts } from '@async-events/core'
import type { PdfDocument, PdfReader } from '@async-events/media'
import type { ToolContext } from '@async-events/sandbox'
import { type StoredPage, storePage } from './store-page.ts'

/** Pages stored at a time, while the next are drawn. */
const concurrency = 4

export interface ReadPagesOptions {
  reader: PdfReader
  artifacts: StepArtifacts
  /** Whether pictures for OCR are kept, in the step's folder. */
  scans: boolean
  onPage: (done: number, of: number) => void
}

/** Reads a PDF and stores its pictures as they are drawn. Throws as `PdfReader.read` does. */
export async function readPages(
  ctx: ToolContext,
  { reader, artifacts, scans, onPage }: ReadPagesOptions,
): Promise<{ document: PdfDocument; pages: StoredPage[] }> {
  const scanFolder = join(ctx.workdir, 'scans')
  await mkdir(scanFolder)
  const pages: StoredPage[] = []
  let document: PdfDocument | null = null
  await eachOf(reader.read({ scans }), concurrency, async (message) => {
    if (message.kind === 'document') document = message
    else pages.push(await storePage(artifacts, message, scanFolder))
    onPage(pages.length, pagesOf(document))
  })
  if (document === null) throw new AppError('invalid_pdf')
  return { document, pages: pages.sort((one, other) => one.page.number - other.page.number) }
}

const pagesOf = (document: PdfDocument | null): number => document?.pages ?? 0
