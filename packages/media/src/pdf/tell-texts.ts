import { readFile } from 'node:fs/promises'
import { openDocument } from './open-document.ts'
import { lengthOfBlocks } from './page-block.ts'
import type { PdfFailure, PdfMessage, ReadRequest } from './pdf-messages.ts'
import { readOutline } from './read-outline.ts'
import { PageTooLarge, readPage } from './read-page.ts'
import { sampleDeck } from './sample-deck.ts'
import { sensibleTitle } from './sensible-title.ts'

/** Reads the text of a PDF by pdf.js. */
export async function tellTexts(request: ReadRequest, say: (message: PdfMessage) => void): Promise<void> {
  try {
    const document = await openDocument(await readFile(request.file), { images: false })
    const pages = document.numPages
    const { maxPages } = request
    if (pages > maxPages) {
      const message = `The PDF has ${pages} pages; ${maxPages} are read at most`
      return say({ kind: 'failure', code: 'too_many_pages', message })
    }
    const metadata = await document.getMetadata().catch(() => null)
    const info: { Title?: unknown } = metadata?.info ?? {}
    const outline = await readOutline(document)
    say({ kind: 'document', pages, title: sensibleTitle(info.Title), outline })
    let { textLeft } = request
    for (let number = request.from; number <= pages; number++) {
      say({ kind: 'begin', number })
      const page = await readPage(document, number, { outline, textLeft })
      textLeft -= lengthOfBlocks(page.blocks)
      say(page)
    }
  } catch (thrown) {
    say({ kind: 'failure', ...failureOf(thrown) })
  }
}

/** Reads pages of a sample as long as it may, so that the code is compiled. */
export async function rehearseTexts(mayGoOn: () => Promise<boolean>): Promise<void> {
  if (!(await mayGoOn())) return
  const document = await openDocument(sampleDeck(), { images: false })
  await readOutline(document)
  for (let number = 1; number <= document.numPages && (await mayGoOn()); number++)
    await readPage(document, number, { outline: [], textLeft: Number.POSITIVE_INFINITY })
  await document.loadingTask.destroy()
}

function failureOf(thrown: unknown): Pick<PdfFailure, 'code' | 'message'> {
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
