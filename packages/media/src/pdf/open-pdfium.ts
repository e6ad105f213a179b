import { readFile } from 'node:fs/promises'
import { type PDFiumDocument, PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium'
import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import { maxImagePixels } from './open-document.ts'

/** Draws pages of a document by PDFium, several times as fast as pdf.js (`docs/adr/0046-pages-drawn-by-pdfium.md`). */
export interface Pdfium {
  /** A page, from 1, on white. The canvas is drawn on again two pages later. Null when PDFium cannot draw it. */
  draw(number: number, width: number, height: number): Promise<Canvas | null>
  /**
   * Left, bottom, right and top of each image of a page, in points of its own coordinates. Null when it cannot tell:
   * images in forms, or a page that is not to be read.
   */
  images(number: number): number[][] | null
}

/** Null for a document that PDFium does not open: pdf.js repairs more. */
export async function openPdfium(file: string): Promise<Pdfium | null> {
  const document = await load(file)
  if (document === null) return null
  const spare: Canvas[] = []
  return {
    async draw(number, width, height) {
      const { pixels } = imagesOf(document, number) ?? { pixels: Infinity }
      // pdf.js leaves such an image out, and says so.
      if (pixels > maxImagePixels) return null
      const data = await rendered(document, number, width, height)
      if (data === null) return null
      // One is encoded while the other is drawn on: a canvas a page keeps the garbage collector busy.
      const known = spare.length >= 2 ? spare.shift() : undefined
      const canvas = known?.width === width && known.height === height ? known : createCanvas(width, height)
      canvas.getContext('2d').putImageData(new ImageData(data, width, height), 0, 0)
      spare.push(canvas)
      return canvas
    },
    images: (number) => imagesOf(document, number)?.boxes ?? null,
  }
}

async function load(file: string): Promise<PDFiumDocument | null> {
  try {
    const library = await PDFiumLibrary.init()
    return await library.loadDocument(await readFile(file))
  } catch {
    return null
  }
}

async function rendered(
  document: PDFiumDocument,
  number: number,
  width: number,
  height: number,
): Promise<Uint8ClampedArray | null> {
  try {
    const page = document.getPage(number - 1)
    const { data } = await page.render({ width, height, render: 'bitmap', renderFormFields: true })
    return new Uint8ClampedArray(data.buffer, data.byteOffset, data.byteLength)
  } catch {
    return null
  }
}

/** Objects of a page that are looked at, and forms within forms. */
const most = { objects: 20_000, depth: 8 }

/** Types of page objects (fpdf_edit.h). */
const [imageType, formType] = [3, 5]

interface PageImages {
  /** Left, bottom, right and top of each, in points; null when some are in forms, whose place is not known. */
  boxes: number[][] | null
  /** Of the largest. */
  pixels: number
}

/** Null for a page that cannot be read. */
function imagesOf(document: PDFiumDocument, number: number): PageImages | null {
  try {
    const { module, pageIdx: page } = innerOf(document.getPage(number - 1))
    const boxes: number[][] = []
    let [left, pixels, inForms] = [most.objects, 0, false]
    const look = (object: number, depth: number): void => {
      left -= 1
      const type = module._FPDFPageObj_GetType(object)
      if (type === imageType) {
        pixels = Math.max(pixels, pixelsOf(module, object))
        if (depth === 0) boxes.push(boundsOf(module, object))
        else inForms = true
      }
      if (type !== formType || depth >= most.depth) return
      const count = module._FPDFFormObj_CountObjects(object)
      for (let at = 0; at < count && left > 0; at++)
        look(module._FPDFFormObj_GetObject(object, at), depth + 1)
    }
    const count = module._FPDFPage_CountObjects(page)
    for (let at = 0; at < count && left > 0; at++) look(module._FPDFPage_GetObject(page, at), 0)
    module._FPDF_ClosePage(page)
    return { boxes: inForms ? null : boxes, pixels }
  } catch {
    return null
  }
}

/** What the library does not wrap, of its build of PDFium (fpdf_edit.h). */
interface Module {
  _FPDF_ClosePage(page: number): void
  _FPDFPage_CountObjects(page: number): number
  _FPDFPage_GetObject(page: number, at: number): number
  _FPDFPageObj_GetType(object: number): number
  _FPDFPageObj_GetBounds(object: number, left: number, bottom: number, right: number, top: number): number
  _FPDFFormObj_CountObjects(form: number): number
  _FPDFFormObj_GetObject(form: number, at: number): number
  _FPDFImageObj_GetImagePixelSize(image: number, width: number, height: number): number
  wasmExports: { malloc(bytes: number): number; free(place: number): void }
  HEAPU8: Uint8Array
}

// Private to its types; the version is pinned, and a missing function makes `imagesOf` null.
const innerOf = (page: PDFiumPage) => page as unknown as { module: Module; pageIdx: number }

function boundsOf(module: Module, object: number): number[] {
  return within(module, 16, (place) => {
    module._FPDFPageObj_GetBounds(object, place, place + 4, place + 8, place + 12)
    return [...new Float32Array(module.HEAPU8.buffer, place, 4)]
  })
}

function pixelsOf(module: Module, image: number): number {
  return within(module, 8, (place) => {
    module._FPDFImageObj_GetImagePixelSize(image, place, place + 4)
    const [width = 0, height = 0] = new Uint32Array(module.HEAPU8.buffer, place, 2)
    return width * height
  })
}

function within<T>({ wasmExports }: Module, bytes: number, act: (place: number) => T): T {
  const place = wasmExports.malloc(bytes)
  try {
    return act(place)
  } finally {
    wasmExports.free(place)
  }
}
