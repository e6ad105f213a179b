import { readFile } from 'node:fs/promises'
import { openDocument, tellsOfMissingPicture } from './open-document.ts'
import { openPdfium } from './open-pdfium.ts'
import type { DrawnPage, PdfMessage, RedrawRequest } from './pdf-messages.ts'
import { redrawPage } from './redraw-page.ts'

/** Draws pages that need more than PDFium's first picture of them. */
export async function tellRedrawings(
  { file, folder, pages, scans }: RedrawRequest,
  say: (message: PdfMessage) => void,
): Promise<void> {
  const data = await readFile(file)
  const [document, pdfium] = [await openDocument(data, { images: true }), await openPdfium(data)]
  let complete = true
  // biome-ignore lint/style/noRestrictedGlobals: pdf.js says only there that it leaves an image out
  Object.assign(globalThis.console, {
    warn: (text: unknown) => {
      complete &&= !tellsOfMissingPicture(String(text))
    },
  })
  for (const { number, needs } of pages) {
    say({ kind: 'begin', number })
    complete = true
    const draw = async (): Promise<DrawnPage> => {
      const page = await document.getPage(number)
      const drawn = await redrawPage(page, { needs, pdfium, scans, folder })
      page.cleanup()
      return { ...drawn, complete }
    }
    say({ kind: 'drawing', number, drawn: await draw().catch(() => null) })
  }
}
