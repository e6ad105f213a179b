import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { indexMediaType, type Runner, type StepContext, type StepOutcome } from '@async-events/core'
import { type PdfReader, startPdfReader } from '@async-events/media'
import type { ToolContext } from '@async-events/sandbox'
import type { z } from 'zod'
import type { pdfContract } from './contract.ts'
import { fileOfPage } from './file-of-page.ts'
import { findOcr, type Ocr } from './find-ocr.ts'
import { headingsOf } from './headings-of.ts'
import { markRunning } from './mark-running.ts'
import { linkWarnings, pageWarnings } from './page-warnings.ts'
import { preparePdf } from './prepare-pdf.ts'
import { readPages } from './read-pages.ts'
import { readScans } from './read-scans.ts'
import { splitNotes } from './split-notes.ts'
import { writeIndex, writeText } from './write-index.ts'

type PdfOutcome = StepOutcome<z.input<(typeof pdfContract)['result']>>

const maxBytes = 200 * 1024 * 1024
const downloadMs = 10 * 60_000
/** Percent at which each part begins. */
const begins = { download: 0, pages: 20, scans: 70, storing: 98 } as const

/** Fetches slides and stores each page: text, picture in two sizes, links; scanned pages by OCR. */
export const runPdf: Runner<typeof pdfContract> = async (ctx) => {
  const workdir = join(ctx.workdir, 'slides')
  const pages = join(workdir, 'pages')
  await mkdir(pages, { recursive: true })
  try {
    const tools = { findTool: ctx.findTool, signal: ctx.signal, workdir }
    const file = join(workdir, 'fetched')
    // Both take time that most downloads take, too.
    const reader = await startPdfReader(tools, { file, folder: pages })
    const ocr = findOcr(tools, ctx.params.source_language)
    // Thrown when it is awaited.
    ocr.catch(() => {})
    try {
      return await readSlides(ctx, { tools, file, reader, ocr })
    } finally {
      await Promise.allSettled([reader.close(), ocr])
    }
  } finally {
    await rm(workdir, { recursive: true, force: true })
  }
}

/** What is installed decides what can be read. */
runPdf.fingerprint = async ({ findTool }) =>
  ['tesseract', 'soffice'].filter((tool) => findTool(tool) !== null).join(' ')

interface Started {
  tools: ToolContext
  /** To which the slides are fetched. */
  file: string
  reader: PdfReader
  ocr: Promise<Ocr>
}

async function readSlides(
  ctx: StepContext<typeof pdfContract>,
  { tools, file, reader, ocr: foundOcr }: Started,
): Promise<PdfOutcome> {
  const { artifacts, params, signal } = ctx
  const between = (from: number, to: number, done: number, of: number): number =>
    from + (to - from) * (of > 0 ? Math.min(1, done / of) : 0)

  ctx.progress(begins.download, 'Fetching the slides')
  const fetched = await ctx.fetch({
    url: fileOfPage(params.attachment_url),
    signal,
    toFile: file,
    maxBytes,
    timeoutMs: downloadMs,
    accept: 'application/pdf,application/vnd.*;q=0.9,*/*;q=0.5',
    onProgress: (received, total) =>
      ctx.progress(between(begins.download, begins.pages, total ? received / total : 0.5, 1)),
  })
  ctx.progress(begins.pages, 'Reading the slides')
  const source = await preparePdf(tools, fetched, file)
  const ocr = await foundOcr
  const { document, pages } = await readPages(tools, {
    reader,
    artifacts,
    scans: ocr.pack !== null,
    onPage: (done, of) =>
      ctx.progress(between(begins.pages, begins.scans, done, of), `${done} of ${of} pages`),
  })
  const scans = await readScans(tools, pages, {
    pack: ocr.pack,
    onPage: (done, of) =>
      ctx.progress(
        between(begins.scans, begins.storing, done, of),
        `${done} of ${of} pages searched for text`,
      ),
  })
  ctx.progress(begins.storing, 'Storing the text')
  const index = markRunning(splitNotes(pages.map(({ page }) => page)))
  const textChars = index.reduce((sum, { text }) => sum + text.length, 0)
  const output = {
    url: fetched.url,
    title: document.title,
    media_type: source.mediaType,
    bytes: fetched.bytes,
    converted_from: source.convertedFrom,
    pages: document.pages,
    ocr_pages: scans.read.length,
    ocr_engine: scans.read.length > 0 ? 'tesseract' : null,
    text_chars: textChars,
    headings: headingsOf(index),
    index: await artifacts.put(writeIndex(document.outline, index), indexMediaType),
    text: await artifacts.put(writeText(index), 'text/plain'),
  }
  ctx.progress(100)
  return {
    output,
    warnings: [...linkWarnings(source.links), ...pageWarnings(pages, scans, ocr)],
    empty: textChars === 0 && index.every(({ picture }) => picture === null),
  }
}
