import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium'
import { imageCorners } from './image-corners.ts'
import { imageShare } from './image-share.ts'
import { maxImagePixels } from './max-image-pixels.ts'
import { type PageImages, pageImages } from './page-images.ts'
import { type PdfiumModule, within } from './pdfium-module.ts'
import { pixels } from './shrink.ts'
import type { Raster } from './write-jpeg.ts'

/** Draws pages of a document by PDFium, several times as fast as pdf.js (`docs/adr/0046-pages-drawn-by-pdfium.md`). */
export interface Pdfium {
  pages: number
  /**
   * A page, from 1, on white, with so many pixels on its long side. Its pixels are overwritten when the next is drawn.
   * Null when PDFium cannot draw it.
   */
  draw(number: number, side: number): PdfiumPage | null
  close(): void
}

export interface PdfiumPage {
  raster: Raster
  /** Share of the page that images cover, 0 to 1. Null when it cannot tell: images in forms, or a page that is rotated. */
  images: number | null
}

/** Null for a document that PDFium does not open: pdf.js repairs more. */
export async function openPdfium(data: Uint8Array): Promise<Pdfium | null> {
  const document = await load(data)
  if (document === null) return null
  const { module, documentIdx } = innerOf(document)
  const form = document.initializeFormFields()
  let bitmap = { place: 0, bytes: 0 }

  /** A region of PDFium's memory that the next picture reuses. */
  function regionOf(bytes: number): number {
    if (bitmap.bytes === bytes) return bitmap.place
    if (bitmap.place !== 0) module.wasmExports.free(bitmap.place)
    bitmap = { place: module.wasmExports.malloc(bytes), bytes }
    if (bitmap.place === 0) throw new Error('no memory for a picture')
    return bitmap.place
  }

  function drawn(page: number, side: number): Raster {
    const [wide, high] = [module._FPDF_GetPageWidthF(page), module._FPDF_GetPageHeightF(page)]
    const scale = side / Math.max(wide, high)
    const [width, height] = [pixels(wide * scale), pixels(high * scale)]
    const bytes = width * height * 4
    const place = regionOf(bytes)
    const data = new Uint8ClampedArray(module.HEAPU8.buffer, place, bytes)
    // White; PDFium takes four times as long for that.
    data.fill(255)
    const picture = module._FPDFBitmap_CreateEx(width, height, formatBgra, place, width * 4)
    module._FPDF_RenderPageBitmap(picture, page, 0, 0, width, height, 0, flags.annotations | flags.rgba)
    module._FPDF_FFLDraw(form, picture, page, 0, 0, width, height, 0, flags.rgba)
    module._FPDFBitmap_Destroy(picture)
    return { data: new Uint8ClampedArray(module.HEAPU8.buffer, place, bytes), width, height }
  }

  return {
    pages: document.getPageCount(),
    draw(number, side) {
      try {
        const page = module._FPDF_LoadPage(documentIdx, number - 1)
        if (page === 0) return null
        module._FORM_OnAfterLoadPage(page, form)
        const found = pageImages(module, page)
        // pdf.js leaves such an image out, and says so.
        const isTooLarge = found.pixels > maxImagePixels
        const raster = isTooLarge ? null : drawn(page, side)
        const images = shareOf(module, page, found)
        module._FORM_OnBeforeClosePage(page, form)
        module._FPDF_ClosePage(page)
        return raster && { raster, images }
      } catch {
        return null
      }
    },
    close: () => document.destroy(),
  }
}

/** Of bitmaps, and of drawing (fpdfview.h). */
const formatBgra = 4
const flags = { annotations: 0x01, rgba: 0x10 } as const

/** Compiled once. */
let library: Promise<PDFiumLibrary> | null = null

async function load(data: Uint8Array): Promise<PDFiumDocument | null> {
  try {
    library ??= PDFiumLibrary.init()
    return await (await library).loadDocument(data)
  } catch {
    return null
  }
}

function shareOf(module: PdfiumModule, page: number, { boxes }: PageImages): number | null {
  const view = within(module, 16, (place) => {
    module._FPDF_GetPageBoundingBox(page, place)
    // Left, top, right and bottom.
    const [left = 0, top = 1, right = 1, bottom = 0] = new Float32Array(module.HEAPU8.buffer, place, 4)
    return [left, bottom, right, top]
  })
  const corners = imageCorners({ view, rotate: 90 * module._FPDFPage_GetRotation(page) }, boxes)
  return corners && imageShare(corners)
}

// Private to its types; the version is pinned, and without these functions nothing is drawn by it.
const innerOf = (document: PDFiumDocument) =>
  document as unknown as { module: PdfiumModule; documentIdx: number }
