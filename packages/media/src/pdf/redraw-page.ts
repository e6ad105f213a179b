import { createCanvas } from '@napi-rs/canvas'
import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { imageShare } from './image-share.ts'
import { isPicture } from './is-picture.ts'
import type { Pdfium } from './open-pdfium.ts'
import type { DrawnPage, PageNeeds } from './pdf-messages.ts'
import { pixels, rasterOf } from './shrink.ts'
import { type PictureSize, sides, storeDrawing } from './store-drawing.ts'
import type { Raster } from './write-jpeg.ts'

export interface Redrawing {
  needs: PageNeeds
  /** Null where pdf.js draws better. */
  pdfium: Pdfium | null
  /** Whether OCR may read the page. */
  scans: boolean
  folder: string
}

interface Drawn {
  raster: Raster
  images: number
}

/** Draws a page for OCR, where it needs it, and by pdf.js where PDFium cannot tell what is needed. */
export async function redrawPage(
  page: PDFPageProxy,
  { needs, pdfium, scans, folder }: Redrawing,
): Promise<Omit<DrawnPage, 'complete'>> {
  const draw = async (size: PictureSize): Promise<Drawn> => {
    const quick = needs.fonts ? null : pdfium?.draw(page.pageNumber, sides[size])
    const isKnown = quick?.images != null || !needs.little
    return quick && isKnown ? { raster: quick.raster, images: quick.images ?? 0 } : drawByPdfJs(page, size)
  }
  const store = ({ raster, images }: Drawn) => ({
    ...storeDrawing(raster, folder, page.pageNumber),
    images,
  })
  const first = store(await draw(needs.few && scans ? 'scan' : 'picture'))
  return scans && isPicture(needs, first) ? store(await draw('scan')) : first
}

async function drawByPdfJs(page: PDFPageProxy, size: PictureSize): Promise<Drawn> {
  const { width, height } = page.getViewport({ scale: 1 })
  const scale = sides[size] / Math.max(width, height)
  const canvas = createCanvas(pixels(width * scale), pixels(height * scale))
  await page.render({
    // pdf.js knows the browser's canvas; this one has the same methods.
    canvas: canvas as never,
    viewport: page.getViewport({ scale }),
    recordImages: true,
  }).promise
  return { raster: rasterOf(canvas), images: imageShare(page.imageCoordinates) }
}
