import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'

/**
 * Larger pictures inside a page are left out of its drawing: one of 40 million pixels takes 640 MB at its worst
 * (measured with JPEG). A sheet of A4 scanned at 600 dots per inch has 35 million.
 */
const maxImagePixels = 40_000_000

/** Opens a PDF with the fonts, character maps and decoders that come with pdf.js; nothing is fetched. */
export async function openDocument(file: string): Promise<PDFDocumentProxy> {
  const assets = fileURLToPath(new URL('../../', import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')))
  return getDocument({
    data: new Uint8Array(await readFile(file)),
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    wasmUrl: `${assets}wasm/`,
    iccUrl: `${assets}iccs/`,
    maxImageSize: maxImagePixels,
    // Warnings: one of them is the only sign that a picture was left out.
    verbosity: 1,
  }).promise
}

/** What pdf.js writes to the console when a picture inside a page is larger than `maxImageSize`. */
export const tellsOfMissingPicture = (warning: string): boolean =>
  warning.includes('Image exceeded maximum allowed size')
