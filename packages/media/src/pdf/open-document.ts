import { fileURLToPath } from 'node:url'
// Minified, as reading it takes a third of the time that a child needs to start.
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.min.mjs'
// Its worker, which it finds where this has loaded it.
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'
import { maxImagePixels } from './max-image-pixels.ts'

/** Opens a PDF with pdf.js's own fonts, character maps and decoders; nothing is fetched. */
export async function openDocument(
  data: Uint8Array,
  { images }: { images: boolean },
): Promise<PDFDocumentProxy> {
  const assets = fileURLToPath(new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.min.mjs')))
  return getDocument({
    data: new Uint8Array(data),
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    // Without images it parses what is drawn, for fonts and lines, in no time.
    maxImageSize: images ? maxImagePixels : 1,
    // Warnings: only they report that a picture was left out.
    verbosity: 1,
  }).promise
}

/** pdf.js's warning for a picture larger than `maxImageSize`. */
export const tellsOfMissingPicture = (warning: string): boolean =>
  warning.includes('Image exceeded maximum allowed size')
