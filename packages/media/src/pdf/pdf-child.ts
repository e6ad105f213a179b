import { Console } from 'node:console'
import { type DrawnPage, writePictures } from './draw-page.ts'
import { openDocument, tellsOfMissingPicture } from './open-document.ts'
import { openPdfium } from './open-pdfium.ts'
import { lengthOfBlocks } from './page-block.ts'
import type { PdfFailure, PdfMessage, PdfRequest, ToldPage } from './pdf-messages.ts'
import { readOutline } from './read-outline.ts'
import { PageTooLarge, readPage, unreadPage } from './read-page.ts'
import { sensibleTitle } from './sensible-title.ts'

// Reads one PDF and prints messages on standard output. A child process: memory, time and native code of a hostile
// file end with it.

type Told = Pick<PdfFailure, 'code' | 'message'>

let pictureMissing = false
// Standard output is for messages only, and pdf.js prints warnings there.
// biome-ignore lint/style/noRestrictedGlobals: it is replaced, for code that names no other
globalThis.console = Object.assign(new Console(process.stderr, process.stderr), {
  warn: (text: unknown) => {
    pictureMissing ||= tellsOfMissingPicture(String(text))
  },
})
// In a damaged file pdf.js leaves some unhandled; the page fails when it is read.
process.on('unhandledRejection', () => {})

try {
  const failure = await readAll(JSON.parse(process.argv[2] ?? '') as PdfRequest)
  if (failure !== null) say({ kind: 'failure', ...failure })
} catch (thrown) {
  say({ kind: 'failure', ...failureOf(thrown) })
}

async function readAll(request: PdfRequest): Promise<Told | null> {
  const document = await openDocument(request.file)
  const pages = document.numPages
  const { maxPages } = request
  if (pages > maxPages)
    return { code: 'too_many_pages', message: `The PDF has ${pages} pages; ${maxPages} are read at most` }
  const metadata = await document.getMetadata().catch(() => null)
  const info: { Title?: unknown } = metadata?.info ?? {}
  const outline = await readOutline(document)
  say({ kind: 'document', pages, title: sensibleTitle(info.Title), outline })

  const pdfium = await openPdfium(request.file)
  let { textLeft } = request
  let writing = Promise.resolve()
  for (let number = request.from; number <= pages; number++) {
    if (request.skip.includes(number)) {
      await writing
      say(unreadPage(number, outline))
      continue
    }
    say({ kind: 'begin', number })
    pictureMissing = false
    const { page, drawn } = await readPage(document, number, {
      outline,
      textLeft,
      scans: request.scans,
      pdfium,
    })
    textLeft -= lengthOfBlocks(page.blocks)
    const readable = page.readable && !pictureMissing
    await writing
    writing = tellPage({ ...page, readable }, drawn, request.folder)
    // Its failure is thrown where it is awaited.
    writing.catch(() => {})
  }
  await writing
  return null
}

async function tellPage(page: ToldPage, drawn: DrawnPage | null, folder: string): Promise<void> {
  say(drawn === null ? page : { ...page, ...(await writePictures(drawn, folder, page.number)) })
}

function say(message: PdfMessage): void {
  process.stdout.write(`${JSON.stringify(message)}\n`)
}

function failureOf(thrown: unknown): Told {
  const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown))
  if (thrown instanceof PageTooLarge) return { code: 'page_too_large', message }
  // Error names of pdf.js, which does not export all classes.
  switch (name) {
    case 'PasswordException':
      return { code: 'pdf_encrypted', message: 'The PDF can only be read with a password' }
    case 'InvalidPDFException':
    case 'UnknownErrorException':
    case 'FormatError':
      return { code: 'invalid_pdf', message: 'The file is not a readable PDF' }
    default:
      return { code: 'unexpected', message: `${name}: ${message}` }
  }
}
