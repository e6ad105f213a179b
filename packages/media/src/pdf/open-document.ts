import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/**
 * Larger pictures inside a page are not rendered: one of 40 million pixels takes up to 640 MB (measured with JPEG).
 * A sheet of A4 scanned at 600 dots per inch has 35 million.
 */
export const maxImagePixels = 40_000_000

/** Opens a PDF with pdf.js's own fonts, character maps and decoders; nothing is fetched. */
export async function openDocument(file: string): Promise<PDFDocumentProxy> {
  const assets = fileURLToPath(new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))
  return getDocument({
    data: new Uint8Array(await readFile(file)),
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    maxImageSize: maxImagePixels,
    // Warnings: only they report that a picture was left out.
    verbosity: 1,
  }).promise
}

/** pdf.js's warning for a picture larger than `maxImageSize`. */
export const tellsOfMissingPicture = (warning: string): boolean =>
  warning.includes('Image exceeded maximum allowed size')
