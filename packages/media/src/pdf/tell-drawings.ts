import { openPdfium } from './open-pdfium.ts'
import type { DrawRequest, PdfMessage } from './pdf-messages.ts'
import { sides, storeDrawing } from './store-drawing.ts'

/** Draws a PDF by PDFium; says nothing of a file that it does not open. */
export async function tellDrawings(
  { file, folder, from, step }: DrawRequest,
  say: (message: PdfMessage) => void,
): Promise<void> {
  const pdfium = await openPdfium(file)
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
