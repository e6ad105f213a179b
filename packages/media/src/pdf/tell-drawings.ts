import { readFile } from 'node:fs/promises'
import { greyFingerprint } from './grey-fingerprint.ts'
import { openPdfium } from './open-pdfium.ts'
import type { DrawRequest, PdfMessage } from './pdf-messages.ts'
import { sampleDeck } from './sample-deck.ts'
import { shrink } from './shrink.ts'
import { quality, sides, storeDrawing } from './store-drawing.ts'
import { encodeJpeg } from './write-jpeg.ts'

/** Draws a PDF by PDFium; says nothing of a file that it does not open. */
export async function tellDrawings(
  { file, folder, from, step }: DrawRequest,
  say: (message: PdfMessage) => void,
): Promise<void> {
  const pdfium = await openPdfium(await readFile(file))
  const pages = pdfium?.pages ?? 0
  for (let number = from ?? pages; number >= 1 && number <= pages; number += step) {
    say({ kind: 'begin', number })
    const found = pdfium?.draw(number, sides.picture)
    const drawn = found && {
      ...storeDrawing(found.raster, folder, number),
      images: found.images,
      complete: true,
    }
    say({ kind: 'drawing', number, drawn: drawn ?? null })
  }
}

/** Draws pages of a sample as long as it may, so that the code is compiled. */
export async function rehearseDrawings(mayGoOn: () => Promise<boolean>): Promise<void> {
  if (!(await mayGoOn())) return
  const pdfium = await openPdfium(sampleDeck())
  for (let number = 1; number <= (pdfium?.pages ?? 0) && (await mayGoOn()); number++) {
    const found = pdfium?.draw(number, sides.picture)
    if (!found) continue
    encodeJpeg(found.raster, quality.picture)
    const small = shrink(found.raster, sides.thumbnail)
    encodeJpeg(small, quality.thumbnail)
    greyFingerprint(small)
  }
  pdfium?.close()
}
