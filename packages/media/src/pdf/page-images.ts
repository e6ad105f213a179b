import { type PdfiumModule, within } from './pdfium-module.ts'

/** Objects of a page that are looked at, and forms within forms. */
const most = { objects: 20_000, depth: 8 }

/** Types of page objects (fpdf_edit.h). */
const [imageType, formType] = [3, 5]

export interface PageImages {
  /** Left, bottom, right and top of each, in points; null when some are in forms, whose place is not known. */
  boxes: number[][] | null
  /** Of the largest. */
  pixels: number
}

/** The images of a page of PDFium. */
export function pageImages(module: PdfiumModule, page: number): PageImages {
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
    for (let at = 0; at < count && left > 0; at++) look(module._FPDFFormObj_GetObject(object, at), depth + 1)
  }
  const count = module._FPDFPage_CountObjects(page)
  for (let at = 0; at < count && left > 0; at++) look(module._FPDFPage_GetObject(page, at), 0)
  return { boxes: inForms ? null : boxes, pixels }
}

function boundsOf(module: PdfiumModule, object: number): number[] {
  return within(module, 16, (place) => {
    module._FPDFPageObj_GetBounds(object, place, place + 4, place + 8, place + 12)
    return [...new Float32Array(module.HEAPU8.buffer, place, 4)]
  })
}

function pixelsOf(module: PdfiumModule, image: number): number {
  return within(module, 8, (place) => {
    module._FPDFImageObj_GetImagePixelSize(image, place, place + 4)
    const [width = 0, height = 0] = new Uint32Array(module.HEAPU8.buffer, place, 2)
    return width * height
  })
}
